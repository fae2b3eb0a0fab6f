using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>What happened at each attempt to send a mail: those that did not deliver have rows of their own, the one that did stands in the mail's.</summary>
public sealed class AttemptTable(Database database)
{
    /// <summary>The attempts of one mail, in order. An attempt made by a version that did not keep it is missing: its number is.</summary>
    public async Task<IReadOnlyList<NumberedAttempt>> OfAsync(OutboxMessage mail) => (await OfAsync([mail]))[mail.Id];

    /// <summary>The attempts of several mails, by mail.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<NumberedAttempt>>> OfAsync(IReadOnlyList<OutboxMessage> mails)
    {
        var kept = (await database.ReadAsync(db => db.QueryAsync<Row>(
                "SELECT * FROM attempts WHERE outbox_id IN (SELECT value FROM json_each(@list)) ORDER BY outbox_id, number", new { list = JsonList.Of(mails.Select(mail => mail.Id)) })))
            .ToLookup(row => row.OutboxId, row => row.Read());
        return mails.ToDictionary(mail => mail.Id, mail => (IReadOnlyList<NumberedAttempt>)[.. kept[mail.Id].Concat(Delivered(mail)).OrderBy(attempt => attempt.Number)]);
    }

    private static IEnumerable<NumberedAttempt> Delivered(OutboxMessage mail)
    {
        if (mail is { State: OutboxState.Sent, LastReply: { } said })
            yield return new NumberedAttempt(mail.Attempts, Attempt.Read(said) with { At = mail.LastAt ?? mail.NextAttempt, Relay = mail.Relay });
    }

    private sealed record Row
    {
        public long OutboxId { get; init; }
        public int Number { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Stage { get; init; }
        public int? Code { get; init; }
        public string? Status { get; init; }
        public string Reply { get; init; } = "";
        public string? Relay { get; init; }
        public bool InDoubt { get; init; }

        public NumberedAttempt Read() => new(Number, new Attempt { At = At, Stage = Stage, Code = Code, Status = Status, Text = Reply, Relay = Relay, InDoubt = InDoubt });
    }
}
