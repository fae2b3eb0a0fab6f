using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The outbox: mails that wait, are in doubt, or have ended. What an attempt does to them stands in <see cref="OutboxJournal"/>.</summary>
public sealed class OutboxTable(Database database)
{
    // The first half names the index of open mails, the second says which they are.
    internal const string Open = "ended IS NULL AND state IN ('queued', 'deferred', 'sending')";

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <summary>Queues a mail within the caller's transaction, so that it exists exactly when its reason does.</summary>
    internal static Task<long> AddAsync(IDbConnection db, IDbTransaction tx, MailKind kind, string recipient, long? subscriberId, long? digestId, string? payload, DateTimeOffset now) =>
        db.ExecuteScalarAsync<long>(
            """
            INSERT INTO outbox (kind, priority, subscriber_id, digest_id, recipient, payload, state, created, next_attempt)
            VALUES (@kind, @priority, @subscriberId, @digestId, @recipient, @payload, 'queued', @now, @now) RETURNING id
            """,
            new { kind = Words.Of(kind), priority = kind == MailKind.Digest ? 1 : 0, subscriberId, digestId, recipient, payload, now }, tx);

    /// <summary>Queues every digest above <paramref name="after"/> for its subscriber, within the transaction that added them.</summary>
    /// <returns>How many.</returns>
    internal static Task<int> AddDigestsAsync(IDbConnection db, IDbTransaction tx, long after, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            INSERT INTO outbox (kind, priority, subscriber_id, digest_id, recipient, state, created, next_attempt)
            SELECT 'digest', 1, s.id, d.id, s.email, 'queued', @now, @now
            FROM digests d JOIN subscribers s ON s.id = d.subscriber_id WHERE d.id > @after ORDER BY d.id
            """, new { after, now }, tx);

    /// <summary>Queues a mail in a transaction of its own.</summary>
    public Task<long> AddAsync(MailKind kind, string recipient, long? subscriberId, string? payload, DateTimeOffset now) =>
        database.WriteAsync((db, tx) => AddAsync(db, tx, kind, recipient, subscriberId, null, payload, now));

    /// <summary>
    /// Takes mails whose time has come and keeps others from taking them until the lease ends: what a person waits for first, then oldest first.
    /// A mail that was <c>sending</c> when its worker died comes again when its lease has ended; that it was in doubt is kept, however it ends.
    /// No mail is put off for more than days: what was queued or leased later than that was so while the machine's clock was ahead.
    /// </summary>
    /// <param name="now">Now.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="urgentOnly">Only what a person waits for: digests are held back. Costs one look into an index when there is nothing.</param>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(DateTimeOffset now, TimeSpan lease, int limit, bool urgentOnly = false)
    {
        var ahead = now + Ahead;
        if (urgentOnly && !await database.ReadAsync(db => db.ExecuteScalarAsync<bool>(
                $"SELECT EXISTS (SELECT 1 FROM outbox WHERE {Open} AND priority = 0 AND (next_attempt <= @now OR next_attempt > @ahead))", new { now, ahead }))) return [];
        return await database.WriteAsync(async (db, tx) =>
        {
            var claimed = await TakeAsync("next_attempt <= @now", limit);
            // Asked apart: so each is a range of the index, and the many that wait for later are not looked at.
            if (claimed.Count < limit) claimed.AddRange(await TakeAsync("next_attempt > @ahead", limit - claimed.Count));
            return (IReadOnlyList<OutboxMessage>)[.. claimed.OrderBy(m => m.Kind == MailKind.Digest).ThenBy(m => m.NextAttempt).ThenBy(m => m.Id)];

            async Task<List<OutboxMessage>> TakeAsync(string due, int most) => (await db.QueryAsync<OutboxMessage>(
                $"""
                UPDATE outbox SET lease_until = @until, doubted = CASE WHEN state = 'sending' THEN 1 ELSE doubted END
                WHERE id IN (SELECT id FROM outbox WHERE {Open} AND {(urgentOnly ? "priority = 0" : "priority IN (0, 1)")} AND {due} AND (lease_until <= @now OR lease_until > @ahead)
                             ORDER BY priority, next_attempt, id LIMIT @most)
                RETURNING *
                """, new { now, until = now + lease, ahead, most }, tx)).AsList();
        });
    }

    /// <summary>Gives every mail back that is leased: right after a start, when nobody can be sending.</summary>
    /// <returns>How many were in doubt.</returns>
    public Task<int> RecoverAsync() =>
        database.WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("UPDATE outbox SET lease_until = 0 WHERE " + Open + " AND lease_until <> 0", transaction: tx);
            return await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM outbox WHERE state = 'sending'", transaction: tx);
        });

    /// <summary>Gives claimed mails back untried.</summary>
    public Task ReleaseAsync(IReadOnlyList<long> ids) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(
            $"UPDATE outbox SET lease_until = 0 WHERE id IN (SELECT value FROM json_each(@list)) AND {Open}", new { list = JsonList.Of(ids) }, tx));

    /// <summary>Gives claimed mails back until a time of each one's own, without an attempt: their domain is left alone until then.</summary>
    public Task PutOffAsync(IReadOnlyList<(long Id, DateTimeOffset Until)> mails) =>
        database.WriteAsync((db, tx) =>
        {
            using var putOff = new PreparedStatement(db, tx, $"UPDATE outbox SET lease_until = 0, next_attempt = @until WHERE id = @row AND {Open}", "@until", "@row");
            foreach (var (id, until) in mails) putOff.Run(until.ToUnixTimeMilliseconds(), id);
            return Task.FromResult(mails.Count);
        });

    /// <summary>
    /// When the newest mails that were sent around <paramref name="now"/> had ended, by the minute: those of the hour before it, and those that seem to lie up to an hour ahead, because the clock was put back.
    /// It reads the index of what has ended and at most <paramref name="limit"/> rows.
    /// </summary>
    public Task<IReadOnlyList<(DateTimeOffset At, int Count)>> SentAroundAsync(DateTimeOffset now, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<(DateTimeOffset, int)>)
        [
            .. (await db.QueryAsync<(long Minute, int Count)>(
                """
                SELECT ended / 60000 * 60000 + 59999, COUNT(*) FROM (
                    SELECT ended FROM outbox INDEXED BY outbox_ended WHERE ended > @from AND ended <= @to AND state = 'sent' ORDER BY ended DESC LIMIT @limit)
                GROUP BY ended / 60000
                """, new { from = now.AddHours(-1), to = now.AddHours(1), limit })).Select(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.Minute), row.Count)),
        ]);

    /// <summary>Cancels what is queued for somebody who leaves, within the same transaction; a goodbye is not.</summary>
    internal static Task<int> CancelAsync(IDbConnection db, IDbTransaction tx, long subscriberId, DateTimeOffset now) =>
        db.ExecuteAsync(
            "UPDATE outbox SET state = 'cancelled', ended = @now WHERE subscriber_id = @subscriberId AND state IN ('queued', 'deferred') AND kind <> 'goodbye'",
            new { subscriberId, now }, tx);

    /// <summary>Cancels everything that is queued for somebody who complained, within the same transaction; a goodbye too: it would be one mail more to complain of.</summary>
    internal static Task<int> CancelAllAsync(IDbConnection db, IDbTransaction tx, long subscriberId, DateTimeOffset now) =>
        db.ExecuteAsync("UPDATE outbox SET state = 'cancelled', ended = @now WHERE subscriber_id = @subscriberId AND state IN ('queued', 'deferred')", new { subscriberId, now }, tx);

    /// <summary>Cancels a confirmation mail that is queued: its address has been confirmed another way.</summary>
    internal static Task CancelConfirmAsync(IDbConnection db, IDbTransaction tx, long subscriberId, DateTimeOffset now) =>
        db.ExecuteAsync("UPDATE outbox SET state = 'cancelled', ended = @now WHERE subscriber_id = @subscriberId AND state IN ('queued', 'deferred') AND kind = 'confirm'", new { subscriberId, now }, tx);

    /// <summary>How many mails of a kind were queued for a subscriber since a time.</summary>
    internal static Task<int> CountAsync(IDbConnection db, IDbTransaction tx, long subscriberId, MailKind kind, DateTimeOffset since) =>
        db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM outbox WHERE subscriber_id = @subscriberId AND kind = @kind AND created >= @since",
            new { subscriberId, kind = Words.Of(kind), since }, tx);

    /// <summary>The mail with this row number, or null.</summary>
    public Task<OutboxMessage?> GetAsync(long id) =>
        database.ReadAsync(db => db.QuerySingleOrDefaultAsync<OutboxMessage?>("SELECT * FROM outbox WHERE id = @id", new { id }));

    /// <summary>A subscriber's mails, oldest first.</summary>
    public Task<IReadOnlyList<OutboxMessage>> OfAsync(long subscriberId) =>
        database.ReadAsync(async db => (IReadOnlyList<OutboxMessage>)[.. await db.QueryAsync<OutboxMessage>("SELECT * FROM outbox WHERE subscriber_id = @subscriberId ORDER BY id", new { subscriberId })]);

    /// <summary>Forgets mails that ended before <paramref name="before"/>, with their attempts.</summary>
    public Task<int> CleanAsync(DateTimeOffset before) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync("DELETE FROM outbox WHERE ended < @before", new { before }, tx));
}
