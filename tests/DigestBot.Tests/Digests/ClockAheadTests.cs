using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Feeds;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

/// <summary>A machine whose clock was a year ahead for an hour, as after an empty battery, goes on as if it had not been.</summary>
public sealed class ClockAheadTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the service starts again once the clock is right
    public async Task Whoever_had_a_digest_of_next_year_has_one_tomorrow(bool restart)
    {
        await using var first = new House();
        var feed = await first.FeedAsync();
        var reader = await first.SubscriberAsync();
        await first.ArticleAsync(feed, "news");
        first.Clock.Advance(Year);
        (await first.ComposeAsync()).Digests.ShouldBe(1);
        first.Clock.Advance(-Year);
        await using var second = new House(store: restart ? Copy(first) : null, clock: first.Clock);
        var house = restart ? second : first;

        await house.ArticleAsync(feed, "more news");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.ComposeAsync();
        (await house.ReadAsync(reader)).NextDue.ShouldBe(new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero));
        house.Clock.Set(new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero));
        (await house.ComposeAsync()).Digests.ShouldBe(1);
        (await house.Part<DigestTable>().DatesAsync(reader.Id)).ShouldBe(["2027-03-02", "2026-03-03"]);
    }

    [Fact]
    public async Task A_feed_that_was_polled_next_year_is_polled_now_and_its_articles_are_read_now()
    {
        await using var polled = await PolledFeed.StartAsync();
        var house = polled.House;
        await polled.PollAsync([new Item("1", "https://paper.example/1", "One", polled.Now)]);
        house.Clock.Advance(Year);
        await polled.PollAsync([new Item("1", "https://paper.example/1", "One", polled.Now), new Item("2", "https://paper.example/2", "Two")]);
        house.Clock.Advance(-Year);
        (await house.Part<ArticleTable>().UnreadAsync(house.Clock.Now, 10)).Select(unread => unread.Article.Title).ShouldBe(["One", "Two"], ignoreOrder: true);
        (await polled.PollAsync([new Item("3", "https://paper.example/3", "Three")])).ShouldBe(["Three"]);
        (await house.GatherAsync()).Polled.ShouldBe(0); // and not all the time
    }

    [Fact]
    public async Task An_undated_article_of_next_year_does_not_make_first_digests_long()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        house.Clock.Advance(Year);
        await house.ArticleAsync(feed, "undated");
        house.Clock.Advance(-Year);
        await house.ArticleAsync(feed, "two days ago");
        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.ArticleAsync(feed, "now");
        var reader = await house.SubscriberAsync();
        house.Clock.Set(reader.NextDue!.Value);
        await house.ComposeAsync();
        (await house.Part<DigestTable>().LatestAsync(reader.Id))!.Value.Selection.Printed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_was_queued_next_year_goes_out_now()
    {
        await using var house = new House();
        house.Clock.Advance(Year);
        var mail = await house.MailAsync(MailKind.Digest, null);
        await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, TimeSpan.FromMinutes(5), 10);
        house.Clock.Advance(-Year);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, TimeSpan.FromMinutes(5), 10)).Select(row => row.Id).ShouldBe([mail]);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, TimeSpan.FromMinutes(5), 10)).ShouldBeEmpty(); // leased, like any other
    }

    private static string Copy(House house)
    {
        var copy = Path.Combine(house.Folder, "copy.db");
        house.Database.Backup(copy);
        return copy;
    }
}
