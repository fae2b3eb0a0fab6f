using DigestBot.Articles;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;
namespace DigestBot.Tests.Articles;
public sealed class TmpRelated
{
    [Fact]
    public async Task Show()
    {
        await using var house = new House(s => s.Articles.FullTextWords = 0);
        var n = 0;
        foreach (var group in CorpusArticles.FeedItems().Concat(CorpusArticles.Pages()).Concat(CorpusArticles.All().Where(a => a.Group == "news")).GroupBy(a => a.Group))
        {
            var feed = await house.FeedAsync($"https://{group.Key}.example/rss");
            var now = house.Clock.Now;
            await house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, group.Select(a => new FoundArticle(new Article { FeedId = feed, Identity = a.Name, Url = $"https://x.example/{++n}", CanonicalUrl = $"x/{n}", Title = a.Title.Length > 0 ? a.Title : a.Text[..Math.Min(80, a.Text.Length)], Found = now, Time = now, NextRead = now }, string.Concat(a.Text.Split("\n\n").Select(p => "<p>" + System.Net.WebUtility.HtmlEncode(p) + "</p>")), ""))));
        }
        var r = await house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);
        var rows = (await house.Part<ArticleLog>().CardsAsync(await house.ColumnAsync<long>("SELECT id FROM articles"))).ToDictionary(c => c.Article.Id, c => c.Article);
        var w = new StreamWriter("/tmp/story-related.txt");
        w.WriteLine($"{r} {rows.Count} {rows.Values.Count(a => a.Related.Length > 0)}");
        foreach (var a in rows.Values.Where(a => a.Story != a.Id)) w.WriteLine($"MERGED {a.Identity} {a.Title} -> {rows[a.Story].Identity} {rows[a.Story].Title}");
        foreach (var a in rows.Values.Where(a => a.Related.Length > 0).OrderBy(a => CorpusArticle.StableNumber(a.Identity)))
        {
            w.WriteLine($"* [{a.Language}] {a.Title} ({a.Identity}, {a.Words})");
            foreach (var id in a.Related.Split(',').Select(long.Parse)) w.WriteLine($"      - {rows[id].Title} ({rows[id].Identity}, {rows[id].Words})");
        }
        w.Dispose();
    }
}
