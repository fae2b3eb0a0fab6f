using DigestBot.Model;
using DigestBot.Replies;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Replies;

/// <summary>What commands do to a subscription.</summary>
public class CommandEffectsTests
{
    // A Tuesday; in Tokyo it is 21:00.
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<Topic> Topics = ConfigFiles.Topics(new Home(Corpora.ProjectRoot, Corpora.ProjectRoot));

    private static readonly Subscriber Ana = new()
    {
        Id = 1, Email = "ana@readers.example", Status = SubscriberStatus.Active, Topics = "design,science", Zone = "Asia/Tokyo", NextDue = Now.AddHours(1),
    };

    [Theory]
    [InlineData("add Music", "design,music,science", "change.added")]
    [InlineData("add design", "design,science", "change.added")]
    [InlineData("add Wissenschaft", "design,science", "change.added")]
    [InlineData("add all", "all", "change.added")]
    [InlineData("add nonsense", "design,science", "change.unknownTopic")]
    [InlineData("remove SCIENCE", "design", "change.removed")]
    [InlineData("remove music", "design,science", "change.nothing")]
    public void Topics_are_added_and_removed(string command, string topics, string said)
    {
        var effect = Apply(Ana, command);
        effect.Subscriber.Topics.ShouldBe(topics);
        effect.Said.Select(statement => statement.Key).ShouldBe([said]);
    }

    [Fact]
    public void The_last_topic_stays_and_removing_one_of_all_leaves_the_others()
    {
        Apply(Ana with { Topics = "design" }, "remove design").ShouldSatisfyAllConditions(e => e.Subscriber.Topics.ShouldBe("design"), e => e.Said[0].Key.ShouldBe("change.lastTopic"));
        var rest = Apply(Ana with { Topics = "all" }, "remove sports").Subscriber.Topics.Split(',');
        rest.Length.ShouldBe(Topics.Count - 1);
        rest.ShouldNotContain("sports");
    }

    [Theory]
    [InlineData("2 weeks", "2026-03-24")]
    [InlineData("1 day", "2026-03-11")]
    [InlineData("3 months", "2026-06-10")]
    [InlineData("until 2026-04-01", "2026-04-01")]
    [InlineData("until monday", "2026-03-16")]
    [InlineData("until 02-01", "2027-02-01")]
    public void A_pause_ends_on_a_day_of_the_readers_own_calendar(string argument, string until)
    {
        var effect = Apply(Ana, "pause " + argument);
        (effect.Subscriber.Status, effect.Subscriber.PausedUntil, effect.Subscriber.NextDue).ShouldBe((SubscriberStatus.Paused, until, null));
        effect.Said.Single().ShouldSatisfyAllConditions(s => s.Key.ShouldBe("change.paused"), s => s.Arguments.ShouldBe([until]));
    }

    [Fact]
    public void In_the_readers_zone_it_is_tomorrow_already() =>
        Apply(Ana, "pause 1 day", Now.AddHours(4)).Subscriber.PausedUntil.ShouldBe("2026-03-12");

    [Theory]
    [InlineData("until 2020-01-01")]
    [InlineData("0 days")]
    [InlineData("until nevermore")]
    [InlineData("99999999999 weeks")]
    public void A_pause_that_makes_no_sense_changes_nothing_and_says_so(string argument)
    {
        var effect = Apply(Ana, "pause " + argument);
        effect.Subscriber.Status.ShouldBe(SubscriberStatus.Active);
        effect.Said.Single().Key.ShouldBe("change.unknown");
    }

    [Fact]
    public void A_pause_without_an_end_and_its_end()
    {
        var paused = Apply(Ana, "pause");
        paused.Said.Single().Key.ShouldBe("change.pausedOpen");
        var resumed = Apply(paused.Subscriber, "resume");
        (resumed.Subscriber.Status, resumed.Subscriber.PausedUntil).ShouldBe((SubscriberStatus.Active, null));
        resumed.Subscriber.NextDue.ShouldNotBeNull().ShouldBeGreaterThan(Now);
        Apply(Ana, "resume").Said.Single().Key.ShouldBe("change.nothing");
    }

    [Theory]
    [InlineData("weekly", Frequency.Weekly, 2)]
    [InlineData("daily", Frequency.Daily, 1)]
    [InlineData("weekdays", Frequency.Weekdays, 1)]
    [InlineData("monthly", Frequency.Monthly, 1)]
    public void How_often_is_changed_and_the_next_digest_moves(string command, Frequency frequency, int weekday)
    {
        var effect = Apply(Ana, command);
        (effect.Subscriber.Frequency, effect.Subscriber.Weekday).ShouldBe((frequency, weekday));
        effect.Subscriber.NextDue.ShouldBe(Schedule.Next(effect.Subscriber, Now).Due);
        effect.Said.Single().Key.ShouldBe("change.frequency");
    }

    [Fact]
    public void Words_are_muted_and_unmuted()
    {
        var muted = Apply(Ana, "mute Bitcoin", "mute election night", "mute bitcoin");
        muted.Lists.MutedWords.ShouldBe(["bitcoin", "election night"]);
        Apply(Ana, muted.Lists.MutedWords, "unmute BITCOIN").Lists.MutedWords.ShouldBe(["election night"]);
        Apply(Ana, muted.Lists.MutedWords, "unmute weather").Said.Single().Key.ShouldBe("change.nothing");
        Apply(Ana, "mute " + new string('x', 101)).ShouldSatisfyAllConditions(e => e.Lists.MutedWords.ShouldBeEmpty(), e => e.Said[0].Key.ShouldBe("change.unknown"));
        Apply(Ana, [.. Enumerable.Range(0, 100).Select(i => $"word{i}")], "mute more").Lists.MutedWords.Count.ShouldBe(100);
    }

    [Fact]
    public void Several_commands_are_done_in_order_and_leaving_comes_before_all()
    {
        var effect = Apply(Ana, "add music", "remove design", "help");
        effect.Subscriber.Topics.ShouldBe("music,science");
        effect.Said.Select(s => s.Key).ShouldBe(["change.added", "change.removed", "change.help"]);
        var left = Apply(Ana, "add music", "unsubscribe");
        (left.Left, left.Subscriber).ShouldBe((true, Ana));
    }

    [Theory]
    [InlineData("pause 2 weeks")]
    [InlineData("resume")]
    [InlineData("weekly")]
    public void No_command_brings_back_somebody_who_left(string command)
    {
        var effect = Apply(Ana with { Status = SubscriberStatus.Unsubscribed, NextDue = null }, command);
        effect.Subscriber.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        effect.Subscriber.NextDue.ShouldBeNull();
    }

    private static CommandEffect Apply(Subscriber s, params string[] commands) => Apply(s, [], commands);

    private static CommandEffect Apply(Subscriber s, string command, DateTimeOffset now) => CommandEffects.Apply(s, ReaderLists.Empty, [Command(command)], Topics, now);

    private static CommandEffect Apply(Subscriber s, IReadOnlyList<string> mutes, params string[] commands) => CommandEffects.Apply(s, ReaderLists.Empty with { MutedWords = mutes }, [.. commands.Select(Command)], Topics, Now);

    private static ReplyCommand Command(string words) => words.Split(' ', 2) is [var verb, var argument] ? new ReplyCommand(verb, argument) : new ReplyCommand(words, null);
}
