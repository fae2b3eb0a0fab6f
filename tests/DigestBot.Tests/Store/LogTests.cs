using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Tests.Store;

public sealed class LogTests
{
    [Fact]
    public async Task Only_articles_that_were_read_get_a_number_and_numbers_only_grow()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var waiting = await house.FoundAsync(feed, "waits");
        var numbers = new List<long>();
        for (var i = 0; i < 5; i++) numbers.Add(await house.SeqAsync(await house.ArticleAsync(feed)));
        numbers.ShouldBe([1, 2, 3, 4, 5]);
        (await house.ValueAsync<long?>("SELECT seq FROM articles WHERE id = @Id", new { waiting.Id })).ShouldBeNull();
        (await house.Part<ArticleLog>().HeadAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task An_article_enters_the_log_once_however_often_it_is_read()
    {
        await using var house = new House();
        var article = await house.FoundAsync(await house.FeedAsync());
        var logged = new LoggedArticle(article, "Text.", [], ["design"], "", null);
        await house.Part<ArticleTable>().LogAsync([logged]);
        await house.Part<ArticleTable>().LogAsync([logged]);
        (await house.SeqAsync(article.Id)).ShouldBe(1);
        (await house.Part<ArticleLog>().HeadAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_number_is_never_given_twice_even_when_the_newest_articles_are_gone()
    {
        await using var house = new House();
        var kept = await house.FeedAsync();
        await house.ArticleAsync(kept);
        var removed = await house.FeedAsync("https://removed.example/feed");
        await house.ArticleAsync(removed);
        var highest = await house.SeqAsync(await house.ArticleAsync(removed));
        (await house.Part<FeedTable>().RemoveAsync("https://removed.example/feed")).ShouldBeTrue();

        // Cursors stand at the old head: a number below it would never be looked at.
        (await house.SeqAsync(await house.ArticleAsync(kept))).ShouldBeGreaterThan(highest);
    }

    [Fact]
    public async Task Between_is_what_came_after_the_cursor_up_to_the_head()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        for (var i = 1; i <= 5; i++) await house.ArticleAsync(feed, $"Number {i}");
        (await house.Part<ArticleLog>().BetweenAsync(2, 4)).Select(entry => entry.Title).ShouldBe(["Number 3", "Number 4"]);
        (await house.Part<ArticleLog>().BetweenAsync(5, 5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Between_brings_what_told_the_same_stories_before()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var first = await house.ArticleAsync(feed, "told first");
        await house.ArticleAsync(feed, "told again", story: first);
        await house.ArticleAsync(feed, "something else");
        await house.ArticleAsync(feed, "told a third time", story: first);
        var between = await house.Part<ArticleLog>().BetweenAsync(3, 4);
        between.Select(entry => entry.Title).ShouldBe(["told first", "told again", "told a third time"]);
        between.ShouldAllBe(entry => entry.Story == first);
        between.ShouldAllBe(entry => entry.Topics.SequenceEqual(new[] { "design" }));
    }

    [Fact]
    public async Task Two_feeds_that_bring_one_address_tell_one_story()
    {
        await using var house = new House();
        var first = await house.ArticleAsync(await house.FeedAsync(), url: "https://site.example/a?utm_source=x");
        var second = await house.ArticleAsync(await house.FeedAsync(), url: "http://www.site.example/a/");
        (await house.ValueAsync<long>("SELECT story FROM articles WHERE id = @second", new { second })).ShouldBe(first);
    }

    [Fact]
    public async Task A_first_cursor_stands_before_the_oldest_article_of_the_day()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "old", time: House.Start.AddHours(-30));
        await house.ArticleAsync(feed, "new", time: House.Start.AddHours(-3));
        (await house.Part<ArticleLog>().CursorAtAsync(House.Start.AddHours(-24), house.Clock.Now)).ShouldBe(1);
        (await house.Part<ArticleLog>().CursorAtAsync(House.Start, house.Clock.Now)).ShouldBe(2);
    }

    [Fact]
    public async Task Cards_come_in_the_order_asked_for_and_what_is_gone_is_left_out()
    {
        await using var house = new House();
        var feed = await house.FeedAsync("https://site.example/feed");
        var a = await house.ArticleAsync(feed, "A", text: "All of A.", quotes: [new(0, 3), new(4, 2, 7, 1)]);
        var b = await house.ArticleAsync(feed, "B");
        var cards = await house.Part<ArticleLog>().CardsAsync([b, 999, a]);
        cards.Select(card => card.Article.Title).ShouldBe(["B", "A"]);
        cards[1].Quotes.ShouldBe([new Quote(0, 3), new Quote(4, 2, 7, 1)]);
        cards[1].Text.ShouldBe("All of A.");
    }

    [Fact]
    public async Task What_waits_to_be_read_comes_oldest_first_and_not_before_its_time()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var first = await house.FoundAsync(feed, "first");
        await house.FoundAsync(feed, "second");
        await house.Part<ArticleTable>().PostponeAsync(first.Id, 1, house.Clock.Now.AddMinutes(10));
        async Task<IEnumerable<string>> Waiting() => (await house.Part<ArticleTable>().UnreadAsync(house.Clock.Now, 64)).Select(unread => unread.Article.Title);
        (await Waiting()).ShouldBe(["second"]);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        (await Waiting()).ShouldBe(["second", "first"]);
    }
}
