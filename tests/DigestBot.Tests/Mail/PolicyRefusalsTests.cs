using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

public class PolicyRefusalsTests
{
    private static readonly OutboxMessage New = new() { Id = 1, Recipient = "a@a.example" };
    private static readonly OutboxMessage Again = New with { Attempts = 1, LastReply = "Rcpt: 554 5.7.1 <a@a.example>: Relay access denied" };
    private readonly SteppedClock _clock = new();
    private readonly PolicyRefusals _refusals;

    public PolicyRefusalsTests() => _refusals = new PolicyRefusals(_clock);

    [Theory]
    [InlineData(554, "5.7.1", "Relay access denied", SmtpStage.Rcpt, true)]
    [InlineData(550, "5.7.27", "sender has no policy", SmtpStage.Rcpt, true)]
    [InlineData(550, null, "relay not permitted", SmtpStage.Rcpt, true)]
    [InlineData(550, null, "no such user", SmtpStage.Rcpt, false)]
    [InlineData(550, "5.1.1", "no such user at this relay", SmtpStage.Rcpt, false)]
    [InlineData(450, "4.7.1", "greylisted", SmtpStage.Rcpt, false)]
    [InlineData(554, "5.7.1", "spam", SmtpStage.FinalDot, false)]
    public void Policy_is_what_the_status_says_or_else_the_words(int code, string? status, string text, SmtpStage stage, bool expected) =>
        PolicyRefusals.Is(Results.Of(code, status, text, stage)).ShouldBe(expected);

    [Fact]
    public void Three_in_a_row_are_everybodys_and_none_is_final()
    {
        foreach (var expected in (bool[])[false, false, true, true])
        {
            _refusals.Refused(Again, out var everybody).ShouldBeFalse();
            everybody.ShouldBe(expected);
        }
    }

    [Fact]
    public void A_mail_that_was_refused_before_is_refused_for_good_once_others_go()
    {
        _refusals.Delivered();
        _refusals.Refused(New, out _).ShouldBeFalse("once says nothing");
        _refusals.Delivered();
        _refusals.Refused(New with { Attempts = 1, LastReply = "Rcpt: 450 4.2.0 greylisted" }, out _).ShouldBeFalse("it was refused otherwise before");
        _refusals.Refused(Again, out _).ShouldBeFalse("the one before was refused too");
        _refusals.Delivered();
        _refusals.Refused(Again, out var everybody).ShouldBeTrue();
        everybody.ShouldBeFalse();
    }

    [Fact]
    public void One_domains_readers_hold_nobody_up_while_the_relay_takes_mail_for_others()
    {
        _refusals.Delivered();
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            _refusals.Refused(New with { Id = i, Recipient = $"reader{i}@firm.example" }, out var everybody);
            everybody.ShouldBe(i * 20 + 20 >= 3600, $"refusal {i}");
        }
    }

    [Fact]
    public void Readers_of_two_domains_are_everybody_also_right_after_a_delivery()
    {
        _refusals.Delivered();
        foreach (var (recipient, expected) in ((string, bool)[])[("a@a.example", false), ("b@A.example", false), ("a@b.example", true)])
        {
            _refusals.Refused(New with { Recipient = recipient }, out var everybody);
            everybody.ShouldBe(expected, recipient);
        }

        _refusals.Delivered();
        _refusals.Refused(New, out var again);
        again.ShouldBeFalse("one was taken since");
    }
}
