using Dapper;

namespace DigestBot.Store;

/// <summary>The rows of <c>lookups</c>: how many addresses each subscriber has had looked up on their latest such day (UTC), by page and reply, in whatever process.</summary>
public sealed class LookupTable(Database database)
{
    /// <summary>Counts a lookup, unless there have been enough today; only who gets digests, or has paused them, has any.</summary>
    /// <param name="subscriber">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="most">Lookups of one day.</param>
    /// <returns>Whether it may go on.</returns>
    public Task<bool> CountAsync(long subscriber, DateTimeOffset now, int most) =>
        database.WriteAsync(async (db, tx) => await db.ExecuteAsync(
            $"""
            INSERT INTO lookups (subscriber_id, day, number)
            SELECT id, @day, 1 FROM subscribers s WHERE id = @subscriber AND {SubscriberTable.Served}
            ON CONFLICT (subscriber_id) DO UPDATE SET number = CASE WHEN day = excluded.day THEN number + 1 ELSE 1 END, day = excluded.day
            WHERE day <> excluded.day OR number < @most
            """, new { subscriber, day = now.ToUnixTimeSeconds() / 86_400, most }, tx) > 0);
}
