using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

/// <summary>Leaving works on mail that is queued, put off, claimed, on the wire or in doubt.</summary>
public class LeavingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queued_mail_is_never_sent_to_somebody_who_left()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        var mails = await service.QueueDigestsAsync(3);
        (await service.Get<Changes>().LeaveAsync(2, "test")).ShouldBeTrue();
        (await service.Get<Changes>().LeaveAsync(2, "test")).ShouldBeFalse("twice is the same as once");
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(2);
        relay.Mails.ShouldNotContain(mail => mail.Recipients.Contains("reader2@readers.example"));
        (await service.OutboxAsync()).Single(row => row.Id == mails[1]).State.ShouldBe(OutboxState.Cancelled);
    }

    [Theory]
    [InlineData("put off")]
    [InlineData("put off after leaving")]
    [InlineData("in doubt")]
    [InlineData("in doubt after leaving")]
    public async Task A_mail_that_waits_for_another_attempt_is_not_sent_to_somebody_who_left(string how)
    {
        Installation? leaving = null;
        await using var relay = new SunkMails(async (_, _) =>
        {
            if (how.EndsWith("after leaving", StringComparison.Ordinal)) await leaving!.Get<Changes>().LeaveAsync(1, "while it was on the wire");
            throw how.StartsWith("put off", StringComparison.Ordinal) ? new IOException("later") : new OperationCanceledException("hangs up");
        });
        await using var service = leaving = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        await service.Get<Sender>().RunAsync(null, Stop);
        relay.Mails.Count.ShouldBe(1);
        await service.Get<Changes>().LeaveAsync(1, "test");

        for (var day = 0; day < 7; day++)
        {
            service.Clock.Advance(TimeSpan.FromDays(1));
            (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(0, 0, 0, null));
        }

        relay.Mails.Count.ShouldBe(1);
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Cancelled);
    }

    [Fact]
    public async Task Somebody_who_leaves_between_the_claim_and_the_final_dot_gets_nothing()
    {
        Installation? leaving = null;
        // One connection: while the first mail is being taken, all others are claimed and rendered.
        await using var relay = new SunkMails(async (_, count) =>
        {
            if (count == 1) await leaving!.Get<Changes>().LeaveAsync(2, "test");
        });
        await using var service = leaving = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1)));
        await service.QueueDigestsAsync(3);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.ShouldBe(new SendReport(2, 0, 0, null));
        relay.Mails.Select(mail => mail.Recipients[0]).ShouldBe(["reader1@readers.example", "reader3@readers.example"]);
    }

    [Fact]
    public async Task Somebody_who_leaves_while_their_mail_is_on_the_wire_does_not_get_its_end()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        var slow = new LeavingOnTheWay(service.Get<IMailTransport>(), () => service.Get<Changes>().LeaveAsync(1, "test"));
        var sender = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<Sender>(service.Parts, slow);
        (await sender.RunAsync(null, Stop)).ShouldBe(new SendReport(0, 0, 0, null));
        relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_goodbye_is_sent_although_its_reader_has_left()
    {
        await using var relay = new SunkMails((_, count) => count == 1 ? throw new IOException("later") : Task.CompletedTask);
        await using var service = Installation.Make(Relay.At(relay.Port));
        var reader = await service.SubscribeAsync("reader@readers.example");
        await service.Get<Changes>().LeaveAsync(reader.Id, "test");
        await service.Get<OutboxTable>().AddAsync(MailKind.Goodbye, reader.Email, reader.Id, NoticeFacts.Of(reader).ToJson(), service.Clock.GetUtcNow());
        await service.Get<Sender>().RunAsync(null, Stop);
        service.Clock.Advance(TimeSpan.FromHours(1));
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
    }

    /// <summary>The real transport; right before the final dot is asked for, its reader leaves.</summary>
    private sealed class LeavingOnTheWay(IMailTransport real, Func<Task> leave) : IMailTransport
    {
        public string Destination => real.Destination;

        public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => new Connection(await real.ConnectAsync(cancellation), leave);

        private sealed class Connection(IMailConnection real, Func<Task> leave) : IMailConnection
        {
            public string Relay => real.Relay;

            public bool IsUsable => real.IsUsable;

            public Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation) =>
                real.SendAsync(mail, async stop =>
                {
                    await leave();
                    return await beforeFinalDot(stop);
                }, cancellation);

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }
}
