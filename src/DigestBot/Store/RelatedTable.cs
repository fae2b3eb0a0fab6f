using System.Data;
using Dapper;

namespace DigestBot.Store;

/// <summary>What an article that others may point to is about.</summary>
/// <param name="Id">The article: it is the first that told its story.</param>
/// <param name="FeedId">Which feed brought it.</param>
/// <param name="Vector">Its terms and their weights, packed.</param>
public sealed record RelatedVector(long Id, long FeedId, byte[] Vector);

/// <summary>The articles of the last weeks by what they are about: <c>related_vectors</c>, <c>related_terms</c> and <c>term_counts</c>.</summary>
public sealed class RelatedTable(Database database)
{
    /// <summary>Articles looked at for one term: the newest.</summary>
    public const int MostForTerm = 40;

    /// <summary>Buckets that terms are counted in.</summary>
    public const int Buckets = 1 << 18;

    /// <summary>The bucket in which all articles are counted.</summary>
    public const long EveryArticle = -1;

    // From then on all counts are halved: so they are those of the last articles, and stay small.
    private const long MostCounted = 1_000_000;

    private const int KeptWhatever = 50_000;

    /// <summary>How many articles are counted in these buckets; those without any are left out.</summary>
    public Task<Dictionary<long, long>> CountsAsync(IEnumerable<long> buckets) =>
        database.ReadAsync(async db => (await db.QueryAsync<(long, long)>(
            "SELECT bucket, articles FROM term_counts WHERE bucket IN (SELECT value FROM json_each(@list))", new { list = JsonList.Of(buckets) })).ToDictionary());

    /// <summary>The newest articles of each of these terms, newest first.</summary>
    public Task<Dictionary<long, IReadOnlyList<long>>> HavingAsync(IEnumerable<long> terms) =>
        database.ReadAsync(db =>
        {
            using var newest = new PreparedStatement(db, null, $"SELECT article_id FROM related_terms WHERE term = @term ORDER BY article_id DESC LIMIT {MostForTerm}", "@term");
            var found = new Dictionary<long, IReadOnlyList<long>>();
            foreach (var term in terms.Distinct())
            {
                using var rows = newest.Read(term);
                var ids = new List<long>();
                while (rows.Read()) ids.Add(rows.GetInt64(0));
                found[term] = ids;
            }

            return Task.FromResult(found);
        });

    /// <summary>What these articles are about, as far as they are not older than <paramref name="since"/>.</summary>
    public Task<Dictionary<long, RelatedVector>> VectorsAsync(IEnumerable<long> articles, DateTimeOffset since) =>
        database.ReadAsync(async db => (await db.QueryAsync<(long Id, long Feed, byte[] Vector)>(
                "SELECT article_id, feed_id, vector FROM related_vectors WHERE article_id IN (SELECT value FROM json_each(@list)) AND time >= @since", new { list = JsonList.Of(articles), since }))
            .ToDictionary(row => row.Id, row => new RelatedVector(row.Id, row.Feed, row.Vector)));

    /// <summary>The latest articles of each of these feeds.</summary>
    public Task<ILookup<long, byte[]>> LatestAsync(IEnumerable<long> feeds, int most) =>
        database.ReadAsync(db =>
        {
            using var latest = new PreparedStatement(db, null, "SELECT vector FROM related_vectors WHERE feed_id = @feed ORDER BY article_id DESC LIMIT @most", "@feed", "@most");
            var found = new List<(long Feed, byte[] Vector)>();
            foreach (var feed in feeds.Distinct())
            {
                using var rows = latest.Read(feed, most);
                while (rows.Read()) found.Add((feed, (byte[])rows.GetValue(0)));
            }

            return Task.FromResult(found.ToLookup(row => row.Feed, row => row.Vector));
        });

    /// <summary>Forgets what is older than <paramref name="since"/>, within bounds; and what is dated later than tomorrow. The newest stay in any case.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset since, DateTimeOffset now)
    {
        var forgotten = await Sweep.RowsAsync(database, "related_vectors", KeptWhatever, since, now.AddDays(1));
        if (forgotten > 0) await Sweep.IndexAsync(database, "related_terms", "term", 1L << 32, "related_vectors");
        return forgotten;
    }

    /// <summary>Notes what articles that enter the log are about, within the caller's transaction.</summary>
    internal static void Add(IDbConnection db, IDbTransaction tx, IReadOnlyList<LoggedArticle> logged)
    {
        var indexed = logged.Where(item => item.Index.Vector.Length > 0 && item.Article.Story == item.Article.Id).ToList();
        if (indexed.Count == 0) return;
        using var vector = new PreparedStatement(db, tx, "INSERT OR REPLACE INTO related_vectors (article_id, feed_id, time, vector) VALUES (@id, @feed, @time, @vector)", "@id", "@feed", "@time", "@vector");
        using var terms = new PreparedStatement(db, tx, "INSERT OR IGNORE INTO related_terms (term, article_id) SELECT value, @id FROM json_each(@terms)", "@id", "@terms");
        foreach (var item in indexed)
        {
            vector.Run(item.Article.Id, item.Article.FeedId, item.Article.Time.ToUnixTimeMilliseconds(), item.Index.Vector);
            terms.Run(item.Article.Id, JsonList.Of(item.Index.Terms));
        }

        using var count = new PreparedStatement(db, tx, "INSERT INTO term_counts (bucket, articles) VALUES (@bucket, @more) ON CONFLICT (bucket) DO UPDATE SET articles = articles + @more", "@bucket", "@more");
        foreach (var bucket in indexed.SelectMany(item => item.Index.Counted.Append(EveryArticle)).GroupBy(bucket => bucket).OrderBy(bucket => bucket.Key)) count.Run(bucket.Key, bucket.Count());
        if (db.ExecuteScalar<long>("SELECT articles FROM term_counts WHERE bucket = @EveryArticle", new { EveryArticle }, tx) < MostCounted) return;
        db.Execute("UPDATE term_counts SET articles = articles / 2; DELETE FROM term_counts WHERE articles = 0", transaction: tx);
    }
}
