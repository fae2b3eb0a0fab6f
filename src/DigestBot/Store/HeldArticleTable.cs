using Dapper;
using DigestBot.Model;

namespace DigestBot.Store;

/// <summary>An article that the slop filter marked or holds, for the operator.</summary>
/// <param name="Id">Row.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Url">Where it stands; empty when its feed gives no address.</param>
/// <param name="Feed">The feed's name.</param>
/// <param name="Found">When it was found.</param>
/// <param name="State">held, released or logged.</param>
/// <param name="Mark">Why.</param>
public sealed record MarkedArticle(long Id, string Title, string Url, string Feed, DateTimeOffset Found, string State, SlopMark Mark);

/// <summary>Articles that the slop filter keeps out of the log, and the operator's way to let them in. Nothing else sees them: they tell no story, and stand on no card.</summary>
public sealed class HeldArticleTable(Database database)
{
    /// <summary>Holds read articles: everything that reading gave is kept, but they get no sequence number. All in one commit.</summary>
    public Task HoldAsync(IReadOnlyList<LoggedArticle> read) =>
        read.Count == 0 ? Task.CompletedTask : database.WriteAsync(async (db, tx) =>
        {
            foreach (var item in read)
            {
                var a = item.Article;
                var held = await db.ExecuteAsync(
                    """
                    UPDATE articles SET state = 'held', title = @Title, author = @Author, published = @Published, time = @Time, snippet = @Snippet, language = @Language, type = @Type,
                        source = @Source, source_url = @SourceUrl, image = @Image, words = @Words, minutes = @Minutes, summary = @Summary, slop = @Slop, problem = @Problem
                    WHERE id = @Id AND state = 'found'
                    """,
                    new { a.Id, a.Title, a.Author, a.Published, a.Time, a.Snippet, a.Language, a.Type, a.Source, a.SourceUrl, a.Image, a.Words, a.Minutes, a.Summary, a.Slop, a.Problem }, tx);
                if (held == 0) continue; // its feed was removed meanwhile
                await db.ExecuteAsync("UPDATE article_texts SET text = @Text, feed_html = '', terms = @Terms, fingerprint = @Fingerprint WHERE article_id = @Id", new { item.Text, item.Terms, item.Fingerprint, a.Id }, tx);
                foreach (var quote in item.Quotes)
                    await db.ExecuteAsync("INSERT OR IGNORE INTO quotes (article_id, start, length, speaker_start, speaker_length) VALUES (@Id, @Start, @Length, @SpeakerStart, @SpeakerLength)", new { a.Id, quote.Start, quote.Length, quote.SpeakerStart, quote.SpeakerLength }, tx);
                foreach (var topic in item.Topics)
                    await db.ExecuteAsync("INSERT OR IGNORE INTO article_topics (topic, article_id) VALUES (@topic, @Id)", new { topic, a.Id }, tx);
            }
        });

    /// <summary>Lets a held article go: the next round of reading enters it into the log.</summary>
    /// <returns>Whether it was held.</returns>
    public Task<bool> ReleaseAsync(long id) =>
        database.WriteAsync(async (db, tx) => await db.ExecuteAsync("UPDATE articles SET state = 'released' WHERE id = @id AND state = 'held'", new { id }, tx) > 0);

    /// <summary>Articles that were let go and wait for their place in the log, in order of rows. The operator has judged them: the mark is gone.</summary>
    public Task<IReadOnlyList<LoggedArticle>> ReleasedAsync(int limit) =>
        database.ReadAsync(async db =>
        {
            var rows = (await db.QueryAsync<Article, (string Text, string Terms, byte[]? Fingerprint), (Article Article, (string Text, string Terms, byte[]? Fingerprint) Text)>(
                """
                SELECT a.*, t.text AS Item1, t.terms AS Item2, t.fingerprint AS Item3
                FROM articles a JOIN article_texts t ON t.article_id = a.id
                WHERE a.state = 'released' ORDER BY a.id LIMIT @limit
                """, (article, text) => (article, text), new { limit }, splitOn: "Item1")).ToList();
            var list = JsonList.Of(rows.Select(row => row.Article.Id));
            var quotes = (await db.QueryAsync<(long Id, int Start, int Length, int? SpeakerStart, int? SpeakerLength)>("SELECT article_id, start, length, speaker_start, speaker_length FROM quotes WHERE article_id IN (SELECT value FROM json_each(@list)) ORDER BY article_id, start", new { list })).ToLookup(row => row.Id, row => new Quote(row.Start, row.Length, row.SpeakerStart, row.SpeakerLength));
            var topics = (await db.QueryAsync<(long Id, string Topic)>("SELECT article_id, topic FROM article_topics WHERE article_id IN (SELECT value FROM json_each(@list)) ORDER BY article_id, topic", new { list })).ToLookup(row => row.Id, row => row.Topic);
            return (IReadOnlyList<LoggedArticle>)[.. rows.Select(row => new LoggedArticle(
                row.Article with { Slop = "" }, row.Text.Text, [.. quotes[row.Article.Id]], [.. topics[row.Article.Id]], row.Text.Terms, row.Text.Fingerprint))];
        });

    /// <summary>What the filter has said, the newest first.</summary>
    /// <param name="held">Those that are held; else those that are in the log with a mark.</param>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<MarkedArticle>> ListAsync(bool held, int limit) =>
        database.ReadAsync(async db => (IReadOnlyList<MarkedArticle>)
        [
            .. (await db.QueryAsync<(long Id, string Title, string Url, string Feed, DateTimeOffset Found, string State, string Slop)>(
                $"""
                SELECT a.id, a.title, a.url, COALESCE(f.title, f.url), a.found, a.state, a.slop
                FROM articles a JOIN feeds f ON f.id = a.feed_id
                WHERE a.slop <> '' AND a.state {(held ? "IN ('held', 'released')" : "= 'logged'")} ORDER BY a.id DESC LIMIT @limit
                """, new { limit }))
            .Select(row => new MarkedArticle(row.Id, row.Title, row.Url, row.Feed, row.Found, row.State, SlopMark.Parse(row.Slop) ?? new SlopMark([]))),
        ]);
}
