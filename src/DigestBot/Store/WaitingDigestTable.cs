using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>A subscriber's newest digest that no relay has taken, and of which that is certain.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="DigestId">Its row.</param>
/// <param name="MailId">Its mail.</param>
/// <param name="CursorBefore">Where its reader stood before it.</param>
/// <param name="ChosenAfter">The sequence number after which its articles were chosen.</param>
/// <param name="Since">When it, or the oldest that it took over, was queued.</param>
/// <param name="AwaySince">The pause that it ends, or null.</param>
public sealed record WaitingDigest(long SubscriberId, long DigestId, long MailId, long CursorBefore, long ChosenAfter, DateTimeOffset Since, string? AwaySince);

/// <summary>A digest that gives its articles to the one of this date and slot.</summary>
internal sealed record Merger(long Older, long SubscriberId, string LocalDate, int Slot);

/// <summary>Digests that wait to be sent when their successor is composed: it begins where they began, and they are dropped in its favour.</summary>
public sealed class WaitingDigestTable(Database database)
{
    /// <summary>
    /// For how long articles are carried from digest to digest to somebody whom no mail reaches: long enough for any outage, and an end to carrying.
    /// What has waited longer stays in a mail of its own, which is tried and given up as any other.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    // Nobody has it: no final dot of it went out, or each was answered by a refusal. In doubt is "sending"; once in doubt, it stays so until it is sent or given up.
    // What was given up after days of temporary answers never reached anybody either, unless it was in doubt before (doubted) or at last;
    // what was refused for good would be refused in the next digest too. A refusal at MAIL is of our sender, unless it is of the mail itself: too large, or its address not ASCII.
    private const string Waits =
        """
        (o.state IN ('queued', 'deferred')
         OR (o.state = 'failed' AND o.doubted = 0
             AND EXISTS (SELECT 1 FROM attempts a WHERE a.outbox_id = o.id AND a.number = o.attempts AND a.in_doubt = 0 AND (a.code IS NULL OR a.code < 500 OR (a.stage = 'Mail' AND a.code <> 552 AND COALESCE(a.status, '') NOT IN ('5.3.4', '5.6.7'))))))
        """;

    /// <summary>The waiting digests of these subscribers, by subscriber: only a subscriber's newest can wait, for it took over what waited before it.</summary>
    public Task<IReadOnlyDictionary<long, WaitingDigest>> OfAsync(IReadOnlyList<long> subscribers, DateTimeOffset now) =>
        database.ReadAsync(async db => (IReadOnlyDictionary<long, WaitingDigest>)(await db.QueryAsync<(long Subscriber, long Digest, long Mail, long Before, long After, DateTimeOffset Since, string? Away)>(
                // The newest mails of a subscriber come first in the index: one or two are looked at.
                $"""
                SELECT d.subscriber_id, d.id, o.id, d.cursor_before, d.chosen_after, COALESCE(d.waiting_since, o.created), d.away_since
                FROM json_each(@list) asked
                CROSS JOIN outbox o ON o.id = (SELECT newest.id FROM outbox newest WHERE newest.subscriber_id = asked.value AND newest.kind = 'digest' ORDER BY newest.id DESC LIMIT 1)
                CROSS JOIN digests d ON d.id = o.digest_id
                WHERE {Waits} AND d.successor_id IS NULL AND d.cursor_before IS NOT NULL AND d.chosen_after IS NOT NULL AND COALESCE(d.waiting_since, o.created) > @from
                """, new { list = JsonList.Of(subscribers), from = now - Longest }))
            .ToDictionary(row => row.Subscriber, row => new WaitingDigest(row.Subscriber, row.Digest, row.Mail, row.Before, row.After, row.Since, row.Away)));

    /// <summary>Drops a waiting mail, within the transaction that queues its successor. One that was given up stays as it ended.</summary>
    /// <returns>False when it does not wait any more: its final dot has been let go meanwhile.</returns>
    internal static async Task<bool> TakeOverAsync(IDbConnection db, IDbTransaction tx, WaitingDigest waiting, DateTimeOffset now) =>
        await db.ExecuteAsync(
            $"UPDATE outbox AS o SET state = CASE WHEN state = 'failed' THEN state ELSE 'merged' END, ended = COALESCE(ended, @now) WHERE id = @MailId AND {Waits}", new { waiting.MailId, now }, tx) > 0;

    /// <summary>Writes into each dropped digest which one carries its articles.</summary>
    internal static Task NameSuccessorsAsync(IDbConnection db, IDbTransaction tx, IEnumerable<Merger> mergers) =>
        db.ExecuteAsync(
            """
            UPDATE digests SET successor_id = (SELECT next.id FROM digests next WHERE next.subscriber_id = @SubscriberId AND next.local_date = @LocalDate AND next.slot = @Slot)
            WHERE id = @Older
            """, mergers, tx);
}
