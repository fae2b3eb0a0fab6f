using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

public class VerdictTests
{
    [Theory]
    // The relay's, at any stage.
    [InlineData(SmtpStage.Mail, 421, "4.3.2", "closing", true, 0)]
    [InlineData(SmtpStage.Rcpt, 421, "4.7.28", "Our system has detected an unusual rate", true, Verdict.Strong)]
    [InlineData(SmtpStage.FinalDot, 421, null, "closing", true, Verdict.Strong)]
    [InlineData(SmtpStage.Mail, 450, "4.7.1", "Error: too much mail", true, 0)]
    [InlineData(SmtpStage.Mail, 452, "4.3.1", "Insufficient system storage", true, 0)]
    [InlineData(SmtpStage.Rcpt, 451, "4.7.1", "Too many messages from you, slow down", true, Verdict.Strong)]
    [InlineData(SmtpStage.FinalDot, 454, null, "Throttling failure: Maximum sending rate exceeded.", true, Verdict.Strong)]
    [InlineData(SmtpStage.FinalDot, 451, "4.7.500", "Server busy. Please try again later", true, Verdict.Strong)]
    [InlineData(SmtpStage.Rcpt, 451, "4.3.0", "Temporary lookup failure", true, Verdict.Strong)]
    // One recipient's, weak until they come in numbers.
    [InlineData(SmtpStage.Rcpt, 450, "4.2.1", "The user is receiving mail at too many messages a minute", false, Verdict.Weak)]
    [InlineData(SmtpStage.Rcpt, 450, "4.2.0", "mailbox busy", false, Verdict.Weak)]
    [InlineData(SmtpStage.Rcpt, 451, "4.7.1", "Please try again later", false, Verdict.Weak)]
    [InlineData(SmtpStage.Rcpt, 450, null, "try again", false, Verdict.Weak)]
    [InlineData(SmtpStage.FinalDot, 451, "4.7.1", "Try again later", false, Verdict.Weak)]
    // Nobody's.
    [InlineData(SmtpStage.Rcpt, 452, "4.2.2", "Over quota", false, 0)]
    [InlineData(SmtpStage.Rcpt, 450, "4.2.0", "Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/", false, 0)]
    [InlineData(SmtpStage.Rcpt, 451, "4.7.1", "Greylisting in action, please come back later", false, 0)]
    [InlineData(SmtpStage.Rcpt, 550, "5.1.1", "No such user", false, 0)]
    [InlineData(SmtpStage.Mail, 550, "5.7.1", "too many mails, go away", false, 0)]
    [InlineData(SmtpStage.Mail, 530, "5.7.0", "Authentication required", false, 0)]
    // The domain's.
    [InlineData(SmtpStage.Rcpt, 450, "4.1.2", "Domain not found", false, Verdict.Strong)]
    [InlineData(SmtpStage.Rcpt, 451, "4.4.1", "no answer from host", false, Verdict.Strong)]
    public void A_refusal_is_the_relays_the_domains_or_one_recipients(SmtpStage stage, int code, string? status, string text, bool relay, int domain)
    {
        var verdict = Verdict.Of(Results.Of(code, status, text, stage));
        (verdict.RelayRefused, verdict.DomainWeight, verdict.Delivered).ShouldBe((relay, domain, false));
    }

    [Fact]
    public void A_lost_connection_is_the_relays_and_a_delivery_speaks_for_both()
    {
        Verdict.Of(Results.Lost).ShouldBe(new Verdict(false, true, 0, false));
        Verdict.Of(Results.Delivered).ShouldBe(new Verdict(true, false, 0, true));
        Verdict.Of(Results.Of(550, "5.1.1", "No such user", SmtpStage.Rcpt)).DomainAnswered.ShouldBeTrue();
    }
}
