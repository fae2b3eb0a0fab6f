using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The rows of <c>mutes</c>, <c>muted_sources</c> and <c>follows</c>: the lists that a subscriber keeps.</summary>
public sealed class ReaderListTable(Database database)
{
    /// <summary>How many of a feed's latest articles somebody gets who begins to follow it.</summary>
    public const int LatestOfFollow = 3;

    /// <summary>SQL: what a feed's first poll found. A later poll archives only a past that is published again, which is nobody's latest.</summary>
    internal const string OfFirstPoll = "found = (SELECT MIN(found) FROM articles WHERE feed_id = @FeedId)";

    /// <summary>The lists of these subscribers; who keeps none is left out.</summary>
    public Task<IReadOnlyDictionary<long, ReaderLists>> OfAsync(IReadOnlyList<long> subscribers) => database.ReadAsync(db => OfAsync(db, null, subscribers));

    /// <summary>The lists of one subscriber.</summary>
    public async Task<ReaderLists> OfAsync(long subscriber) => (await OfAsync([subscriber])).GetValueOrDefault(subscriber, ReaderLists.Empty);

    /// <summary>The lists of one subscriber, within the caller's transaction.</summary>
    internal static async Task<ReaderLists> OfAsync(IDbConnection db, IDbTransaction tx, long subscriber) =>
        (await OfAsync(db, tx, [subscriber])).GetValueOrDefault(subscriber, ReaderLists.Empty);

    /// <summary>
    /// Replaces a subscriber's lists. A follow that was not there before begins here: it takes the next number of the log,
    /// so that each digest ends either before it or after it. What its feed last brought is read, if it was too old to be read before.
    /// </summary>
    internal static async Task WriteAsync(IDbConnection db, IDbTransaction tx, long id, ReaderLists before, ReaderLists after, DateTimeOffset now)
    {
        await ReplaceAsync(db, tx, "mutes", "word", id, after.MutedWords);
        await ReplaceAsync(db, tx, "muted_sources", "source", id, after.MutedSources);
        await db.ExecuteAsync("DELETE FROM follows WHERE subscriber_id = @id", new { id }, tx);
        if (after.Follows.Any(follow => before.Follows.All(known => known.FeedId != follow.FeedId))) await db.ExecuteAsync("UPDATE log_head SET seq = seq + 1", transaction: tx);
        var head = await ArticleLog.HeadAsync(db, tx);
        foreach (var follow in after.Follows)
        {
            var known = before.Follows.FirstOrDefault(known => known.FeedId == follow.FeedId);
            var since = known == default ? head : known.Since;
            // It may have been removed while the form was filled in.
            await db.ExecuteAsync(
                "INSERT OR IGNORE INTO follows (subscriber_id, feed_id, since) SELECT @id, @FeedId, @since WHERE EXISTS (SELECT 1 FROM feeds WHERE id = @FeedId)", new { id, follow.FeedId, since }, tx);
            if (known == default) await ReviveAsync(db, tx, follow.FeedId, now);
        }
    }

    /// <summary>A feed's first poll archives what is old; for somebody who begins to follow it, the latest three are read after all.</summary>
    private static async Task ReviveAsync(IDbConnection db, IDbTransaction tx, long feedId, DateTimeOffset now)
    {
        await db.ExecuteAsync(
            $"""
            UPDATE articles SET state = 'found', followers_only = 1, next_read = @now
            WHERE state = 'archived' AND id IN (
                SELECT id FROM articles WHERE feed_id = @FeedId AND state <> 'held' AND (state <> 'archived' OR {OfFirstPoll}) ORDER BY time DESC, id DESC LIMIT {LatestOfFollow})
            """, new { FeedId = feedId, now }, tx);
        await db.ExecuteAsync(
            "INSERT OR IGNORE INTO article_texts (article_id) SELECT id FROM articles WHERE feed_id = @feedId AND state = 'found'", new { feedId }, tx);
    }

    private static async Task ReplaceAsync(IDbConnection db, IDbTransaction tx, string table, string column, long id, IEnumerable<string> entries)
    {
        await db.ExecuteAsync($"DELETE FROM {table} WHERE subscriber_id = @id", new { id }, tx);
        await db.ExecuteAsync($"INSERT OR IGNORE INTO {table} (subscriber_id, {column}) VALUES (@id, @entry)", entries.Select(entry => new { id, entry }), tx);
    }

    private static async Task<IReadOnlyDictionary<long, ReaderLists>> OfAsync(IDbConnection db, IDbTransaction? tx, IReadOnlyList<long> subscribers)
    {
        var list = JsonList.Of(subscribers);
        var words = await ByOwnerAsync<string>(db, tx, "mutes", "word", list);
        var sources = await ByOwnerAsync<string>(db, tx, "muted_sources", "source", list);
        var follows = (await db.QueryAsync<(long Owner, long Feed, long Since)>(
                "SELECT subscriber_id, feed_id, since FROM follows WHERE subscriber_id IN (SELECT value FROM json_each(@list)) ORDER BY subscriber_id, feed_id", new { list }, tx))
            .ToLookup(row => row.Owner, row => new Follow(row.Feed, row.Since));
        return words.Select(owner => owner.Key).Concat(sources.Select(owner => owner.Key)).Concat(follows.Select(owner => owner.Key)).Distinct()
            .ToDictionary(owner => owner, owner => new ReaderLists([.. words[owner]], [.. sources[owner]], [.. follows[owner]]));
    }

    private static async Task<ILookup<long, T>> ByOwnerAsync<T>(IDbConnection db, IDbTransaction? tx, string table, string column, string list) =>
        (await db.QueryAsync<(long Owner, T Value)>(
            $"SELECT subscriber_id, {column} FROM {table} WHERE subscriber_id IN (SELECT value FROM json_each(@list)) ORDER BY subscriber_id, {column}", new { list }, tx))
        .ToLookup(row => row.Owner, row => row.Value);
}
