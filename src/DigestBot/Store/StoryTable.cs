using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>A text that tells a story, as far as others are compared with it.</summary>
/// <param name="Id">The article.</param>
/// <param name="Story">Its story.</param>
/// <param name="FeedId">Which feed brought it.</param>
/// <param name="Language">BCP 47 tag, or null.</param>
/// <param name="FollowersOnly">Only for those who follow its feed.</param>
/// <param name="Fingerprint">Of its text.</param>
/// <param name="Title">The article's.</param>
/// <param name="Address">Its canonical address; empty when it has none.</param>
public sealed record StoryPrint(long Id, long Story, long FeedId, string? Language, bool FollowersOnly, byte[] Fingerprint, string Title, string Address);

/// <summary>The texts of the last days by the keys of their fingerprints: <c>story_prints</c> and <c>story_keys</c>.</summary>
public sealed class StoryTable(Database database)
{
    /// <summary>Articles looked at for one key: the newest. A key that more have is that of a phrase which many use.</summary>
    public const int MostForKey = 24;

    // A clock that was ahead when all was cleaned must not have taken all that there is to compare with.
    private const int KeptWhatever = 50_000;

    /// <summary>For each list of keys: the articles that have some of them, with how many, those with the most first, then the oldest.</summary>
    /// <param name="keys">A list for each article that asks.</param>
    /// <param name="most">Articles given for each list.</param>
    public Task<IReadOnlyList<IReadOnlyList<long>>> HavingAsync(IReadOnlyList<IReadOnlyList<long>> keys, int most) =>
        database.ReadAsync(db =>
        {
            using var newest = new PreparedStatement(db, null, $"SELECT article_id FROM story_keys WHERE key = @key ORDER BY article_id DESC LIMIT {MostForKey}", "@key");
            var found = new List<IReadOnlyList<long>>(keys.Count);
            var shared = new Dictionary<long, int>();
            foreach (var list in keys)
            {
                shared.Clear();
                foreach (var key in list)
                {
                    using var rows = newest.Read(key);
                    while (rows.Read()) shared[rows.GetInt64(0)] = shared.GetValueOrDefault(rows.GetInt64(0)) + 1;
                }

                found.Add([.. shared.OrderByDescending(article => article.Value).ThenBy(article => article.Key).Take(most).Select(article => article.Key)]);
            }

            return Task.FromResult<IReadOnlyList<IReadOnlyList<long>>>(found);
        });

    /// <summary>These articles' texts, as far as they are not older than <paramref name="since"/>.</summary>
    public Task<Dictionary<long, StoryPrint>> PrintsAsync(IEnumerable<long> articles, DateTimeOffset since) =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<PrintRow>(
                """
                SELECT p.article_id AS Id, p.story AS Story, p.feed_id AS FeedId, p.language AS Language, p.followers_only AS FollowersOnly, p.fingerprint AS Fingerprint, a.title AS Title, a.canonical_url AS Address
                FROM story_prints p JOIN articles a ON a.id = p.article_id
                WHERE p.article_id IN (SELECT value FROM json_each(@list)) AND p.time >= @since
                """, new { list = JsonList.Of(articles), since }))
            .ToDictionary(row => row.Id, row => new StoryPrint(row.Id, row.Story, row.FeedId, row.Language, row.FollowersOnly, row.Fingerprint, row.Title, row.Address)));

    /// <summary>The story that another feed told under this address, however long ago; null when none did.</summary>
    public Task<IReadOnlyList<long?>> ByAddressAsync(IReadOnlyList<Article> articles) =>
        database.ReadAsync(db =>
        {
            using var first = new PreparedStatement(db, null, ByAddress, "@address", "@feed", "@only");
            var stories = new List<long?>(articles.Count);
            foreach (var article in articles)
            {
                if (article.CanonicalUrl.Length == 0)
                {
                    stories.Add(null);
                    continue;
                }

                using var rows = first.Read(article.CanonicalUrl, article.FeedId, article.FollowersOnly);
                stories.Add(rows.Read() ? rows.GetInt64(0) : null);
            }

            return Task.FromResult<IReadOnlyList<long?>>(stories);
        });

    /// <summary>Forgets texts older than <paramref name="since"/>, within bounds; and what is dated later than tomorrow, found while the clock was ahead. The newest stay in any case.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset since, DateTimeOffset now)
    {
        var forgotten = await Sweep.RowsAsync(database, "story_prints", KeptWhatever, since, now.AddDays(1));
        if (forgotten > 0) await Sweep.IndexAsync(database, "story_keys", "key", 1L << 48, "story_prints");
        return forgotten;
    }

    // An address that one feed gives to several of its articles, such as that of a podcast's page, is no article's.
    private const string ByAddress =
        """
        SELECT story FROM articles a
        WHERE canonical_url = @address AND state = 'logged' AND feed_id <> @feed AND (NOT followers_only OR @only)
          AND (SELECT COUNT(*) FROM (SELECT 1 FROM articles WHERE canonical_url = @address AND feed_id = @feed LIMIT 2)) < 2
          AND NOT EXISTS (SELECT 1 FROM articles other WHERE other.canonical_url = @address AND other.feed_id = a.feed_id AND other.id <> a.id)
        ORDER BY seq LIMIT 1
        """;

    /// <summary>The story that another feed told under this address, within the caller's transaction.</summary>
    internal static long? ByAddressOf(IDbConnection db, IDbTransaction tx, Article article) =>
        article.CanonicalUrl.Length == 0 ? null : db.ExecuteScalar<long?>(ByAddress, new { address = article.CanonicalUrl, feed = article.FeedId, only = article.FollowersOnly }, tx);

    /// <summary>
    /// Makes stories that unlisted feeds alone have told those of the article that now tells them to everybody, so that followers are not told twice. Within the caller's transaction.
    /// Its own story stays its own: whoever adds a feed has no say in what others are told.
    /// </summary>
    internal static void Retell(IDbConnection db, IDbTransaction tx, Article article, IReadOnlyList<long> retold)
    {
        if (article.FollowersOnly) return;
        var sameAddress = article.CanonicalUrl.Length == 0 ? [] : db.Query<long>(
            "SELECT DISTINCT story FROM articles WHERE canonical_url = @CanonicalUrl AND state = 'logged' AND followers_only AND feed_id <> @FeedId", new { article.CanonicalUrl, article.FeedId }, tx).AsList();
        foreach (var told in retold.Concat(sameAddress).Distinct().Where(told => told != article.Story))
        {
            var moved = db.Execute(
                "UPDATE articles SET story = @Story WHERE story = @told AND followers_only AND NOT EXISTS (SELECT 1 FROM articles WHERE story = @told AND NOT followers_only)", new { article.Story, told }, tx);
            if (moved > 0) db.Execute("UPDATE story_prints SET story = @Story WHERE story = @told", new { article.Story, told }, tx);
        }
    }

    /// <summary>Notes the texts of articles that enter the log, within the caller's transaction.</summary>
    internal static void Add(IDbConnection db, IDbTransaction tx, IReadOnlyList<LoggedArticle> logged)
    {
        using var print = new PreparedStatement(db, tx,
            "INSERT OR REPLACE INTO story_prints (article_id, story, feed_id, time, language, followers_only, fingerprint) VALUES (@id, @story, @feed, @time, @language, @only, @print)",
            "@id", "@story", "@feed", "@time", "@language", "@only", "@print");
        using var keys = new PreparedStatement(db, tx, "INSERT OR IGNORE INTO story_keys (key, article_id) SELECT value, @id FROM json_each(@keys)", "@id", "@keys");
        foreach (var (a, item) in logged.Select(item => (item.Article, item)))
        {
            if (item.Fingerprint is null || item.Index.StoryKeys.Count == 0) continue;
            print.Run(a.Id, a.Story, a.FeedId, a.Time.ToUnixTimeMilliseconds(), a.Language, a.FollowersOnly, item.Fingerprint);
            keys.Run(a.Id, JsonList.Of(item.Index.StoryKeys));
        }
    }

    private sealed record PrintRow
    {
        public long Id { get; init; }
        public long Story { get; init; }
        public long FeedId { get; init; }
        public string? Language { get; init; }
        public bool FollowersOnly { get; init; }
        public byte[] Fingerprint { get; init; } = [];
        public string Title { get; init; } = "";
        public string Address { get; init; } = "";
    }
}
