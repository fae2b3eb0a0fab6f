using DigestBot.Articles;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Fetch;
using DigestBot.Tests.Store;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Tests.Articles;

public sealed class ReadArticlesTests : IAsyncLifetime
{
    private const string PilotsAtWork =
        """
        <p>A harbour pilot climbs aboard at dawn, when the tide table allows it, and the ferry captain waits for the signal from the lighthouse keeper.</p>
        <p>On the night crossing nobody speaks much; the ferry captain listens to the engine while the harbour pilot counts the buoys.</p>
        <p>The oyster farmer, whose beds lie beside the channel, knows the tide table better than either, and the lighthouse keeper asks her first.</p>
        """;

    private readonly House _house = new(settings => settings.Fetch.TimeoutSeconds = 2);
    private Publisher _publisher = null!;

    public async ValueTask InitializeAsync() => _publisher = await Publisher.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _publisher.DisposeAsync();
    }

    [Fact]
    public async Task An_article_that_the_feed_carries_whole_is_read_without_its_page()
    {
        var id = await FindAsync("/whole", Paragraphs.Html(0));
        (await ReadAsync()).ShouldBe(new ReadReport(1, 0, 0, 0));
        _publisher.Requests.ShouldBeEmpty();
        var card = await CardAsync(id);
        card.Text.ShouldContain(Paragraphs.Of(0, 1)[0]);
        (card.Article.Seq, card.Article.State, card.Article.Language).ShouldBe((1, ArticleState.Logged, "en"));
        card.Article.Minutes.ShouldBeGreaterThan(0);
        card.Article.Summary.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_article_of_a_thin_feed_is_read_from_its_page()
    {
        var id = await FindAsync("/thin", "<p>The ferry captain remembers.</p>");
        _publisher.Serve("/thin", Paragraphs.Page(0, "The crossing"), "text/html");
        (await ReadAsync()).ShouldBe(new ReadReport(1, 1, 0, 0));
        var card = await CardAsync(id);
        card.Text.ShouldContain(Paragraphs.Of(0, 24)[23]);
        card.Text.ShouldNotContain("All rights reserved");
    }

    [Fact]
    public async Task A_picture_comes_from_the_feed_else_from_the_page()
    {
        const string pictured = "<head><meta property=\"og:image\" content=\"https://images.example.org/page.jpg\">";
        var fromPage = await FindAsync("/pictured", "<p>The ferry captain remembers.</p>");
        var fromFeed = await FindAsync("/both", "<p>The harbour pilot remembers.</p>");
        await _house.ExecuteAsync("UPDATE articles SET image = 'https://images.example.org/feed.jpg' WHERE id = @fromFeed", new { fromFeed });
        foreach (var path in new[] { "/pictured", "/both" })
            _publisher.Serve(path, Paragraphs.Page(0, "The crossing").Replace("<head>", pictured, StringComparison.Ordinal), "text/html");
        await ReadAsync();
        (await CardAsync(fromPage)).Article.Image.ShouldBe("https://images.example.org/page.jpg");
        (await CardAsync(fromFeed)).Article.Image.ShouldBe("https://images.example.org/feed.jpg");
    }

    [Fact]
    public async Task A_page_that_does_not_answer_is_tried_again_and_then_the_feeds_words_go_on()
    {
        var id = await FindAsync("/down", "<p>The ferry captain remembers the winter.</p>");
        _publisher.Status("/down", 503);
        (await ReadAsync()).ShouldBe(new ReadReport(0, 0, 1, 0));
        (await _house.Part<ArticleLog>().HeadAsync()).ShouldBe(0);
        (await ReadAsync()).ShouldBe(new ReadReport(0, 0, 0, 0)); // not before its time
        _house.Clock.Advance(TimeSpan.FromMinutes(10));
        (await ReadAsync()).Postponed.ShouldBe(1);
        _house.Clock.Advance(TimeSpan.FromHours(1));
        (await ReadAsync()).ShouldBe(new ReadReport(1, 0, 0, 0) { Troubled = 1 });
        _publisher.Count("/down").ShouldBe(3);
        (await CardAsync(id)).Text.ShouldBe("The ferry captain remembers the winter.");
    }

    [Fact]
    public async Task A_page_that_recovers_is_read()
    {
        var id = await FindAsync("/page", "");
        _publisher.Serve("/page", http => Task.Delay(Timeout.Infinite, http.RequestAborted)); // a time-out
        (await ReadAsync()).Postponed.ShouldBe(1);
        _publisher.Serve("/page", Paragraphs.Page(1, "Binding"), "text/html");
        _house.Clock.Advance(TimeSpan.FromMinutes(10));
        (await ReadAsync()).Pages.ShouldBe(1);
        (await CardAsync(id)).Text.ShouldContain(Paragraphs.Of(1, 1)[0]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task A_page_that_will_not_come_is_not_waited_for(int status)
    {
        await FindAsync("/missing", "<p>A few words.</p>");
        _publisher.Status("/missing", status);
        (await ReadAsync()).ShouldBe(new ReadReport(1, 0, 0, 0) { Troubled = 1 });
    }

    [Fact]
    public async Task An_article_without_a_link_is_what_its_feed_says()
    {
        var id = await FindAsync(null, "<p>A note to everybody.</p>");
        (await ReadAsync()).Read.ShouldBe(1);
        (await CardAsync(id)).Text.ShouldBe("A note to everybody.");
    }

    [Fact]
    public async Task A_story_that_two_feeds_tell_is_one_story()
    {
        var first = await FindAsync("/one", Paragraphs.Html(0));
        await ReadAsync();
        var copy = await FindAsync("/other", "<p>From our partners in the north.</p>" + Paragraphs.Html(0));
        var sameLink = await FindAsync("/one?utm_source=planet", "<p>Short.</p>");
        var different = await FindAsync("/different", Paragraphs.Html(2));
        (await ReadAsync()).Merged.ShouldBe(2);
        (await StoryAsync(copy)).ShouldBe(first);
        (await StoryAsync(sameLink)).ShouldBe(first);
        (await StoryAsync(different)).ShouldBe(different);
    }

    [Fact]
    public async Task A_story_is_known_by_its_address_however_long_ago_it_was_told()
    {
        var first = await FindAsync("/one", "<p>Short.</p>");
        await ReadAsync();
        _house.Clock.Advance(TimeSpan.FromDays(30));
        var late = await FindAsync("/one?utm_source=planet", "<p>Other words.</p>");
        await ReadAsync();
        (await StoryAsync(late)).ShouldBe(first);
    }

    [Fact]
    public async Task A_story_that_two_feeds_tell_in_the_same_round_is_one_story()
    {
        var first = await FindAsync("/one", Paragraphs.Html(3));
        var copy = await FindAsync("/two", Paragraphs.Html(3));
        (await ReadAsync()).Merged.ShouldBe(1);
        (await StoryAsync(copy)).ShouldBe(first);
    }

    [Fact]
    public async Task Related_articles_are_about_the_same_things_and_never_the_same_story()
    {
        var sea = await FindAsync("/sea", Paragraphs.Html(0), "The ferry captain and the tide");
        var seaCopy = await FindAsync("/sea-copy", Paragraphs.Html(0), "The ferry captain and the tide");
        await FindAsync("/books", Paragraphs.Html(1), "The bookbinder");
        await FindAsync("/ice", Paragraphs.Html(2), "The glacier");
        await ReadAsync();
        var again = await FindAsync("/pilots", PilotsAtWork, "The harbour pilot and the tide table");
        await ReadAsync();

        var related = (await CardAsync(again)).Article.Related.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        var stories = new List<long>();
        foreach (var id in related) stories.Add(await StoryAsync(id));
        stories.ShouldNotContain(await StoryAsync(again));
        stories.ShouldBeUnique(); // two links to one story are one too many
        (await StoryAsync(again)).ShouldBe(again);
        related[0].ShouldBeOneOf(sea, seaCopy);
    }

    [Fact]
    public async Task Every_stored_quote_and_summary_is_a_range_of_the_stored_text()
    {
        for (var i = 0; i < 4; i++)
            await FindAsync("/q" + i, Paragraphs.Html(i) + "<blockquote><p>“Nobody who has crossed at night in January ever forgets how small a harbour light is,” said the captain.</p></blockquote>");
        await ReadAsync();
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM quotes")).ShouldBeGreaterThan(0);
        (await _house.ValueAsync<int>("SELECT COUNT(*) FROM quotes q JOIN article_texts t USING (article_id) WHERE start < 0 OR q.length <= 0 OR start + q.length > length(t.text)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_breaks_stops_no_other()
    {
        await FindAsync("/deep", "<p>Snippet of deep.</p>", "deep");
        _publisher.Serve("/deep", "<html><body>" + string.Concat(Enumerable.Repeat("<div><table><tr><td>", 60_000)), "text/html");
        await FindAsync("/binary", "<p>Snippet of binary.</p>", "binary");
        _publisher.Serve("/binary", async http =>
        {
            http.Response.ContentType = "text/html; charset=no-such-charset";
            await http.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0, 0xd8, 0, 0 }, http.RequestAborted);
        });
        await FindAsync("/brotli", "<p>Snippet of brotli.</p>", "brotli");
        _publisher.Serve("/brotli", async http =>
        {
            http.Response.Headers.ContentEncoding = "br";
            await http.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0xfd, 1, 2, 3, 4, 5 }, http.RequestAborted);
        });
        await FindAsync("/cut", "<p>Snippet of cut.</p>", "cut");
        _publisher.Serve("/cut", async http =>
        {
            http.Response.ContentLength = 5000;
            await http.Response.WriteAsync("<html>", http.RequestAborted);
            http.Abort();
        });
        await FindAsync("/good", "", "good");
        _publisher.Serve("/good", Paragraphs.Page(2, "Ice"), "text/html");

        for (var i = 0; i < 4; i++)
        {
            await ReadAsync();
            _house.Clock.Advance(TimeSpan.FromHours(6));
        }

        (await _house.ColumnAsync<string>("SELECT title FROM articles WHERE state = 'logged' ORDER BY title")).ShouldBe(["binary", "brotli", "cut", "deep", "good"]);
        (await _house.ValueAsync<string>("SELECT text FROM article_texts JOIN articles ON id = article_id WHERE title = 'cut'")).ShouldBe("Snippet of cut.");
    }

    [Fact]
    public async Task The_log_has_the_order_of_the_rows_whatever_order_the_pages_came_in()
    {
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            var (path, delay, number) = ("/p" + i, 300 - (i * 50), i);
            ids.Add(await FindAsync(path, ""));
            _publisher.Serve(path, async http =>
            {
                await Task.Delay(delay, http.RequestAborted);
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync(Paragraphs.Page(number, "Page " + number), http.RequestAborted);
            });
        }

        await ReadAsync();
        (await _house.ColumnAsync<long>("SELECT id FROM articles ORDER BY seq")).ShouldBe(ids);
    }

    private async Task<long> FindAsync(string? path, string html, string? title = null)
    {
        var feed = await _house.FeedAsync();
        var url = path is null ? "" : _publisher.Address + path;
        var now = _house.Clock.Now;
        var article = new Article
        {
            FeedId = feed, Identity = "x", Url = url, CanonicalUrl = CanonicalUrl.Of(url), Title = title ?? "Title of " + path, Found = now, Time = now, NextRead = now,
        };
        await _house.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, html, "")]));
        return await _house.ValueAsync<long>("SELECT MAX(id) FROM articles");
    }

    private Task<ReadReport> ReadAsync() => _house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);

    private async Task<CardRows> CardAsync(long id) => (await _house.Part<ArticleLog>().CardsAsync([id])).Single();

    private Task<long> StoryAsync(long id) => _house.ValueAsync<long>("SELECT story FROM articles WHERE id = @id", new { id });
}
