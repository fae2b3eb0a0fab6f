using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>What choosing needs to know of an article in the log.</summary>
public sealed record LogEntry
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>Place in the log.</summary>
    public long Seq { get; init; }

    /// <summary>First article that told this story.</summary>
    public long Story { get; init; }

    /// <summary>Which feed brought it.</summary>
    public long FeedId { get; init; }

    /// <summary>The time that digests are ordered by.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Reading time in whole minutes.</summary>
    public int Minutes { get; init; }

    /// <summary>BCP 47 tag, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Where it stands; empty when its feed gives no address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The publication's name.</summary>
    public string Source { get; init; } = "";

    /// <summary>The publication's site, or null.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Only for those who follow its feed.</summary>
    public bool FollowersOnly { get; init; }

    /// <summary>Slugs.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];
}

/// <summary>Everything that a card shows of an article.</summary>
/// <param name="Article">The row.</param>
/// <param name="Text">Main text.</param>
/// <param name="Quotes">Ranges of the text.</param>
public sealed record CardRows(Article Article, string Text, IReadOnlyList<Quote> Quotes);

/// <summary>What a link to an article needs.</summary>
public sealed record ArticleLink(string Title, string Url, string Source);

/// <summary>Reads the log of articles: in order of sequence, or by id for cards.</summary>
public sealed class ArticleLog(Database database)
{
    private const int NewestForLanguages = 5_000;

    private const string EntryColumns = "id, seq, story, feed_id, time, minutes, language, title, url, source, source_url, followers_only";

    /// <summary>The newest sequence number; 0 for an empty log.</summary>
    public Task<long> HeadAsync() => database.ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT seq FROM log_head"));

    /// <summary>The newest sequence number within the caller's transaction.</summary>
    internal static Task<long> HeadAsync(IDbConnection db, IDbTransaction tx) => db.ExecuteScalarAsync<long>("SELECT seq FROM log_head", transaction: tx);

    /// <summary>The last sequence number that entered before <paramref name="time"/> by the articles' own time; where a new subscriber begins.</summary>
    /// <param name="time">Not before.</param>
    /// <param name="now">What is dated later was found while the machine's clock was ahead, and says nothing of when that was.</param>
    public Task<long> CursorAtAsync(DateTimeOffset time, DateTimeOffset now) =>
        database.ReadAsync(db => db.ExecuteScalarAsync<long>(
            """
            SELECT COALESCE((SELECT MIN(seq) - 1 FROM articles WHERE state = 'logged' AND time > @time AND time <= @now),
                            (SELECT COALESCE(MAX(seq), 0) FROM articles))
            """, new { time, now }));

    /// <summary>Languages of the newest articles that everybody may get, as primary subtags, the most frequent first.</summary>
    public Task<IReadOnlyList<string>> LanguagesAsync() =>
        database.ReadAsync(async db => (IReadOnlyList<string>)
            [.. await db.QueryAsync<string>(
                $"""
                SELECT LOWER(CASE INSTR(language, '-') WHEN 0 THEN language ELSE SUBSTR(language, 1, INSTR(language, '-') - 1) END) AS tag FROM articles
                WHERE seq > (SELECT seq FROM log_head) - {NewestForLanguages} AND language <> '' AND NOT followers_only
                GROUP BY tag HAVING tag GLOB '[a-z][a-z]' OR tag GLOB '[a-z][a-z][a-z]' ORDER BY COUNT(*) DESC, tag LIMIT 40
                """)]);

    /// <summary>Articles in (<paramref name="cursor"/>, <paramref name="head"/>], in order, with what told the same stories before.</summary>
    public Task<IReadOnlyList<LogEntry>> BetweenAsync(long cursor, long head) =>
        database.ReadAsync(async db => await WithTopicsAsync(db,
            [.. await db.QueryAsync<LogEntry>(
                $"""
                SELECT {EntryColumns} FROM articles
                WHERE (seq > @cursor AND seq <= @head)
                   OR (seq <= @cursor AND story IN (SELECT story FROM articles WHERE seq > @cursor AND seq <= @head AND story <> id))
                   OR (seq <= @cursor AND followers_only AND story IN (SELECT id FROM articles WHERE seq > @cursor AND seq <= @head)) -- told by unlisted feeds first
                ORDER BY seq
                """, new { cursor, head })]));

    /// <summary>
    /// Those of a feed's latest articles that had entered the log when somebody began to follow it, newest first. What was read for their sake comes through the log.
    /// </summary>
    public Task<IReadOnlyList<LogEntry>> LatestAsync(Follow follow) =>
        database.ReadAsync(async db => await WithTopicsAsync(db,
            [.. await db.QueryAsync<LogEntry>(
                $"""
                SELECT {EntryColumns} FROM (
                    SELECT * FROM articles WHERE feed_id = @FeedId AND (seq <= @Since OR (state NOT IN ('archived', 'held') AND {ReaderListTable.OfFirstPoll}))
                    ORDER BY time DESC, id DESC LIMIT {ReaderListTable.LatestOfFollow})
                WHERE seq <= @Since ORDER BY time DESC, id DESC
                """, new { follow.FeedId, follow.Since })]));

    /// <summary>What the cards of these articles show, in the order asked for; an id that is gone is left out.</summary>
    public Task<IReadOnlyList<CardRows>> CardsAsync(IReadOnlyList<long> ids) =>
        database.ReadAsync(async db =>
        {
            var list = JsonList.Of(ids.Distinct());
            var quotes = (await db.QueryAsync<(long Article, int Start, int Length, int? SpeakerStart, int? SpeakerLength)>(
                    "SELECT article_id, start, length, speaker_start, speaker_length FROM quotes WHERE article_id IN (SELECT value FROM json_each(@list)) ORDER BY article_id, start", new { list }))
                .ToLookup(row => row.Article, row => new Quote(row.Start, row.Length, row.SpeakerStart, row.SpeakerLength));
            var rows = await db.QueryAsync<Article, string?, CardRows>(
                "SELECT a.*, t.text FROM articles a LEFT JOIN article_texts t ON t.article_id = a.id WHERE a.id IN (SELECT value FROM json_each(@list))",
                (article, text) => new CardRows(article, text ?? "", [.. quotes[article.Id]]), new { list }, splitOn: "text");
            var found = rows.ToDictionary(row => row.Article.Id);
            return (IReadOnlyList<CardRows>)[.. ids.Where(found.ContainsKey).Select(id => found[id])];
        });

    /// <summary>Title, address and publication of these articles, by id; what has no address is left out.</summary>
    public Task<IReadOnlyDictionary<long, ArticleLink>> LinksAsync(IReadOnlyList<long> ids) =>
        database.ReadAsync(async db =>
        {
            var rows = await db.QueryAsync<(long Id, string Title, string Url, string Source)>(
                "SELECT id, title, url, source FROM articles WHERE id IN (SELECT value FROM json_each(@list)) AND url <> ''", new { list = JsonList.Of(ids.Distinct()) });
            return (IReadOnlyDictionary<long, ArticleLink>)rows.ToDictionary(row => row.Id, row => new ArticleLink(row.Title, row.Url, row.Source));
        });

    /// <summary>Other articles that tell the stories of these, up to <paramref name="head"/>: (story, article).</summary>
    public Task<ILookup<long, long>> SameStoryAsync(IReadOnlyList<long> stories, long head) =>
        database.ReadAsync(async db => (await db.QueryAsync<(long Story, long Id)>(
                "SELECT story, id FROM articles WHERE story IN (SELECT value FROM json_each(@list)) AND seq <= @head AND NOT followers_only ORDER BY seq", new { list = JsonList.Of(stories.Distinct()), head }))
            .ToLookup(row => row.Story, row => row.Id));

    /// <summary>The newest articles of some topics (all when "all" is among them) since <paramref name="since"/>, oldest first.</summary>
    public Task<IReadOnlyList<LogEntry>> RecentAsync(IReadOnlyList<string> topics, DateTimeOffset since, int limit) =>
        database.ReadAsync(async db => await WithTopicsAsync(db,
            [.. await db.QueryAsync<LogEntry>(
                $"""
                SELECT * FROM (
                    SELECT {EntryColumns} FROM articles a
                    WHERE state = 'logged' AND time >= @since AND NOT followers_only
                      AND (@every OR EXISTS (SELECT 1 FROM article_topics t WHERE t.article_id = a.id AND t.topic IN @topics))
                    ORDER BY time DESC, id DESC LIMIT @limit)
                ORDER BY time, id
                """, new { topics, since, limit, every = topics.Contains(Topic.All) })]));

    private static async Task<IReadOnlyList<LogEntry>> WithTopicsAsync(IDbConnection db, List<LogEntry> entries)
    {
        var topics = (await db.QueryAsync<(long Id, string Topic)>(
                "SELECT article_id, topic FROM article_topics WHERE article_id IN (SELECT value FROM json_each(@list)) ORDER BY article_id, topic",
                new { list = JsonList.Of(entries.Select(entry => entry.Id)) }))
            .ToLookup(row => row.Id, row => row.Topic);
        return [.. entries.Select(entry => entry with { Topics = [.. topics[entry.Id]] })];
    }
}
