using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

/// <summary>The first digest, the one that ends a pause, and the first of somebody who comes back.</summary>
public sealed class ComingAndGoingTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_first_digest_shows_the_last_day_and_not_the_whole_archive()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "long ago", time: House.Start.AddDays(-20));
        await house.ArticleAsync(feed, "yesterday", time: House.Start);
        var reader = await house.SubscriberAsync();
        house.Clock.Set(reader.NextDue!.Value);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["yesterday"]);
    }

    [Fact]
    public async Task A_first_weekly_digest_shows_everything_since_the_address_was_confirmed()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "before");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Part<Signup>().JoinAsync("ada@example.org", new Preferences(["design"], Frequency.Weekly, 7, 420, "UTC", "en", 30), "web");
        var reader = (await house.Part<Signup>().ConfirmAsync(1, "web"))!;
        for (var day = 1; day < 6; day++)
        {
            await house.ArticleAsync(feed, "Day " + day, time: house.Clock.Now);
            house.Clock.Advance(Day);
        }

        house.Clock.Set(reader.NextDue!.Value);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["Day 1", "Day 2", "Day 3", "Day 4", "Day 5"]);
    }

    [Fact]
    public async Task Who_pauses_gets_nothing_until_the_day_and_then_what_came_meanwhile()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "before");
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        await house.Part<Changes>().PauseAsync(reader.Id, "2026-03-08");
        for (var day = 3; day < 8; day++)
        {
            await house.ArticleAsync(feed, $"March {day}", time: house.Clock.Now);
            (await house.ComposeAsync()).Digests.ShouldBe(0);
            house.Clock.Advance(Day);
        }

        house.Clock.Set(new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero));
        (await house.ComposeAsync()).Resumed.ShouldBe(1); // the day has begun and its time has come: due from now on
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["March 3", "March 4", "March 5", "March 6", "March 7"]);
    }

    [Fact]
    public async Task Who_comes_back_begins_with_the_last_day_and_not_with_all_that_came_while_they_were_gone()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "before");
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        await house.Part<Changes>().LeaveAsync(reader.Id, "page");
        for (var day = 0; day < 60; day++)
        {
            await house.ArticleAsync(feed, $"Missed {day}", time: house.Clock.Now);
            house.Clock.Advance(Day);
        }

        await house.Part<Signup>().JoinAsync(reader.Email, Preferences.Of(reader), "web");
        await house.ArticleAsync(feed, "an hour before", time: house.Clock.Now.AddHours(7));
        house.Clock.Advance(TimeSpan.FromHours(8));
        await house.Part<Signup>().ConfirmAsync(reader.Id, "web");
        await house.ArticleAsync(feed, "new", time: house.Clock.Now);
        house.Clock.Advance(TimeSpan.FromHours(16));
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["an hour before", "new"]);
    }

    [Fact]
    public async Task Who_comes_back_on_the_same_day_is_not_told_again_what_this_mornings_digest_told()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "told this morning");
        house.Clock.Set(reader.NextDue!.Value);
        await house.ComposeAsync();
        await house.Part<Changes>().LeaveAsync(reader.Id, "page");
        await house.Part<Signup>().JoinAsync(reader.Email, Preferences.Of(reader), "web");
        await house.Part<Signup>().ConfirmAsync(reader.Id, "web");
        await house.ArticleAsync(feed, "new", time: house.Clock.Now);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["new"]);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM digests")).ShouldBe(2);
    }
}
