using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

/// <summary>A digest that was not sent before its successor is composed is dropped in favour of it, and nothing in it is lost or told twice.</summary>
public sealed class MergedDigestTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData("queued")]
    [InlineData("deferred")]
    public async Task A_digest_that_waits_gives_its_articles_to_the_next(string state)
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "monday");
        await house.ExecuteAsync("UPDATE outbox SET state = @state", new { state });
        var second = await DayAsync(house, feed, "tuesday");

        (await house.PrintedAsync(reader)).ShouldBe(["monday", "tuesday"]);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Merged);
        (await house.StateAsync(second)).ShouldBe(OutboxState.Queued);
        (await house.Part<OutboxList>().SuccessorAsync((await house.Part<OutboxTable>().GetAsync(first))!)).ShouldBe(second);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Day, 10)).Select(mail => mail.Id).ShouldBe([second]);
        // The older one's page is what it was.
        (await house.Part<DigestTable>().GetAsync(1)).ShouldNotBeNull().Selection.Printed.Count.ShouldBe(1);
        (await house.ColumnAsync<long?>("SELECT successor_id FROM digests ORDER BY id")).ShouldBe([2, null]);

        await house.SentAsync();
        await DayAsync(house, feed, "wednesday");
        (await house.PrintedAsync(reader)).ShouldBe(["wednesday"]);
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("sending")]
    [InlineData("cancelled")]
    [InlineData("failed")] // by a refusal: the articles may be why
    public async Task One_that_was_sent_or_may_have_been_or_was_refused_gives_nothing(string state)
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "monday");
        await house.ExecuteAsync("UPDATE outbox SET state = @state", new { state });
        await DayAsync(house, feed, "tuesday");
        (await house.PrintedAsync(reader)).ShouldBe(["tuesday"]);
        (await house.ValueAsync<string>("SELECT state FROM outbox WHERE id = @first", new { first })).ShouldBe(state);
    }

    [Fact]
    public async Task Five_days_without_a_relay_become_one_digest_within_the_reading_time_and_the_rest_is_counted()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Budget = 4 });
        for (var day = 1; day <= 5; day++) await DayAsync(house, feed, $"day {day} a", $"day {day} b");
        (await house.ColumnAsync<string>("SELECT state FROM outbox ORDER BY id")).ShouldBe(["merged", "merged", "merged", "merged", "queued"]);
        (await house.ColumnAsync<long?>("SELECT successor_id FROM digests ORDER BY id")).ShouldBe([2, 3, 4, 5, null]);
        var (_, selection) = (await house.Part<DigestTable>().LatestAsync(reader.Id)).ShouldNotBeNull();
        (selection.Printed.Count, selection.HeldOver.Count, selection.Minutes).ShouldBe((4, 6, 4));
        selection.Printed.Concat(selection.HeldOver).Distinct().Count().ShouldBe(10);
        (await house.PrintedAsync(reader)).ShouldBe(["day 4 a", "day 4 b", "day 5 a", "day 5 b"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_final_dot_that_goes_out_between_planning_and_writing_keeps_the_older_mail_and_its_articles()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "monday");
        await house.ArticleAsync(feed, "tuesday");
        house.Clock.Advance(Day);
        // The sender holds the writer's turn: composing has planned by the time that it gets its own.
        Task<ComposeReport>? composing = null;
        await house.WriteAsync(async (db, tx) =>
        {
            composing = Task.Run(house.ComposeUnsentAsync);
            await Task.Delay(500);
            await Dapper.SqlMapper.ExecuteAsync(db, "UPDATE outbox SET state = 'sending', message_id = 'x@bot.example' WHERE id = @first", new { first }, tx);
        });
        (await composing!).Digests.ShouldBe(1);
        (await house.PrintedAsync(reader)).ShouldBe(["tuesday"]);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Sending);
    }

    [Fact]
    public async Task A_mail_that_is_claimed_when_its_successor_is_composed_gets_no_final_dot()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "monday");
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Day * 3, 10)).Select(mail => mail.Id).ShouldBe([first]);
        var second = await DayAsync(house, feed, "tuesday");
        (await house.Part<OutboxJournal>().WriteAsync([], [(first, "a@bot.example"), (second, "b@bot.example")], house.Clock.Now)).ShouldBe([second]);
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(first, OutboxState.Deferred, house.Clock.Now, new Attempt { Code = 421, Text = "gone" })], [], house.Clock.Now);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Merged);
        // What the relay said is kept all the same.
        var mail = (await house.Part<OutboxTable>().GetAsync(first)).ShouldNotBeNull();
        (mail.Attempts, mail.LastReply).ShouldBe((1, "421 gone"));
        (await house.Part<AttemptTable>().OfAsync(mail)).ShouldHaveSingleItem().Attempt.Text.ShouldBe("gone");
    }

    [Fact]
    public async Task Readers_whose_older_mail_was_sent_are_not_mixed_with_those_whose_was_not()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var had = await house.SubscriberAsync();
        var waits = await house.SubscriberAsync();
        await DayAsync(house, feed, "monday");
        await house.ExecuteAsync("UPDATE outbox SET state = 'sent' WHERE subscriber_id = @Id", new { had.Id });
        await DayAsync(house, feed, "tuesday");
        (await house.PrintedAsync(had)).ShouldBe(["tuesday"]);
        (await house.PrintedAsync(waits)).ShouldBe(["monday", "tuesday"]);
    }

    [Fact]
    public async Task A_digest_given_up_after_days_of_outage_is_carried_by_the_next_weekly_one()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { Frequency = Frequency.Weekly, Weekday = 2 });
        var first = await DayAsync(house, feed, "week one");
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(first, OutboxState.Failed, house.Clock.Now, new Attempt { Text = "connection refused" })], [], house.Clock.Now);
        await house.ArticleAsync(feed, "week two");
        house.Clock.Advance(Day * 7);
        await house.ComposeUnsentAsync();
        (await house.PrintedAsync(reader)).ShouldBe(["week one", "week two"]);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Failed, "it stays as it ended");
        (await house.Part<OutboxList>().RetryAsync(first, house.Clock.Now)).ShouldNotBeNull().ShouldContain("a later digest carries its articles");
    }

    [Fact]
    public async Task Choices_made_meanwhile_decide_about_the_articles_of_both()
    {
        await using var house = new House();
        var feed = await house.FeedAsync(null, "design", "music");
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "a song", topics: "music");
        await DayAsync(house, feed, "a chair", "a chair with bitcoin");
        await house.Part<Changes>().SetListsAsync(reader.Id, lists => lists with { MutedWords = ["bitcoin"] });
        await DayAsync(house, feed, "a table");
        (await house.PrintedAsync(reader)).ShouldBe(["a chair", "a table"]);
        (await house.Part<DigestTable>().LatestAsync(reader.Id)).ShouldNotBeNull().Selection.Muted.ShouldBe(1);
    }

    [Fact]
    public async Task A_newly_followed_feeds_latest_are_shown_once_although_the_digest_that_showed_them_waited()
    {
        await using var house = new House();
        var (design, far) = (await house.FeedAsync(), await house.FeedAsync(null, "music"));
        for (var i = 1; i <= 5; i++) await house.ArticleAsync(far, $"song {i}", time: house.Clock.Now.AddHours(i - 9), topics: "music");
        var reader = await house.SubscriberAsync();
        var head = await house.Part<ArticleLog>().HeadAsync();
        await house.Part<Changes>().SetListsAsync(reader.Id, lists => lists with { Follows = [new Follow(far, head)] });
        await DayAsync(house, design, "monday");
        await DayAsync(house, design, "tuesday");
        (await house.PrintedAsync(reader)).ShouldBe(["song 3", "song 4", "song 5", "monday", "tuesday"]);
        await house.SentAsync();
        await DayAsync(house, design, "wednesday");
        (await house.PrintedAsync(reader)).ShouldBe(["wednesday"]);
    }

    [Fact]
    public async Task A_day_without_news_leaves_the_waiting_mail_alone_when_its_articles_are_unwanted_now()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "bitcoin");
        await house.Part<Changes>().SetListsAsync(reader.Id, lists => lists with { MutedWords = ["bitcoin"] });
        house.Clock.Advance(Day);
        (await house.ComposeUnsentAsync()).Digests.ShouldBe(0);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Queued);
    }

    [Fact]
    public async Task What_was_queued_before_somebody_left_is_not_carried_into_a_new_subscription()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "monday");
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(first, OutboxState.Failed, house.Clock.Now, new Attempt { Text = "connection refused" })], [], house.Clock.Now);
        await house.Part<Changes>().LeaveAsync(reader.Id, "test");
        house.Clock.Advance(Day * 3);
        await house.Part<Signup>().JoinAsync(reader.Email, Preferences.Of(reader), "test");
        await house.Part<Signup>().ConfirmAsync(reader.Id, "test");
        await DayAsync(house, feed, "later");
        (await house.PrintedAsync(reader)).ShouldBe(["later"]);
    }

    [Fact]
    public async Task Articles_that_have_waited_for_a_month_are_carried_no_further()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        var first = await DayAsync(house, feed, "old");
        await DayAsync(house, feed, "new");
        house.Clock.Advance(WaitingDigestTable.Longest);
        await DayAsync(house, feed, "newest");
        (await house.PrintedAsync(reader)).ShouldBe(["newest"]);
        (await house.StateAsync(first)).ShouldBe(OutboxState.Merged);
        (await house.StateAsync(first + 1)).ShouldBe(OutboxState.Queued, "a mail of its own");
    }

    // A day's articles, and the digest of the day after; what was queued before still waits.
    private static async Task<long> DayAsync(House house, long feed, params string[] titles)
    {
        foreach (var title in titles) await house.ArticleAsync(feed, title);
        house.Clock.Advance(Day);
        (await house.ComposeUnsentAsync()).Digests.ShouldBeGreaterThan(0);
        return await house.ValueAsync<long>("SELECT MAX(id) FROM outbox");
    }
}
