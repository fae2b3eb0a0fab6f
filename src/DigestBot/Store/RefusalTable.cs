using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>A mail that has failed, with what was said last.</summary>
public sealed record FailedMail
{
    /// <summary>The outbox row.</summary>
    public long Id { get; init; }

    /// <summary>Whose mail; null for an alert.</summary>
    public long? SubscriberId { get; init; }

    /// <summary>Where in the conversation it was refused; null without an answer.</summary>
    public string? Stage { get; init; }

    /// <summary>Reply code.</summary>
    public int? Code { get; init; }

    /// <summary>Enhanced status.</summary>
    public string? Status { get; init; }

    /// <summary>The relay's words.</summary>
    public string Text { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>What was said of a subscriber's address since a mail to it was last taken.</summary>
public sealed record AddressRefusal
{
    /// <summary>The first time.</summary>
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>The last time.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>How many mails.</summary>
    public int Mails { get; init; }

    /// <summary>The last of them; null when an earlier version did not keep it.</summary>
    public long? Mail { get; init; }

    /// <summary>What was said last: stage, code and text, one line.</summary>
    public string Said { get; init; } = "";
}

/// <summary>Failed mails that have not been judged, and what was said of addresses.</summary>
public sealed class RefusalTable(Database database)
{
    /// <summary>Failed mails that nobody has looked at, oldest first.</summary>
    public Task<IReadOnlyList<FailedMail>> UnjudgedAsync(int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<FailedMail>)[.. await db.QueryAsync<FailedMail>(
            """
            SELECT o.id, o.subscriber_id, a.stage, a.code, a.status, COALESCE(a.reply, '') AS text, COALESCE(a.at, o.ended, o.created) AS at
            FROM outbox o LEFT JOIN attempts a ON a.outbox_id = o.id AND a.number = o.attempts
            WHERE o.state = 'failed' AND o.judged = 0 ORDER BY o.id LIMIT @limit
            """, new { limit })]);

    /// <summary>Notes that a failed mail has been looked at.</summary>
    /// <returns>False when it had been.</returns>
    internal static async Task<bool> JudgedAsync(IDbConnection db, IDbTransaction tx, long mail) =>
        await db.ExecuteAsync("UPDATE outbox SET judged = 1 WHERE id = @mail AND state = 'failed' AND judged = 0", new { mail }, tx) > 0;

    /// <summary>
    /// Keeps what a bounce said of a mail that had been sent, as one more thing that happened to it. One in doubt had been: its bounce proves it.
    /// That one is sent again all the same, since a bounce may be of an attempt before; its next attempt gets the next number.
    /// </summary>
    /// <returns>Whose mail it is; null when it is unknown, was never sent, or has bounced before.</returns>
    internal static async Task<long?> BouncedAsync(IDbConnection db, IDbTransaction tx, FailedMail bounce)
    {
        var subscriber = await db.ExecuteScalarAsync<long?>(
            """
            UPDATE outbox SET judged = 1, attempts = attempts + (state = 'sending')
            WHERE id = @Id AND state IN ('sent', 'sending') AND judged = 0 AND subscriber_id IS NOT NULL RETURNING subscriber_id
            """, new { bounce.Id }, tx);
        if (subscriber is not null)
            await db.ExecuteAsync(
                "INSERT INTO attempts (outbox_id, number, at, stage, code, status, reply, in_doubt) SELECT id, attempts + (state = 'sent'), @At, 'Bounce', @Code, @Status, @Text, 0 FROM outbox WHERE id = @Id",
                bounce, tx);
        return subscriber;
    }

    /// <summary>Whose mail it is; null when it is unknown or nobody's.</summary>
    internal static Task<long?> ReaderOfAsync(IDbConnection db, IDbTransaction tx, long? mail) =>
        db.ExecuteScalarAsync<long?>("SELECT subscriber_id FROM outbox WHERE id = @mail", new { mail }, tx);

    /// <summary>What was said of an address since a mail to it was last taken and not returned; null for nothing.</summary>
    internal static Task<AddressRefusal?> OfAsync(IDbConnection db, IDbTransaction tx, long subscriber) =>
        db.QuerySingleOrDefaultAsync<AddressRefusal?>(
            """
            SELECT first_at, last_at, mails, mail, said FROM address_refusals r WHERE subscriber_id = @subscriber
            AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.subscriber_id = @subscriber AND o.state = 'sent' AND o.judged = 0 AND o.last_at > r.last_at)
            """, new { subscriber }, tx);

    /// <summary>What is kept of an address, also where a mail that was taken since has made it void; null for nothing.</summary>
    public Task<AddressRefusal?> KeptAsync(long subscriber) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<AddressRefusal?>("SELECT first_at, last_at, mails, mail, said FROM address_refusals WHERE subscriber_id = @subscriber", new { subscriber }));

    /// <summary>Keeps what was said.</summary>
    internal static Task WriteAsync(IDbConnection db, IDbTransaction tx, long subscriber, AddressRefusal refusal) =>
        db.ExecuteAsync("INSERT OR REPLACE INTO address_refusals (subscriber_id, first_at, last_at, mails, mail, said) VALUES (@subscriber, @FirstAt, @LastAt, @Mails, @Mail, @Said)",
            new { subscriber, refusal.FirstAt, refusal.LastAt, refusal.Mails, refusal.Mail, refusal.Said }, tx);

    /// <summary>Forgets what was said of an address.</summary>
    internal static Task ForgetAsync(IDbConnection db, IDbTransaction tx, long subscriber) => db.ExecuteAsync("DELETE FROM address_refusals WHERE subscriber_id = @subscriber", new { subscriber }, tx);
}
