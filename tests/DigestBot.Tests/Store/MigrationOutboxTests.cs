using System.Text;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Mail;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Store;

/// <summary>The step to digests that can be merged and refusals that are judged, taken with mails in every state that there was: each ends as it would have.</summary>
public sealed class MigrationOutboxTests
{
    /// <summary>The schema before it.</summary>
    private const int BeforeLedger = 8;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A mail as the version before may have left it.</summary>
    /// <param name="Name">What happened to it.</param>
    /// <param name="Kind">What it is for.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Goes">After which round it is there: 1 for the first, 2 for one two hours later, 0 for none.</param>
    private sealed record Left(string Name, MailKind Kind, OutboxState State, int Goes)
    {
        public int Attempts { get; init; }

        /// <summary>Whether a final dot of it was let go.</summary>
        public bool Dotted { get; init; }

        /// <summary>Whether the worker that had it died.</summary>
        public bool Leased { get; init; }

        /// <summary>Hours until it is due.</summary>
        public int Due { get; init; }

        public string? Reply { get; init; }

        public SubscriberStatus Reader { get; init; } = SubscriberStatus.Active;

        public long Id { get; init; }

        public Subscriber? To { get; init; }
    }

    private static readonly Left[] All =
    [
        new("waits", MailKind.Digest, OutboxState.Queued, 1),
        new("was claimed", MailKind.Digest, OutboxState.Queued, 1) { Leased = true },
        new("was put off", MailKind.Digest, OutboxState.Deferred, 1) { Attempts = 1, Reply = "Rcpt: 450 4.2.0 later" },
        new("was put off often", MailKind.Digest, OutboxState.Deferred, 1) { Attempts = 4, Reply = "FinalDot: 451 4.3.0 later" },
        new("is put off until later", MailKind.Digest, OutboxState.Deferred, 2) { Attempts = 1, Due = 2, Reply = "Rcpt: 450 4.2.0 later" },
        new("was on the wire", MailKind.Digest, OutboxState.Sending, 1) { Dotted = true, Leased = true },
        new("is in doubt", MailKind.Digest, OutboxState.Sending, 1) { Attempts = 1, Dotted = true, Reply = "the connection ended" },
        new("is in doubt until later", MailKind.Digest, OutboxState.Sending, 2) { Attempts = 2, Due = 1, Dotted = true, Reply = "the connection ended" },
        new("was on the wire when its reader left", MailKind.Digest, OutboxState.Sending, 0) { Dotted = true, Leased = true, Reader = SubscriberStatus.Unsubscribed },
        new("went out", MailKind.Digest, OutboxState.Sent, 0) { Attempts = 1, Dotted = true, Reply = "FinalDot: 250 2.0.0 queued" },
        new("was refused", MailKind.Digest, OutboxState.Failed, 0) { Attempts = 1, Reply = "Rcpt: 550 5.1.1 User unknown" },
        new("was given up", MailKind.Digest, OutboxState.Failed, 0) { Attempts = 12, Reply = "connection refused" },
        new("was given up in doubt", MailKind.Digest, OutboxState.Failed, 0) { Attempts = 12, Dotted = true, Reply = "the connection ended" },
        new("was cancelled", MailKind.Digest, OutboxState.Cancelled, 0) { Reader = SubscriberStatus.Unsubscribed },
        new("confirmation", MailKind.Confirm, OutboxState.Queued, 1) { Reader = SubscriberStatus.Pending },
        new("welcome in doubt", MailKind.Welcome, OutboxState.Sending, 1) { Attempts = 1, Dotted = true, Reply = "the connection ended" },
        new("goodbye", MailKind.Goodbye, OutboxState.Deferred, 1) { Attempts = 2, Reply = "Rcpt: 450 4.2.0 later", Reader = SubscriberStatus.Unsubscribed },
        new("alert", MailKind.Alert, OutboxState.Queued, 1),
    ];

    [Fact]
    public async Task Mails_in_every_state_end_as_they_would_have_once_each_and_with_the_same_bytes()
    {
        await using var house = new House();
        var left = await LeaveAsync(house);
        left.Select(mail => mail.State).Distinct().Order().ShouldBe(Enum.GetValues<OutboxState>().Where(state => state != OutboxState.Merged), "what that version knew");
        var (bytes, dotted, attempts) = (new Dictionary<long, string>(), await IdsAsync(house), await AttemptsAsync(house));
        foreach (var mail in left) bytes[mail.Id] = await OldStore.BytesAsync(house, mail.Id);

        await using var relay = new SunkMails();
        await using var migrated = Upgrade(house, relay);
        await ShownAsync(migrated, left);
        (await IdsAsync(migrated)).ShouldBe(dotted);
        (await AttemptsAsync(migrated)).ShouldBe(attempts);
        (await migrated.ColumnAsync<long>("SELECT id FROM outbox WHERE doubted = 1")).ShouldBe(left.Where(mail => mail is { State: OutboxState.Failed, Dotted: true }).Select(mail => mail.Id), "it may have been");
        foreach (var mail in left) (await OldStore.BytesAsync(migrated, mail.Id)).ShouldBe(bytes[mail.Id], mail.Name);

        // As every start does; then rounds until nothing is left, and one more.
        (await migrated.Part<OutboxTable>().RecoverAsync()).ShouldBe(left.Count(mail => mail.State == OutboxState.Sending));
        for (var round = 1; round <= 3; round++, migrated.Clock.Advance(TimeSpan.FromHours(2)))
        {
            var (report, now) = (await migrated.Part<Sender>().RunAsync(null, Stop), round);
            report.ShouldBe(new SendReport(left.Count(mail => mail.Goes == now), 0, 0, null), $"round {round}");
            foreach (var mail in left)
                relay.Mails.Count(sunk => sunk.Recipients.Single() == mail.To!.Email).ShouldBe(mail.Goes > 0 && mail.Goes <= now ? 1 : 0, $"{mail.Name}, round {round}");
        }

        foreach (var (mail, sunk) in left.SelectMany(mail => relay.Mails.Where(sunk => sunk.Recipients.Single() == mail.To!.Email), (mail, sunk) => (mail, sunk)))
        {
            Encoding.ASCII.GetString(sunk.Message).ShouldBe(bytes[mail.Id], mail.Name);
            if (dotted.TryGetValue(mail.Id, out var before)) SunkMails.MessageId(sunk).ShouldBe(before, mail.Name);
        }

        await ShownAsync(migrated, [.. left.Select(mail => mail.Goes > 0 ? mail with { State = OutboxState.Sent, Attempts = mail.Attempts + 1, Reply = null }
            : mail.State == OutboxState.Sending ? mail with { State = OutboxState.Cancelled } : mail)]);
        // What that version refused and gave up it had judged by its own rule: nobody's subscription ends by it now.
        (await migrated.Part<Refusals>().JudgeAsync(Stop)).ShouldBe(0);
        (await migrated.ValueAsync<int>("SELECT COUNT(*) FROM address_refusals")).ShouldBe(0);
        foreach (var mail in left.Where(mail => mail.Kind != MailKind.Alert)) (await migrated.ReadAsync(mail.To!)).Status.ShouldBe(mail.Reader, mail.Name);
        (await migrated.ValueAsync<string>("PRAGMA integrity_check")).ShouldBe("ok");
    }

    [Fact]
    public async Task A_digest_that_waited_before_is_not_merged_and_comes_beside_its_successor_with_nothing_told_twice()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "monday");
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.ComposeUnsentAsync()).Digests.ShouldBe(1);

        await using var relay = new SunkMails();
        await using var migrated = Upgrade(house, relay);
        await migrated.ArticleAsync(feed, "tuesday");
        migrated.Clock.Advance(TimeSpan.FromDays(1));
        (await migrated.ComposeUnsentAsync()).Digests.ShouldBe(1);
        (await migrated.PrintedAsync(reader)).ShouldBe(["tuesday"]);
        (await migrated.Part<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(2);
        foreach (var title in (string[])["monday", "tuesday"]) relay.Mails.Count(mail => Encoding.ASCII.GetString(mail.Message).Contains(title, StringComparison.Ordinal)).ShouldBe(1, title);
    }

    private static House Upgrade(House house, SunkMails relay)
    {
        var old = Path.Combine(house.Folder, "old.db");
        OldStore.CopyAsPrevious(house.Database.Path, old, BeforeLedger)["outbox"].ShouldAllBe(row => !row.Contains("judged", StringComparison.Ordinal));
        using (var database = new Database(old)) database.Migrate().ShouldBe(Migrations.All.Length - BeforeLedger);
        return new House(
            settings => (settings.Smtp.Host, settings.Smtp.Port, settings.Smtp.Security, settings.Smtp.HeloName, settings.Smtp.Connections) = ("127.0.0.1", relay.Port, SmtpSecurity.None, "bot.example", 2),
            store: old, clock: house.Clock);
    }

    private static async Task<IReadOnlyList<Left>> LeaveAsync(House house)
    {
        var article = await house.ArticleAsync(await house.FeedAsync(), "A chair with a past", text: "A chair is a promise.");
        var (left, now) = (new List<Left>(), house.Clock.Now);
        var selection = await house.WriteAsync((db, tx) => DigestTable.AddSelectionAsync(db, tx, new Selection { Created = now, Head = 1, Printed = [article], Feeds = 1, Minutes = 1 }));
        foreach (var mail in All)
        {
            var to = await house.SubscriberAsync(s => s with { Status = mail.Reader });
            long? reader = mail.Kind == MailKind.Alert ? null : to.Id;
            var payload = mail.Kind switch { MailKind.Digest => null, MailKind.Alert => """{"Title":"t","Lines":[],"WhatToDo":"w"}""", _ => NoticeFacts.Of(to).ToJson() };
            var id = await house.WriteAsync(async (db, tx) =>
                await OutboxTable.AddAsync(db, tx, mail.Kind, to.Email, reader, mail.Kind == MailKind.Digest ? await Store.Rows.AddDigestAsync(db, tx, to.Id, "2026-03-02", selection) : null, payload, now));
            await house.ExecuteAsync(
                """
                UPDATE outbox SET state = @state, attempts = @Attempts, message_id = @messageId, lease_until = @lease, next_attempt = @due, last_reply = @Reply, last_at = @last, ended = @ended WHERE id = @id
                """,
                new
                {
                    id, state = Words.Of(mail.State), mail.Attempts, mail.Reply, messageId = mail.Dotted ? house.Part<MailAddresses>().MessageId(id, reader) : null,
                    lease = mail.Leased ? now.AddMinutes(30).ToUnixTimeMilliseconds() : 0, due = now.AddHours(mail.Due), last = mail.Attempts > 0 ? now : (DateTimeOffset?)null,
                    ended = mail.State is OutboxState.Sent or OutboxState.Failed or OutboxState.Cancelled ? now : (DateTimeOffset?)null,
                });
            if (mail is { Attempts: > 0, State: not OutboxState.Sent })
            {
                var said = Attempt.Read(mail.Reply!);
                await house.ExecuteAsync(
                    "INSERT INTO attempts VALUES (@id, @Attempts, @now, @Stage, @Code, @Status, @Text, 'relay.example:25', @doubt)",
                    new { id, mail.Attempts, now, said.Stage, said.Code, said.Status, said.Text, doubt = mail.State == OutboxState.Sending });
            }

            left.Add(mail with { Id = id, To = to });
        }

        return left;
    }

    // What the operator's list says of each, and how many there are of each state.
    private static async Task ShownAsync(House house, IReadOnlyList<Left> expected)
    {
        var list = house.Part<OutboxList>();
        (await list.CountsAsync()).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ShouldBe(expected.GroupBy(mail => Words.Of(mail.State)).Select(group => KeyValuePair.Create(group.Key, group.Count())).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        (await list.TroubledAsync(100)).Select(mail => mail.Id).Order().ShouldBe(expected.Where(mail => mail.State != OutboxState.Sent).Select(mail => mail.Id));
        foreach (var mail in expected)
        {
            var shown = (await list.ListAsync(mail.State, (Signup.EmailKey(mail.To!.Email), mail.To.Email), 10)).ShouldHaveSingleItem(mail.Name);
            (shown.Id, shown.Kind, shown.State, shown.Attempts).ShouldBe((mail.Id, mail.Kind, mail.State, mail.Attempts), mail.Name);
            if (mail.Reply is { } reply) shown.LastReply.ShouldBe(reply, mail.Name);
            (await list.SuccessorAsync(shown)).ShouldBeNull(mail.Name);
        }
    }

    private static async Task<Dictionary<long, string>> IdsAsync(House house) =>
        (await house.ColumnAsync<(long Id, string MessageId)>("SELECT id, message_id FROM outbox WHERE message_id IS NOT NULL")).ToDictionary(row => row.Id, row => row.MessageId);

    private static Task<List<string>> AttemptsAsync(House house) =>
        house.ColumnAsync<string>("SELECT outbox_id || ' ' || number || ' ' || at || ' ' || COALESCE(stage, '') || ' ' || COALESCE(code, '') || ' ' || reply || ' ' || in_doubt FROM attempts ORDER BY 1");
}
