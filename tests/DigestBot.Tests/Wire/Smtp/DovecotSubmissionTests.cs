using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Dovecot's own submission service: every mechanism that it offers, over STARTTLS and over implicit TLS, right and wrong.</summary>
public class DovecotSubmissionTests
{
    private const string Foreign = "j\u00fcrgen", ForeignPassword = "\u043f\u0430\u0440\u043e\u043b\u044c \u00f1 \u5bc6\u7801";

    [Fact]
    public async Task Every_mechanism_signs_in_and_a_wrong_secret_does_not()
    {
        await using var sink = await SmtpSink.StartAsync(dump: true);
        await using var dovecot = await DovecotSubmission.StartAsync(sink.Port, (Foreign, ForeignPassword));
        var sent = 0;
        foreach (var options in (SmtpOptions[])[Letters.At(dovecot.Port) with { Security = SmtpSecurity.Required }, Letters.At(dovecot.ImplicitPort) with { Security = SmtpSecurity.Implicit }])
        {
            var signed = options with { CaFile = dovecot.CaFile, User = dovecot.User, Password = dovecot.Password };
            foreach (var mechanism in (string[])["PLAIN", "LOGIN", "SCRAM-SHA-256"])
            {
                (await SendAsync(signed with { Authentication = mechanism })).ShouldBe($"{mechanism} Delivered", dovecot.Log);
                (await SendAsync(signed with { Authentication = mechanism, User = Foreign, Password = ForeignPassword })).ShouldBe($"{mechanism} Delivered", dovecot.Log);
                (await SendAsync(signed with { Authentication = mechanism, Password = "wrong" })).ShouldStartWith("PasswordRefused 535 ", Case.Sensitive, dovecot.Log);
                sent += 2;
            }
            (await SendAsync(signed)).ShouldBe("SCRAM-SHA-256 Delivered", "the strongest that it offers");
            (await SendAsync(signed with { Chunking = true })).ShouldBe("SCRAM-SHA-256 Delivered", dovecot.Log);
            sent += 2;
        }
        sink.Messages.Count.ShouldBe(sent);
        sink.Messages.ShouldAllBe(mail => mail.Contains("\n.hidden dot\n..two\n.\nThe end.\n"));
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_told_by_the_server_and_no_mail_is_to_blame()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var dovecot = await DovecotSubmission.StartAsync(sink.Port);
        var options = Letters.At(dovecot.Port) with { Security = SmtpSecurity.Required, CaFile = dovecot.CaFile };
        await using var session = await options.OpenAsync();
        (session.Capabilities.Pipelining, session.Capabilities.Chunking, session.Capabilities.SmtpUtf8).ShouldBe((true, true, false));
        var result = await session.PostAsync(Letters.ToReader, Letters.Short);
        (result.Reply!.Code, result.Reply.Stage).ShouldBe((530, SmtpStage.Mail));
        DigestBot.Mail.SendRound.ConcernsUs(result).ShouldBeTrue(result.Reason);
    }

    [Fact]
    public async Task What_the_relay_behind_it_can_do_is_known_once_signed_in_and_no_command_runs_ahead_of_an_answer()
    {
        await using var sink = await SmtpSink.StartAsync(dump: true);
        await using var dovecot = await DovecotSubmission.StartAsync(sink.Port);
        var options = Letters.At(dovecot.Port) with { Security = SmtpSecurity.Required, CaFile = dovecot.CaFile, User = dovecot.User, Password = dovecot.Password };
        await using var session = await options.OpenAsync();
        (session.Capabilities.Dsn, session.Capabilities.MaxSize > 0).ShouldBe((true, true), "before sign-in it says neither");
        // The next message is there to be announced; Dovecot 2.3 would take this one, crash, and never say so.
        NextMessage[] mails = [.. Enumerable.Range(1, 3).Select(i => new NextMessage(new Envelope("bot@example.org", $"reader{i}@example.test"), Letters.Short))];
        for (var i = 0; i < mails.Length; i++)
        {
            NextMessage? next = i + 1 < mails.Length ? mails[i + 1] : null;
            var result = await session.SendAnnouncingAsync(mails[i].Envelope, new(mails[i].Message), _ => ValueTask.FromResult(next), TestContext.Current.CancellationToken);
            result.Outcome.ShouldBe(SendOutcome.Delivered, result.Reason + dovecot.Log);
        }
        sink.Messages.Count.ShouldBe(mails.Length);
        dovecot.Log.ShouldNotContain("Panic");
    }

    private static async Task<string> SendAsync(SmtpOptions options)
    {
        var findings = new SmtpFindings();
        try
        {
            await using var session = await (options with { Findings = findings }).OpenAsync();
            var result = await session.PostAsync(Letters.ToReader, Letters.Short);
            await session.QuitAsync(TestContext.Current.CancellationToken);
            return $"{findings.Mechanism} {(result.Outcome == SendOutcome.Delivered ? "Delivered" : result)}";
        }
        catch (SmtpConnectException error)
        {
            return $"{error.Failure} {error.Reply?.Code} {error.Message}";
        }
    }
}
