using DigestBot.Articles;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Feeds;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

public sealed class FollowingTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_newly_followed_feed_shows_its_latest_three_once_also_when_nothing_else_has_come()
    {
        await using var house = new House();
        var feed = await house.FeedAsync(null, "sports");
        var reader = await house.SubscriberAsync();
        for (var i = 1; i <= 5; i++) await house.ArticleAsync(feed, $"Sports {i}", time: House.Start.AddDays(-i), topics: "sports");
        await house.ArticleAsync(await house.FeedAsync(), "Chairs");
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await ShownAsync(house, reader)).ShouldBe(["Chairs"]);

        await FollowAsync(house, reader, feed);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await ShownAsync(house, reader)).ShouldBe(["Sports 3", "Sports 2", "Sports 1"]);

        await house.ArticleAsync(feed, "Sports 6", topics: "sports");
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await ShownAsync(house, reader)).ShouldBe(["Sports 6"]);
        (await house.Part<DigestTable>().LatestAsync(reader.Id))!.Value.Selection.Merged.ShouldBe(0); // and are not counted again
    }

    [Fact]
    public async Task What_was_archived_is_read_for_a_new_follower_and_with_what_is_in_the_log_it_makes_three()
    {
        await using var polled = await PolledFeed.StartAsync();
        var house = polled.House;
        var reader = await house.SubscriberAsync(s => s with { Topics = "art", Budget = 100 });
        await polled.PollAsync(Enumerable.Range(1, 6).Select(i => Old(i, polled.Now.AddDays(-10 * i), "") with { Link = $"{polled.Publisher.Address}/{i}" }));
        // Late ones, of 22 to 24 days: the log's own latest three would be too many.
        await polled.PollAsync(Enumerable.Range(7, 3).Select(i => Old(i, polled.Now.AddDays(-15 - i), "") with { Link = $"{polled.Publisher.Address}/{i}" }));
        await house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);
        await FollowAsync(house, reader, (await polled.RowAsync()).Id);
        await house.Part<ReadArticles>().RunAsync(null, TestContext.Current.CancellationToken);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await ShownAsync(house, reader)).ShouldBe(["Number 7", "Number 2", "Number 1"]); // 22, 20 and 10 days old
    }

    [Fact]
    public async Task A_past_that_was_published_again_is_nobodys_latest()
    {
        await using var polled = await PolledFeed.StartAsync();
        var house = polled.House;
        var first = await house.SubscriberAsync(s => s with { Topics = "art" });
        var second = await house.SubscriberAsync(s => s with { Topics = "art" });
        await polled.PollAsync(Enumerable.Range(1, 3).Select(i => Old(i, polled.Now.AddDays(-100 - i), "<p>Short.</p>")));
        await FollowAsync(house, first, (await polled.RowAsync()).Id);
        (await polled.PollAsync(Enumerable.Range(10, 30).Select(i => Old(i, polled.Now.AddDays(-10 - i), "<p>Short.</p>")))).ShouldBe([]);
        await FollowAsync(house, second, (await polled.RowAsync()).Id);
        (await house.ColumnAsync<string>("SELECT title FROM articles WHERE state <> 'archived' ORDER BY id")).ShouldBe(["Number 1", "Number 2", "Number 3"]);
    }

    [Fact]
    public async Task A_feed_that_a_stranger_added_cannot_swallow_what_everybody_gets()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Budget = 100 });
        var (first, second) = (await house.FeedAsync(), await house.FeedAsync());
        var stranger = await house.WriteAsync(async (db, tx) => (await FeedTable.AddAsync(db, tx, "https://stranger.example/rss", "Stranger", null, listed: false, house.Clock.Now)).Id);
        var told = await house.ArticleAsync(first, "told");
        // The text of one article under the address of another, before that one is polled.
        var bait = await house.FoundAsync(stranger, "bait", "https://paper.example/victim");
        await house.ExecuteAsync("UPDATE articles SET followers_only = 1 WHERE id = @Id", new { bait.Id });
        await house.Part<ArticleTable>().LogAsync([new LoggedArticle(bait with { Story = told, Minutes = 1, FollowersOnly = true }, "", [], ["design"], "", null)]);
        await house.ArticleAsync(second, "victim", "https://paper.example/victim");
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["told", "victim"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_feed_that_could_not_be_polled_for_a_month_has_published_news_and_not_its_past()
    {
        await using var polled = await PolledFeed.StartAsync();
        await polled.PollAsync([Old(1, polled.Now, "<p>Short.</p>")]);
        polled.House.Clock.Advance(TimeSpan.FromDays(30));
        (await polled.PollAsync(Enumerable.Range(2, 28).Select(i => Old(i, polled.Now.AddDays(-29 + i), "<p>Short.</p>")))).Count.ShouldBe(28);
    }

    private static Item Old(int number, DateTimeOffset date, string html) => new("g" + number, "https://paper.example/a/" + number, "Number " + number, date, html);

    private static Task FollowAsync(House house, Subscriber reader, long feed) => house.Part<Changes>().SetListsAsync(reader.Id, lists => lists with { Follows = [new Follow(feed, 0)] });

    private static async Task<List<string>> ShownAsync(House house, Subscriber reader)
    {
        var (_, selection) = (await house.Part<DigestTable>().LatestAsync(reader.Id)).ShouldNotBeNull();
        return [.. (await house.Part<ArticleLog>().CardsAsync([.. selection.Printed, .. selection.HeldOver])).Select(card => card.Article.Title)];
    }
}
