using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>The rows of <c>feeds</c> and <c>feed_topics</c>.</summary>
public sealed class FeedTable(Database database)
{
    /// <summary>SQL: whether somebody follows the feed who gets digests, or has paused them. Who has left keeps the follows, and nothing is fetched for them.</summary>
    private const string Followed = $"EXISTS (SELECT 1 FROM follows f JOIN subscribers s ON s.id = f.subscriber_id WHERE f.feed_id = feeds.id AND {SubscriberTable.Served})";

    /// <summary>Adds a feed of the operator's choice, or adds topics to one that is there.</summary>
    /// <returns>Its row, and whether it is new.</returns>
    public Task<(long Id, bool Added)> AddAsync(string url, string? title, string? siteUrl, IEnumerable<string> topics, DateTimeOffset now) =>
        database.WriteAsync(async (db, tx) =>
        {
            var (id, added) = await AddAsync(db, tx, url, title, siteUrl, listed: true, now);
            foreach (var topic in topics)
                await db.ExecuteAsync("INSERT OR IGNORE INTO feed_topics (feed_id, topic) VALUES (@id, @topic)", new { id, topic }, tx);
            return (id, added);
        });

    /// <summary>Adds a feed within the caller's transaction; one that a subscriber added and the operator now chooses is listed from then on, by the operator's title where one is given.</summary>
    internal static async Task<(long Id, bool Added)> AddAsync(IDbConnection db, IDbTransaction tx, string url, string? title, string? siteUrl, bool listed, DateTimeOffset now)
    {
        var added = await db.ExecuteAsync(
            """
            INSERT INTO feeds (url, title, site_url, listed, added, next_poll) VALUES (@url, @title, @siteUrl, @listed, @now, @now)
            ON CONFLICT (url) DO NOTHING
            """, new { url, title, siteUrl, listed, now }, tx) > 0;
        if (!added && listed) await db.ExecuteAsync("UPDATE feeds SET listed = 1, title = COALESCE(@title, title) WHERE url = @url", new { url, title }, tx);
        return (await db.ExecuteScalarAsync<long>("SELECT id FROM feeds WHERE url = @url", new { url }, tx), added);
    }

    /// <summary>Removes the feed with this address or row number, its articles with it.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(string urlOrId) =>
        database.WriteAsync(async (db, tx) =>
            await db.ExecuteAsync("DELETE FROM feeds WHERE url = @urlOrId OR CAST(id AS TEXT) = @urlOrId", new { urlOrId }, tx) > 0);

    /// <summary>Every feed, by name.</summary>
    public Task<IReadOnlyList<Feed>> AllAsync() =>
        database.ReadAsync(async db => (IReadOnlyList<Feed>)
            [.. await db.QueryAsync<Feed>("SELECT * FROM feeds ORDER BY COALESCE(title, url) COLLATE NOCASE, id")]);

    /// <summary>These feeds, by name.</summary>
    public Task<IReadOnlyList<Feed>> ManyAsync(IEnumerable<long> ids) => database.ReadAsync(db => ManyAsync(db, null, ids));

    /// <summary>These feeds, by name, within the caller's transaction.</summary>
    internal static async Task<IReadOnlyList<Feed>> ManyAsync(IDbConnection db, IDbTransaction? tx, IEnumerable<long> ids) =>
        [.. await db.QueryAsync<Feed>("SELECT * FROM feeds WHERE id IN (SELECT value FROM json_each(@list)) ORDER BY COALESCE(title, url) COLLATE NOCASE, id", new { list = JsonList.Of(ids) }, tx)];

    /// <summary>The feeds that a reader may know of by name: listed ones, and those that they follow themselves.</summary>
    internal static async Task<IReadOnlyList<Feed>> OpenToAsync(IDbConnection db, IDbTransaction tx, IEnumerable<long> followed) =>
        [.. await db.QueryAsync<Feed>("SELECT * FROM feeds WHERE listed OR id IN (SELECT value FROM json_each(@list)) ORDER BY id", new { list = JsonList.Of(followed) }, tx)];

    /// <summary>The row of the feed with exactly this address, or null.</summary>
    internal static Task<long?> IdAsync(IDbConnection db, IDbTransaction tx, string url) =>
        db.ExecuteScalarAsync<long?>("SELECT id FROM feeds WHERE url = @url", new { url }, tx);

    /// <summary>How many feeds there are that only subscribers have added.</summary>
    internal static Task<int> CountUnlistedAsync(IDbConnection db, IDbTransaction tx) => db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM feeds WHERE NOT listed", transaction: tx);

    /// <summary>Removes feeds that only subscribers had added, that nobody follows any more, and that have not been asked since <paramref name="before"/>.</summary>
    internal static Task<int> ForgetAsync(IDbConnection db, IDbTransaction tx, DateTimeOffset before) =>
        db.ExecuteAsync(
            $"DELETE FROM feeds WHERE NOT listed AND COALESCE(last_poll, added) < @before AND NOT {Followed}", new { before }, tx);

    /// <summary>Removes feeds that only subscribers had added, that nobody follows any more, and that have not been asked since <paramref name="before"/>.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before) => database.WriteAsync((db, tx) => ForgetAsync(db, tx, before));

    /// <summary>Puts a feed that was taken for gone back among those that are polled: it was just found alive.</summary>
    internal static Task<int> ReviveAsync(IDbConnection db, IDbTransaction tx, long id, DateTimeOffset now) =>
        db.ExecuteAsync("UPDATE feeds SET gone = 0, next_poll = @now, failing_since = NULL, failures = 0, error = NULL WHERE id = @id AND gone", new { id, now }, tx);

    /// <summary>How many subscribers follow each feed that somebody follows; who has left is not counted.</summary>
    public Task<Dictionary<long, int>> FollowersAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(long Feed, int Count)>(
                $"SELECT f.feed_id, COUNT(*) FROM follows f JOIN subscribers s ON s.id = f.subscriber_id WHERE {SubscriberTable.Served} GROUP BY f.feed_id")).ToDictionary(row => row.Feed, row => row.Count));

    /// <summary>Topics by feed.</summary>
    public Task<ILookup<long, string>> TopicsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(long Feed, string Topic)>("SELECT feed_id, topic FROM feed_topics ORDER BY feed_id, topic"))
            .ToLookup(row => row.Feed, row => row.Topic));

    /// <summary>Topics by feed, of the feeds that the operator chose.</summary>
    public Task<ILookup<long, string>> ListedTopicsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(long Feed, string Topic)>("SELECT t.feed_id, t.topic FROM feed_topics t JOIN feeds f ON f.id = t.feed_id WHERE f.listed ORDER BY t.feed_id, t.topic"))
            .ToLookup(row => row.Feed, row => row.Topic));

    /// <summary>How many articles each feed has brought.</summary>
    public Task<Dictionary<long, int>> ArticleCountsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(long Feed, int Count)>("SELECT feed_id, COUNT(*) FROM articles GROUP BY feed_id"))
            .ToDictionary(row => row.Feed, row => row.Count));

    /// <summary>
    /// Feeds whose time has come, longest waiting first; one that only a subscriber wanted is asked no more when nobody follows it.
    /// One that was polled later than now was polled while the machine's clock was ahead: it must not be silent until then.
    /// </summary>
    public Task<IReadOnlyList<Feed>> DueAsync(DateTimeOffset now, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<Feed>)
            [.. await db.QueryAsync<Feed>(
                $"""
                SELECT * FROM feeds
                WHERE gone = 0 AND (next_poll <= @now OR last_poll > @ahead) AND (listed OR {Followed}) ORDER BY next_poll, id LIMIT @limit
                """, new { now, ahead = now.AddMinutes(10), limit })]);

    /// <summary>Writes what a poll taught, within the caller's transaction.</summary>
    /// <returns>Whether the feed is still there.</returns>
    internal static async Task<bool> RecordPollAsync(IDbConnection db, IDbTransaction tx, Feed feed) =>
        await db.ExecuteAsync(
            """
            UPDATE feeds SET title = @Title, site_url = @SiteUrl, language = @Language, etag = @ETag, last_modified = @LastModified,
                next_poll = @NextPoll, last_poll = @LastPoll, last_success = @LastSuccess,
                failing_since = @FailingSince, failures = @Failures, error = @Error, gone = @Gone, moved_to = @MovedTo,
                url = CASE WHEN EXISTS (SELECT 1 FROM feeds other WHERE other.url = @Url AND other.id <> @Id) THEN url ELSE @Url END
            WHERE id = @Id
            """, feed, tx) > 0;
}
