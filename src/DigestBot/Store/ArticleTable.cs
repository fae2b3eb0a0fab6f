using System.Data;
using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>An article just found in a feed, with the HTML that the feed carries for it.</summary>
/// <param name="Article">The row; its id is not known yet.</param>
/// <param name="FeedHtml">The longer of the feed's content and summary.</param>
/// <param name="Categories">The feed's own categories, one a line.</param>
public sealed record FoundArticle(Article Article, string FeedHtml, string Categories);

/// <summary>What a feed has brought before.</summary>
/// <param name="Identities">Of articles.</param>
/// <param name="Urls">Canonical addresses.</param>
/// <param name="Looks">Title, time of publication (Unix milliseconds) and snippet: all there is of an article without an address of its own.</param>
public sealed record KnownArticles(HashSet<string> Identities, HashSet<string> Urls, HashSet<(string Title, long? Published, string? Snippet)> Looks);

/// <summary>What reading an article gave.</summary>
/// <param name="Article">The row with language, type, counts, summary, snippet and story filled in.</param>
/// <param name="Text">Main text.</param>
/// <param name="Quotes">Ranges of the text.</param>
/// <param name="Topics">Slugs.</param>
/// <param name="Terms">Its weightiest terms.</param>
/// <param name="Fingerprint">Of its text, for finding the same story.</param>
public sealed record LoggedArticle(
    Article Article, string Text, IReadOnlyList<Quote> Quotes, IReadOnlyList<string> Topics, string Terms, byte[]? Fingerprint)
{
    /// <summary>By what it is found when later ones are compared with it.</summary>
    public ArticleIndex Index { get; init; } = ArticleIndex.None;
}

/// <summary>What is known of an article before it is read.</summary>
/// <param name="Article">The row.</param>
/// <param name="FeedHtml">HTML that the feed carries.</param>
/// <param name="Categories">The feed's own categories, one a line.</param>
public sealed record UnreadArticle(Article Article, string FeedHtml, string Categories);

/// <summary>The way of an article into the log: found, then read and logged, or archived.</summary>
public sealed class ArticleTable(Database database)
{
    /// <summary>What a feed has brought before, of what is asked for.</summary>
    public Task<KnownArticles> KnownAsync(long feedId, IEnumerable<string> identities, IEnumerable<string> urls, IEnumerable<string> titles) =>
        database.ReadAsync(async db =>
        {
            var known = new KnownArticles([], [], []);
            known.Identities.UnionWith(await db.QueryAsync<string>(
                "SELECT identity FROM articles WHERE feed_id = @feedId AND identity IN (SELECT value FROM json_each(@list))", new { feedId, list = JsonList.Of(identities.Distinct()) }));
            known.Urls.UnionWith(await db.QueryAsync<string>(
                "SELECT canonical_url FROM articles WHERE canonical_url IN (SELECT value FROM json_each(@list)) AND feed_id = @feedId", new { feedId, list = JsonList.Of(urls.Distinct()) }));
            known.Looks.UnionWith(await db.QueryAsync<(string, long?, string?)>(
                "SELECT title, published, snippet FROM articles WHERE feed_id = @feedId AND title IN (SELECT value FROM json_each(@list))", new { feedId, list = JsonList.Of(titles.Distinct()) }));
            return known;
        });

    /// <summary>Adds found articles, within the caller's transaction.</summary>
    internal static async Task AddFoundAsync(IDbConnection db, IDbTransaction tx, IEnumerable<FoundArticle> found)
    {
        foreach (var (article, feedHtml, categories) in found)
        {
            var id = await db.ExecuteScalarAsync<long?>(
                """
                INSERT INTO articles (feed_id, identity, url, canonical_url, story, title, author, published, found, time, snippet, language, image, followers_only, state, next_read)
                SELECT @FeedId, @Identity, @Url, @CanonicalUrl, 0, @Title, @Author, @Published, @Found, @Time, @Snippet, @Language, @Image, @FollowersOnly, @State, @NextRead
                WHERE EXISTS (SELECT 1 FROM feeds WHERE id = @FeedId) -- it may have been removed while it was polled
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                new
                {
                    article.FeedId, article.Identity, article.Url, article.CanonicalUrl, article.Title, article.Author, article.Published,
                    article.Found, article.Time, article.Snippet, article.Language, article.Image, article.FollowersOnly, State = Words.Of(article.State), article.NextRead,
                }, tx);
            if (id is null || article.State == ArticleState.Archived) continue;
            await db.ExecuteAsync(
                "INSERT INTO article_texts (article_id, feed_html, categories) VALUES (@id, @feedHtml, @categories)",
                new { id, feedHtml, categories }, tx);
        }
    }

    /// <summary>Articles that wait to be read, oldest first; feeds take turns, so that a flood from one does not hold up the others. None waits for days: what does was found while the machine's clock was ahead.</summary>
    public Task<IReadOnlyList<UnreadArticle>> UnreadAsync(DateTimeOffset now, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<UnreadArticle>)
        [
            .. await db.QueryAsync<Article, (string Html, string Categories), UnreadArticle>(
                """
                SELECT a.*, t.feed_html AS Item1, t.categories AS Item2
                FROM articles a JOIN article_texts t ON t.article_id = a.id
                WHERE a.id IN (
                    SELECT id FROM (
                        SELECT id, next_read, ROW_NUMBER() OVER (PARTITION BY feed_id ORDER BY next_read, id) AS turn
                        FROM articles WHERE state = 'found' AND (next_read <= @now OR next_read > @ahead))
                    ORDER BY turn, next_read, id LIMIT @limit)
                ORDER BY a.next_read, a.id
                """,
                (article, text) => new UnreadArticle(article, text.Html, text.Categories), new { now, ahead = now.AddDays(2), limit }, splitOn: "Item1"),
        ]);

    /// <summary>Puts off reading: the page may answer later.</summary>
    public Task PostponeAsync(long id, int attempts, DateTimeOffset nextRead) =>
        database.WriteAsync((db, tx) => db.ExecuteAsync(
            "UPDATE articles SET attempts = @attempts, next_read = @nextRead WHERE id = @id AND state = 'found'", new { id, attempts, nextRead }, tx));

    /// <summary>Enters read articles into the log: each gets the next sequence number, all in one commit.</summary>
    public Task LogAsync(IReadOnlyList<LoggedArticle> read) =>
        database.WriteAsync(async (db, tx) =>
        {
            var seq = await ArticleLog.HeadAsync(db, tx);
            var entered = new List<LoggedArticle>(read.Count);
            foreach (var item in read)
            {
                var a = item.Article;
                // Whoever compared it with recent articles found none; one with the same address may be older.
                var story = a.Story != 0 && a.Story != a.Id ? a.Story : StoryTable.ByAddressOf(db, tx, a) ?? a.Id;
                var logged = await db.ExecuteAsync(
                    """
                    UPDATE articles SET seq = @seq, state = 'logged', story = @story, title = @Title, author = @Author, published = @Published, time = @Time,
                        snippet = @Snippet, language = @Language, type = @Type, source = @Source, source_url = @SourceUrl, image = @Image, words = @Words, minutes = @Minutes, summary = @Summary, related = @Related,
                        summary_text = @SummaryText, summary_model = @SummaryModel, slop = @Slop, problem = @Problem
                    WHERE id = @Id AND state IN ('found', 'released')
                    """,
                    new
                    {
                        seq = seq + 1, story, a.Id, a.Title, a.Author, a.Published, a.Time, a.Snippet, a.Language, a.Type, a.Source, a.SourceUrl, a.Image, a.Words, a.Minutes, a.Summary, a.Related, a.SummaryText, a.SummaryModel, a.Slop, a.Problem,
                    }, tx);
                if (logged == 0) continue; // its feed was removed meanwhile
                seq++;
                StoryTable.Retell(db, tx, a with { Story = story }, item.Index.Retells);
                entered.Add(item with { Article = a with { Story = story } });
                await db.ExecuteAsync(
                    "UPDATE article_texts SET text = @Text, feed_html = '', terms = @Terms, fingerprint = NULL WHERE article_id = @Id", new { item.Text, item.Terms, a.Id }, tx);
                foreach (var quote in item.Quotes)
                    await db.ExecuteAsync("INSERT OR IGNORE INTO quotes (article_id, start, length, speaker_start, speaker_length) VALUES (@Id, @Start, @Length, @SpeakerStart, @SpeakerLength)", new { a.Id, quote.Start, quote.Length, quote.SpeakerStart, quote.SpeakerLength }, tx);
                foreach (var topic in item.Topics)
                    await db.ExecuteAsync("INSERT OR IGNORE INTO article_topics (topic, article_id) VALUES (@topic, @Id)", new { topic, a.Id }, tx);
            }

            StoryTable.Add(db, tx, entered);
            RelatedTable.Add(db, tx, entered);
            await db.ExecuteAsync("UPDATE log_head SET seq = @seq", new { seq }, tx);
        });

    /// <summary>Articles whose page gave no text or not all of it, the newest first: number, title, address, feed, why.</summary>
    public Task<IReadOnlyList<(long Id, string Title, string Url, string Feed, string Problem)>> TroubledAsync(int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<(long, string, string, string, string)>)
        [
            .. await db.QueryAsync<(long, string, string, string, string)>(
                "SELECT a.id, a.title, a.url, COALESCE(f.title, f.url), a.problem FROM articles a JOIN feeds f ON f.id = a.feed_id WHERE a.problem <> '' ORDER BY a.id DESC LIMIT @limit", new { limit }),
        ]);

    /// <summary>How many articles stand in each state, by the state's word.</summary>
    public Task<Dictionary<string, int>> CountsAsync() =>
        database.ReadAsync(async db =>
            (await db.QueryAsync<(string State, int Count)>("SELECT state, COUNT(*) FROM articles GROUP BY state"))
            .ToDictionary(row => row.State, row => row.Count));
}
