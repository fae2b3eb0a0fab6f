using DigestBot.Articles;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Articles;

/// <summary>Articles that feeds carry whole, on their way into the log.</summary>
internal static class FoundArticles
{
    private static int _number;

    /// <summary>Found in a feed of its own, with its text as paragraphs of HTML.</summary>
    public static async Task<long> FindAsync(this House house, ArticleText text, string? author = null)
    {
        var feed = await house.FeedAsync();
        var now = house.Clock.Now;
        var article = new Article
        {
            FeedId = feed, Identity = "x", Url = $"https://site.example/found/{Interlocked.Increment(ref _number)}", CanonicalUrl = $"https://site.example/found/{_number}", Title = text.Title!, Author = author, Found = now, Time = now, NextRead = now,
        };
        var html = string.Concat(text.Text.Split("\n\n").Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph)}</p>"));
        await house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, html, "")]));
        return await house.ValueAsync<long>("SELECT MAX(id) FROM articles");
    }

    public static Task<ReadReport> ReadAsync(this House house) => house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);

    public static async Task<Article> StoredAsync(this House house, long id) => (await house.Part<ArticleLog>().CardsAsync([id])).Single().Article;
}
