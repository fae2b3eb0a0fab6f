using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The outbox as the operator sees it: how many mails stand where, which did not simply go out, and what can be done about one.</summary>
public sealed class OutboxList(Database database)
{
    // As the index of these states has it; what goes out simply is never in it.
    private const string Troubled = "state IN ('deferred', 'failed', 'cancelled', 'merged')";

    private static readonly OutboxState[] Ranks = [OutboxState.Sending, OutboxState.Failed, OutboxState.Deferred, OutboxState.Queued, OutboxState.Merged, OutboxState.Cancelled];

    /// <summary>How many mails stand in each state, by the state's word. What is sent is not looked at, only counted.</summary>
    public Task<Dictionary<string, int>> CountsAsync() =>
        database.ReadAsync(async db =>
        {
            var counts = (await db.QueryAsync<(string State, int Count)>(
                    $"""
                    SELECT state, COUNT(*) FROM outbox INDEXED BY outbox_troubled WHERE {Troubled} GROUP BY state
                    UNION ALL
                    SELECT state, COUNT(*) FROM outbox INDEXED BY outbox_open WHERE {OutboxTable.Open} AND state <> 'deferred' GROUP BY state
                    """)).ToDictionary(row => row.State, row => row.Count);
            var sent = await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM outbox INDEXED BY outbox_subscriber") - counts.Values.Sum();
            if (sent > 0) counts[Words.Of(OutboxState.Sent)] = sent;
            return counts;
        });

    /// <summary>Mails that did not simply go out: in doubt, failed and put off first, then what is next in the queue, then what was dropped; the newest of each.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> TroubledAsync(int limit)
    {
        var found = new List<OutboxMessage>();
        foreach (var state in Ranks)
            if (found.Count < limit) found.AddRange(await ListAsync(state, null, limit - found.Count));
        return found;
    }

    /// <summary>Mails, the newest first; those of one state that wait, in the order of the queue.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="recipient">(Normalised address, address as typed) of one recipient, or null for all.</param>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<OutboxMessage>> ListAsync(OutboxState? state, (string Key, string Typed)? recipient, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<OutboxMessage>)[.. await db.QueryAsync<OutboxMessage>(
            (state, recipient) switch
            {
                // A mail to a subscriber is found by its subscriber; an alert has none.
                (_, not null) =>
                    """
                    SELECT * FROM outbox WHERE id IN (
                        SELECT id FROM outbox WHERE subscriber_id = (SELECT id FROM subscribers WHERE email_key = @key)
                        UNION ALL SELECT id FROM outbox WHERE subscriber_id IS NULL AND recipient = @typed)
                    AND (@state IS NULL OR state = @state) ORDER BY id DESC LIMIT @limit
                    """,
                (OutboxState.Deferred or OutboxState.Failed or OutboxState.Cancelled or OutboxState.Merged, _) =>
                    $"SELECT * FROM outbox INDEXED BY outbox_troubled WHERE {Troubled} AND state = @state ORDER BY id DESC LIMIT @limit",
                (OutboxState.Queued or OutboxState.Sending, _) =>
                    $"SELECT * FROM outbox INDEXED BY outbox_open WHERE {OutboxTable.Open} AND state = @state ORDER BY priority, next_attempt, id LIMIT @limit",
                _ => "SELECT * FROM outbox WHERE @state IS NULL OR state = @state ORDER BY id DESC LIMIT @limit",
            },
            new { state = state is { } one ? Words.Of(one) : null, key = recipient?.Key, typed = recipient?.Typed, limit })]);

    /// <summary>The mail whose digest carries the articles of this one's, or null.</summary>
    public Task<long?> SuccessorAsync(OutboxMessage mail) =>
        database.ReadAsync(db => db.ExecuteScalarAsync<long?>(
            "SELECT o.id FROM digests d JOIN outbox o ON o.subscriber_id = d.subscriber_id AND o.digest_id = d.successor_id WHERE d.id = @DigestId", new { mail.DigestId }));

    /// <summary>Has a mail tried now: one that waits, or one that failed.</summary>
    /// <returns>Why that is not done; null when it is.</returns>
    public Task<string?> RetryAsync(long id, DateTimeOffset now) =>
        database.WriteAsync(async (db, tx) =>
        {
            if (await db.QuerySingleOrDefaultAsync<(string State, string Kind, string? Status, long? Successor)?>(
                    """
                    SELECT o.state, o.kind, s.status, d.successor_id FROM outbox o LEFT JOIN subscribers s ON s.id = o.subscriber_id LEFT JOIN digests d ON d.id = o.digest_id
                    WHERE o.id = @id
                    """, new { id }, tx) is not var (state, kind, status, successor)) return Forgotten(id);
            if (state is "sent" or "cancelled" or "merged") return $"Mail {id} is {state}; only one that waits or has failed can be tried again.";
            if (successor is not null) return $"Mail {id} is not tried again: a later digest carries its articles.";
            if (kind == "digest" && status is not ("active" or "paused")) return $"Mail {id} is not tried again: its reader is {status ?? "gone"}.";
            await db.ExecuteAsync(
                """
                UPDATE outbox SET next_attempt = @now, ended = NULL, judged = 0, state = CASE
                    WHEN state <> 'failed' THEN state
                    WHEN doubted = 1 OR EXISTS (SELECT 1 FROM attempts a WHERE a.outbox_id = outbox.id AND a.in_doubt = 1) THEN 'sending'
                    ELSE 'deferred' END
                WHERE id = @id
                """, new { id, now }, tx);
            return null;
        });

    /// <summary>Takes back a mail that waits.</summary>
    /// <returns>Why that is not done; null when it is.</returns>
    public Task<string?> CancelAsync(long id, DateTimeOffset now) =>
        database.WriteAsync(async (db, tx) =>
        {
            if (await db.ExecuteScalarAsync<string?>("SELECT state FROM outbox WHERE id = @id", new { id }, tx) is not { } state) return Forgotten(id);
            if (state == "sending") return $"Mail {id} is on the wire, or in doubt: the relay may have it already, and then it cannot be taken back.";
            if (state is not ("queued" or "deferred")) return $"Mail {id} is {state}; only one that waits can be cancelled.";
            await db.ExecuteAsync("UPDATE outbox SET state = 'cancelled', ended = @now WHERE id = @id", new { id, now }, tx);
            return null;
        });

    private static string Forgotten(long id) => $"Mail {id} is not in the outbox.";
}
