using System.Text;
using DigestBot.Articles;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Fetch;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Articles;

/// <summary>Pages that are none, through the real reading stage: each article enters the log with its feed's words and no text of the page.</summary>
public sealed class BadPageReadingTests : IAsyncLifetime
{
    private const string Snippet = "The feed's own words about the harbour.";
    private readonly House _house = new();
    private Publisher _publisher = null!;

    public async ValueTask InitializeAsync() => _publisher = await Publisher.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _publisher.DisposeAsync();
    }

    private static readonly Dictionary<string, byte[]> Pages = new()
    {
        ["a picture"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Noise(50_000)],
        ["a PDF"] = [.. "%PDF-1.7\n"u8, .. Noise(50_000)],
        ["an archive"] = [.. "PK\u0003\u0004"u8, .. Noise(50_000)],
        ["scripts only"] = "<html><head><title>App</title></head><body><div id=root></div><script src=app.js></script></body></html>"u8.ToArray(),
        ["nothing"] = [],
        ["a consent wall"] = Encoding.UTF8.GetBytes("<body><div class=consent-wall><p>We and our partners store information on a device, such as cookies, and process personal data, for measurement and audience research.</p></div></body>"),
        ["links"] = Encoding.ASCII.GetBytes("<body>" + Repeat("<a href='/x'>a link to somewhere</a> ", 60_000) + "</body>"),
        ["depth"] = Encoding.ASCII.GetBytes(Repeat("<div>", 100_000)),
    };

    public static TheoryData<string> Names() => new(Pages.Keys);

    [Theory, MemberData(nameof(Names))]
    public async Task What_is_no_page_leaves_the_article_with_its_feeds_words(string name)
    {
        _publisher.Serve("/bad", async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.Body.WriteAsync(Pages[name], context.RequestAborted);
        });
        var id = await FindAsync("/bad", $"<p>{Snippet}</p>");
        var report = await _house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);
        (report.Read, report.Pages, report.Postponed).ShouldBe((1, 0, 0));
        _publisher.Count("/bad").ShouldBe(1);
        var card = (await _house.Part<ArticleLog>().CardsAsync([id])).Single();
        (card.Article.Seq, card.Article.State, card.Text).ShouldBe((1, ArticleState.Logged, Snippet));
        card.Quotes.ShouldBeEmpty();
        report.Troubled.ShouldBe(1);
        card.Article.Problem.ShouldNotBeNullOrWhiteSpace("the operator is told why");
        (await _house.Part<ArticleTable>().TroubledAsync(10)).ShouldHaveSingleItem().Problem.ShouldBe(card.Article.Problem);
    }

    [Fact]
    public async Task Without_words_in_the_feed_the_article_is_its_title_alone()
    {
        _publisher.Serve("/bad", async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync(Pages["a PDF"], context.RequestAborted);
        });
        var id = await FindAsync("/bad", "");
        (await _house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken)).Read.ShouldBe(1);
        var card = (await _house.Part<ArticleLog>().CardsAsync([id])).Single();
        (card.Text, card.Article.Summary, card.Article.Type).ShouldBe(("", "", null));
        card.Article.Title.ShouldBe("The harbour");
    }

    private async Task<long> FindAsync(string path, string html)
    {
        var (feed, url, now) = (await _house.FeedAsync(), _publisher.Address + path, _house.Clock.Now);
        var article = new Article { FeedId = feed, Identity = "x", Url = url, CanonicalUrl = CanonicalUrl.Of(url), Title = "The harbour", Found = now, Time = now, NextRead = now };
        await _house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, html, "")]));
        return await _house.ValueAsync<long>("SELECT MAX(id) FROM articles");
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(20250503).NextBytes(bytes);
        return bytes;
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
