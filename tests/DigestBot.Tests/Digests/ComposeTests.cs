using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Digests;

public sealed class ComposeTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Each_subscriber_is_due_at_their_own_local_time()
    {
        await using var house = new House();
        foreach (var zone in new[] { "Asia/Tokyo", "Europe/Berlin", "America/New_York" }) await house.SubscriberAsync(s => s with { Zone = zone });
        await house.ArticleAsync(await house.FeedAsync());
        var sent = new List<(string Time, long Who)>();
        for (var hour = 0; hour < 24; hour++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            if ((await house.ComposeAsync()).Digests > 0) sent.Add((house.Clock.Now.ToString("dd HH:mm", null), await house.ValueAsync<long>("SELECT subscriber_id FROM outbox ORDER BY id DESC")));
        }

        sent.ShouldBe([("02 22:00", 1), ("03 06:00", 2), ("03 12:00", 3)]);
        (await house.ColumnAsync<string>("SELECT local_date FROM digests")).ShouldBe(["2026-03-03", "2026-03-03", "2026-03-03"]);
    }

    [Fact]
    public async Task Over_many_days_nothing_is_missed_and_nothing_comes_twice()
    {
        await using var house = new House();
        var feeds = new[] { await house.FeedAsync(), await house.FeedAsync() };
        var reader = await house.SubscriberAsync(s => s with { Budget = 240 });
        var published = new List<string>();
        for (var day = 0; day < 8; day++)
        {
            for (var i = 0; i < 4; i++)
            {
                // Some are late, by as much as a month, some dated ahead; all are in the log now.
                var title = $"Day {day} number {i}";
                await house.ArticleAsync(feeds[i % 2], title, time: house.Clock.Now.AddDays(i == 3 ? -30 * day : 0).AddHours(i == 1 ? 0 : -i));
                published.Add(title);
            }

            house.Clock.Advance(Day);
            await house.ComposeAsync();
            await house.ComposeAsync(); // once more does nothing
        }

        (await house.ValueAsync<int>("SELECT COUNT(*) FROM digests")).ShouldBe(8);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox WHERE kind = 'digest'")).ShouldBe(8);
        var printed = await AllPrintedAsync(house, reader);
        printed.Order(StringComparer.Ordinal).ShouldBe(published.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_story_that_was_in_a_digest_is_counted_and_not_told_again()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var other = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Topics = "design" });
        var first = await house.ArticleAsync(feed, "first, elsewhere", topics: "sports"); // not chosen: the reader has not seen it
        await house.ArticleAsync(feed, "told", story: first);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["told"]);

        await house.ArticleAsync(other, "told again", story: first);
        await house.ArticleAsync(other, "something new");
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["something new"]);
        (await house.Part<DigestTable>().LatestAsync(reader.Id))!.Value.Selection.Merged.ShouldBe(1);
    }

    [Fact]
    public async Task A_machine_that_slept_for_days_sends_one_digest_with_everything()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 4; day++)
        {
            await house.ArticleAsync(feed, "Day " + day, time: house.Clock.Now);
            house.Clock.Advance(Day);
            if (day == 0) await house.ComposeAsync();
        }

        (await house.ComposeAsync()).Digests.ShouldBe(1);
        (await house.ComposeAsync()).Due.ShouldBe(0);
        (await house.Part<DigestTable>().DatesAsync(reader.Id)).ShouldBe(["2026-03-03", "2026-03-06"]);
        (await house.PrintedAsync(reader)).ShouldBe(["Day 1", "Day 2", "Day 3"]);
        (await house.ReadAsync(reader)).NextDue.ShouldBe(new DateTimeOffset(2026, 3, 7, 7, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Without_news_there_is_no_mail_and_the_next_digest_comes_as_usual()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "for others", topics: "sports");
        house.Clock.Advance(Day);
        (await house.ComposeAsync()).ShouldBe(new ComposeReport(1, 0, 1, 0));
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox")).ShouldBe(0);

        await house.ArticleAsync(feed, "news");
        house.Clock.Advance(Day);
        (await house.ComposeAsync()).Digests.ShouldBe(1);
        (await house.PrintedAsync(reader)).ShouldBe(["news"]);
    }

    [Fact]
    public async Task Two_workers_that_compose_at_once_queue_one_digest_each_subscriber()
    {
        await using var house = new House();
        for (var i = 0; i < 20; i++) await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync());
        house.Clock.Advance(Day);
        using var otherDatabase = new Database(house.Database.Path);
        var rounds = new ComposeRounds(new ArticleLog(otherDatabase), new FeedTable(otherDatabase), new ReaderListTable(otherDatabase), new DigestTable(otherDatabase), new WaitingDigestTable(otherDatabase), new DigestOptions());
        var other = new Compose(otherDatabase, rounds, new SubscriberTable(otherDatabase), new Changes(otherDatabase, house.Part<KeyFile>(), new FollowOptions(), house.Clock), house.Clock);
        var reports = await Task.WhenAll(Task.Run(house.ComposeAsync), Task.Run(() => other.RunAsync(TestContext.Current.CancellationToken)), Task.Run(house.ComposeAsync));
        reports.Sum(report => report.Digests).ShouldBe(20);
        (await house.ValueAsync<int>("SELECT COUNT(DISTINCT subscriber_id) FROM outbox")).ShouldBe(20);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox")).ShouldBe(20);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_brings_no_second_digest()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        await house.ArticleAsync(feed);
        house.Clock.Advance(TimeSpan.FromHours(-10));
        await house.Part<Changes>().SetPreferencesAsync(reader.Id, Preferences.Of(reader) with { SendMinute = 200 });
        house.Clock.Advance(TimeSpan.FromHours(16));
        (await house.ComposeAsync()).Due.ShouldBe(0);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM digests")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_budget_leaves_out_is_kept_and_counted_and_does_not_come_tomorrow()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Budget = 10 });
        for (var i = 0; i < 5; i++) await house.ArticleAsync(feed, $"Number {i}", time: house.Clock.Now.AddMinutes(i), minutes: 4);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        var (_, selection) = (await house.Part<DigestTable>().LatestAsync(reader.Id))!.Value;
        (selection.Printed.Count, selection.HeldOver.Count, selection.Minutes).ShouldBe((2, 3, 8));
        house.Clock.Advance(Day);
        (await house.ComposeAsync()).Empty.ShouldBe(1);
    }

    [Fact]
    public async Task Subscribers_with_equal_choices_share_one_selection_and_others_do_not()
    {
        await using var house = new House();
        var muting = await house.SubscriberAsync();
        await house.SubscriberAsync();
        await house.SubscriberAsync(s => s with { Language = "de" });
        await house.SubscriberAsync(s => s with { Budget = 30 });
        await house.Part<Changes>().SetListsAsync(muting.Id, lists => lists with { MutedWords = ["bitcoin"] });
        await house.ArticleAsync(await house.FeedAsync());
        house.Clock.Advance(Day);
        (await house.ComposeAsync()).Digests.ShouldBe(4);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM selections")).ShouldBe(3);
    }

    [Fact]
    public async Task A_digest_and_its_place_in_the_log_are_written_together_or_not_at_all()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync(), "news");
        house.Clock.Advance(Day);
        await house.ExecuteAsync("CREATE TRIGGER full BEFORE UPDATE OF cursor ON subscribers BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await Should.ThrowAsync<SqliteException>(() => house.ComposeAsync());
        foreach (var table in new[] { "digests", "selections", "outbox" }) (await house.ValueAsync<int>($"SELECT COUNT(*) FROM {table}")).ShouldBe(0, table);
        await house.ExecuteAsync("DROP TRIGGER full");
        (await house.ComposeAsync()).Digests.ShouldBe(1);
        (await house.PrintedAsync(reader)).ShouldBe(["news"]);
    }

    [Theory]
    [InlineData(Frequency.Weekdays, 5)]
    [InlineData(Frequency.Weekly, 1)]
    [InlineData(Frequency.Daily, 7)]
    public async Task A_week_has_as_many_digests_as_were_asked_for(Frequency frequency, int digests)
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Frequency = frequency, Weekday = 4 });
        for (var hour = 0; hour < 7 * 24; hour += 6)
        {
            await house.ArticleAsync(feed, time: house.Clock.Now);
            house.Clock.Advance(TimeSpan.FromHours(6));
            await house.ComposeAsync();
        }

        (await house.Part<DigestTable>().DatesAsync(reader.Id)).Count.ShouldBe(digests);
    }

    [Fact]
    public async Task A_failing_feed_that_was_chosen_is_told_of_in_the_digest()
    {
        await using var house = new House();
        var feed = await house.FeedAsync("https://works.example/feed");
        await house.FeedAsync("https://broken.example/feed");
        await house.FeedAsync("https://sports.example/feed", "sports");
        await house.ExecuteAsync("UPDATE feeds SET failing_since = @since, error = 'the server answered 500' WHERE url NOT LIKE '%works%'", new { since = house.Clock.Now });
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed);
        house.Clock.Advance(Day);
        await house.ComposeAsync();
        var (_, selection) = (await house.Part<DigestTable>().LatestAsync(reader.Id))!.Value;
        selection.Failing.ShouldBe([new FailingFeed("broken.example/feed", House.Start, "the server answered 500")]);
        selection.Feeds.ShouldBe(2);
    }

    private static async Task<List<string>> AllPrintedAsync(House house, Subscriber reader)
    {
        var digests = await house.ColumnAsync<long>("SELECT id FROM digests WHERE subscriber_id = @Id", new { reader.Id });
        var printed = new List<string>();
        foreach (var (_, selection) in await house.Part<DigestTable>().ManyAsync(digests))
            printed.AddRange((await house.Part<ArticleLog>().CardsAsync(selection.Printed)).Select(card => card.Article.Title));
        return printed;
    }
}
