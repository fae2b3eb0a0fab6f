using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>What stands in the outbox after a round against smtp-sink, with a fault at every stage.</summary>
public class SenderFaultTests
{
    private const int Mails = 5;

    [Theory]
    [InlineData("", OutboxState.Sent, "FinalDot: 250")]
    [InlineData("-p -e -8", OutboxState.Sent, "FinalDot: 250")]
    [InlineData("-r MAIL", OutboxState.Deferred, "Mail: 450 4.3.0")]
    [InlineData("-r RCPT", OutboxState.Deferred, "Rcpt: 450 4.3.0")]
    [InlineData("-r DATA", OutboxState.Deferred, "Data: 450 4.3.0")]
    [InlineData("-r .", OutboxState.Deferred, "FinalDot: 450 4.3.0")]
    [InlineData("-f RCPT", OutboxState.Failed, "Rcpt: 500 5.3.0")]
    [InlineData("-f DATA", OutboxState.Failed, "Data: 500 5.3.0")]
    [InlineData("-f .", OutboxState.Failed, "FinalDot: 500 5.3.0")]
    [InlineData("-q MAIL", OutboxState.Deferred, "")]
    [InlineData("-q RCPT", OutboxState.Deferred, "")]
    [InlineData("-q DATA", OutboxState.Deferred, "")]
    [InlineData("-q .", OutboxState.Sending, "")]
    [InlineData("-Q MAIL", OutboxState.Deferred, "Mail: 421")]
    [InlineData("-Q RCPT", OutboxState.Deferred, "Rcpt: 421")]
    [InlineData("-Q DATA", OutboxState.Deferred, "Data: 421")]
    [InlineData("-Q .", OutboxState.Deferred, "FinalDot: 421")]
    public async Task Each_mail_ends_as_the_relay_said_and_none_is_stuck(string flags, OutboxState expected, string reply)
    {
        await using var sink = await SmtpSink.StartAsync(Words(flags));
        await using var service = Installation.Make(Relay.At(sink.Port));
        await service.QueueDigestsAsync(Mails);

        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);

        report.Problem.ShouldBeNull();
        (report.Sent, report.Failed, report.Deferred).ShouldBe(
            (expected == OutboxState.Sent ? Mails : 0, expected == OutboxState.Failed ? Mails : 0, expected is OutboxState.Deferred or OutboxState.Sending ? Mails : 0));
        var rows = await service.OutboxAsync();
        rows.Count.ShouldBe(Mails);
        foreach (var row in rows)
        {
            row.State.ShouldBe(expected, row.LastReply);
            row.Attempts.ShouldBe(1);
            row.LastReply.ShouldNotBeNullOrEmpty();
            row.LastReply.ShouldStartWith(reply);
            row.LastReply.ShouldNotContain("\n");
            // What ended before its final dot never had one, so it was never in doubt.
            if (expected is OutboxState.Deferred or OutboxState.Sending) row.NextAttempt.ShouldBeGreaterThan(service.Clock.GetUtcNow().AddMinutes(5));
        }

        (await service.LeasedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_relay_that_refuses_our_sender_does_not_burn_the_queue()
    {
        await using var sink = await SmtpSink.StartAsync("-f", "MAIL");
        await using var service = Installation.Make(Relay.At(sink.Port));
        await service.QueueDigestsAsync(50);
        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        report.Problem.ShouldNotBeNull().ShouldContain("500 5.3.0");
        var rows = await service.OutboxAsync();
        rows.Count(row => row.State == OutboxState.Deferred).ShouldBeInRange(1, 2, "one for each connection");
        rows.ShouldAllBe(row => row.State == OutboxState.Deferred || (row.State == OutboxState.Queued && row.Attempts == 0));
        (await service.LeasedAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("-r CONNECT")]
    [InlineData("-f CONNECT")]
    [InlineData("-q CONNECT")]
    [InlineData("-Q CONNECT")]
    [InlineData("-r EHLO,HELO")]
    [InlineData("-f EHLO,HELO")]
    [InlineData("-q EHLO")]
    [InlineData("-Q EHLO")]
    public async Task A_relay_that_does_not_talk_is_no_mails_fault(string flags)
    {
        await using var service = Installation.Make(Relay.At(FreePort.Find()));
        await service.QueueDigestsAsync(Mails);
        await using (var sink = await SmtpSink.StartAsync(Words(flags)))
        await using (var now = service.Reopen(Relay.At(sink.Port)))
            (await now.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).Problem.ShouldNotBeNull().ShouldContain($"127.0.0.1:{sink.Port}");
        foreach (var row in await service.OutboxAsync()) (row.State, row.Attempts).ShouldBe((OutboxState.Queued, 0));
        (await service.LeasedAsync()).ShouldBe(0);

        await using var mails = new SunkMails();
        await using var later = service.Reopen(Relay.At(mails.Port));
        (await later.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).ShouldBe(new SendReport(Mails, 0, 0, null));
        mails.Mails.Select(mail => mail.Recipients.Single()).Distinct().Count().ShouldBe(Mails);
    }

    private static string[] Words(string flags) => flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
