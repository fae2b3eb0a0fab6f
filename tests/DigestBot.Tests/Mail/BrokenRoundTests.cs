using Dapper;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Mail.Pacing;
using DigestBot.Wire.Smtp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>A round whose claiming breaks, whatever it is that breaks: it ends at once and says why, and the next one finds every mail and sends none twice.</summary>
public sealed class BrokenRoundTests
{
    private const string Why = "broken by the test";

    // What a full disk or a damaged page does to one kind of write, and to no other.
    private const string NoClaim = $"CREATE TRIGGER broken BEFORE UPDATE OF lease_until ON outbox WHEN NEW.lease_until > 0 BEGIN SELECT RAISE(ABORT, '{Why}'); END";
    private const string NoPutOff = $"CREATE TRIGGER broken BEFORE UPDATE OF next_attempt ON outbox WHEN NEW.attempts = OLD.attempts BEGIN SELECT RAISE(ABORT, '{Why}'); END";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_that_fails_in_the_middle_ends_the_round_and_the_next_sends_the_rest_once()
    {
        const int mails = 600;
        Installation? installed = null;
        await using var relay = new SunkMails((_, count) => count == 1 ? ExecuteAsync(installed!, NoClaim) : Task.CompletedTask);
        await using var service = installed = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(mails);
        var sender = service.Get<Sender>();
        (await Should.ThrowAsync<SqliteException>(() => sender.RunAsync(null, Stop))).Message.ShouldContain(Why);

        // What was on its way was finished and written down; the rest was not begun.
        var rows = await service.OutboxAsync();
        var sent = rows.Count(row => row.State == OutboxState.Sent);
        sent.ShouldBe(relay.Mails.Count);
        sent.ShouldBeInRange(1, mails - 1);
        rows.Where(row => row.State != OutboxState.Sent).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);

        await ExecuteAsync(service, "DROP TRIGGER broken");
        (await sender.RunAsync(null, Stop)).ShouldBe(new SendReport(mails - sent, 0, 0, null), "without waiting for a lease to end");
        await OnceEachAsync(service, relay, mails);
    }

    [Fact]
    public async Task Mails_that_cannot_be_prepared_are_given_back_as_they_were()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(3);
        await ExecuteAsync(service, "ALTER TABLE selections RENAME TO lost");
        var sender = service.Get<Sender>();
        (await Should.ThrowAsync<SqliteException>(() => sender.RunAsync(null, Stop))).Message.ShouldContain("selections");
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);
        relay.Mails.ShouldBeEmpty();

        await ExecuteAsync(service, "ALTER TABLE lost RENAME TO selections");
        (await sender.RunAsync(null, Stop)).Sent.ShouldBe(3);
        await OnceEachAsync(service, relay, 3);
    }

    [Fact]
    public async Task What_waits_for_a_slow_pace_is_not_waited_for()
    {
        const int mails = 60;
        Installation? installed = null;
        await using var relay = new SunkMails(async (_, count) =>
        {
            if (count > 1) return;
            // A person's mail is claimed at once, also while digests wait for their second.
            await ExecuteAsync(installed!, NoClaim);
            await installed!.Get<OutboxTable>().AddAsync(MailKind.Receipt, "reader1@readers.example", 1, "{}", installed.Clock.GetUtcNow());
        });
        await using var service = installed = Installation.Make(Relay.At(relay.Port, ("Smtp:MaxPerSecond", 1)));
        await service.QueueDigestsAsync(mails);
        var sender = service.Get<Sender>();
        (await Should.ThrowAsync<SqliteException>(() => sender.RunAsync(null, Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop))).Message.ShouldContain(Why);
        relay.Mails.Count.ShouldBeLessThan(10, "one a second");
        await ExecuteAsync(service, "DROP TRIGGER broken");
        await service.Get<OutboxTable>().RecoverAsync();
        (await service.LeasedAsync()).ShouldBe(0);
        (await service.OutboxAsync()).Count(row => row.State == OutboxState.Sent).ShouldBe(relay.Mails.Count);
    }

    [Fact]
    public async Task Mails_of_a_domain_in_trouble_that_cannot_be_put_off_are_kept_and_put_off_by_the_next_round()
    {
        const int dead = 40, well = 5;
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1)));
        await service.QueueDigestsAsync(dead, "dead.example");
        await service.QueueDigestsAsync(well, "well.example");
        var trouble = new DomainInTrouble(service.Get<IMailTransport>(), "@dead.example");
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, trouble);
        await ExecuteAsync(service, NoPutOff);
        (await Should.ThrowAsync<SqliteException>(() => sender.RunAsync(null, Stop))).Message.ShouldContain(Why);

        // Five in a row hold the domain back. Their attempts are written down; the others have made none, and are as they were.
        trouble.Asked.ShouldBe(5);
        var rows = await service.OutboxAsync();
        rows.Count(row => row is { State: OutboxState.Deferred, Attempts: 1 }).ShouldBe(5);
        rows.Where(row => row.State is not (OutboxState.Deferred or OutboxState.Sent)).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0 && row.NextAttempt == row.Created);

        await ExecuteAsync(service, "DROP TRIGGER broken");
        (await sender.RunAsync(null, Stop)).Problem.ShouldBeNull();
        trouble.Asked.ShouldBe(5, "it is left alone");
        (await service.LeasedAsync()).ShouldBe(0);
        rows = await service.OutboxAsync();
        rows.Where(row => row.Recipient.EndsWith("@well.example", StringComparison.Ordinal)).ShouldAllBe(row => row.State == OutboxState.Sent);
        rows.Count(row => row is { State: OutboxState.Queued, Attempts: 0 } && row.NextAttempt > row.Created).ShouldBe(dead - 5);

        trouble.IsOver = true;
        for (var hour = 0; hour < 3; hour++)
        {
            service.Clock.Advance(TimeSpan.FromHours(1));
            (await sender.RunAsync(null, Stop)).Problem.ShouldBeNull();
        }

        await OnceEachAsync(service, relay, dead + well);
    }

    private static async Task OnceEachAsync(Installation service, SunkMails relay, int mails)
    {
        relay.Mails.Select(mail => mail.Recipients.Single()).Distinct().Count().ShouldBe(mails);
        relay.Mails.Count.ShouldBe(mails, "nothing came twice");
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        (await service.LeasedAsync()).ShouldBe(0);
        (await service.IntegrityAsync()).ShouldBe("ok");
    }

    private static Task ExecuteAsync(Installation service, string sql) => service.Get<Database>().WriteAsync((db, tx) => db.ExecuteAsync(sql, transaction: tx));

    /// <summary>The real transport; the relay gets no answer from one domain's host.</summary>
    private sealed class DomainInTrouble(IMailTransport real, string domain) : IMailTransport
    {
        public int Asked { get; private set; }

        public bool IsOver { get; set; }

        public string Destination => real.Destination;

        public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => new Connection(await real.ConnectAsync(cancellation), this);

        private SendResult? Trouble(OutgoingMail mail)
        {
            if (IsOver || !mail.Envelope.Recipients.Single().EndsWith(domain, StringComparison.Ordinal)) return null;
            Asked++;
            return Results.Of(451, "4.4.1", "no answer from host", SmtpStage.Rcpt);
        }

        private sealed class Connection(IMailConnection real, DomainInTrouble transport) : IMailConnection
        {
            public string Relay => real.Relay;

            public bool IsUsable => real.IsUsable;

            public Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation) =>
                transport.Trouble(mail) is { } refused ? Task.FromResult(refused) : real.SendAsync(mail, beforeFinalDot, cancellation);

            public ValueTask DisposeAsync() => real.DisposeAsync();
        }
    }
}
