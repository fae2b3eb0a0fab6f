using DigestBot.Model;
using DigestBot.Replies;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Replies;

/// <summary>What commands about schedules, feeds, sources, languages and looks do.</summary>
public class ChoiceCommandsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<Topic> Topics = ConfigFiles.Topics(new Home(Corpora.ProjectRoot, Corpora.ProjectRoot));

    private static readonly Subscriber Ana = new() { Id = 1, Email = "ana@readers.example", Status = SubscriberStatus.Active, Topics = "design", Zone = "Asia/Tokyo", NextDue = Now.AddHours(1) };

    private static readonly Feed Morning = new() { Id = 7, Url = "https://morning.example/rss", Title = "The Morning Paper", SiteUrl = "https://morning.example/" };

    private static readonly CommandFeeds Feeds = new([Morning], new Dictionary<string, FollowTarget> { ["Morning"] = new("Morning", "The Morning Paper", 7, null, null), ["nowhere.example"] = new("nowhere.example", "nowhere.example", null, null, new Statement("follow.notFound", "nowhere.example")) }, 2);

    [Theory]
    [InlineData("weekly sunday", Frequency.Weekly, 7, 420, 1080, 31, 1)]
    [InlineData("days monday thursday", Frequency.Days, 1, 420, 1080, 0b1001, 1)]
    [InlineData("monthly 15", Frequency.Monthly, 1, 420, 1080, 31, 15)]
    [InlineData("twice", Frequency.Twice, 1, 420, 1080, 31, 1)]
    [InlineData("twice 18:30 06:15", Frequency.Twice, 1, 375, 1110, 31, 1)]
    [InlineData("time 06:30", Frequency.Daily, 1, 390, 1080, 31, 1)]
    public void A_schedule_is_set_and_said_once(string command, Frequency frequency, int weekday, int minute, int second, int days, int monthDay)
    {
        var effect = Apply(Ana, command);
        var s = effect.Subscriber;
        (s.Frequency, s.Weekday, s.SendMinute, s.SecondMinute, s.Days, s.MonthDay).ShouldBe((frequency, weekday, minute, second, days, monthDay));
        s.NextDue.ShouldBe(Schedule.Next(s, Now).Due);
        Apply(Ana, command, "time 05:45").Said.Select(said => said.Key).ShouldBe(["change.frequency"]);
    }

    [Theory]
    [InlineData("days nonsense")]
    [InlineData("monthly 32")]
    [InlineData("time 25:00")]
    [InlineData("weekly monday thursday")]
    [InlineData("twice 07:00 07:00")]
    public void A_schedule_that_makes_no_sense_changes_nothing_and_says_so(string command)
    {
        var effect = Apply(Ana, command);
        effect.Subscriber.ShouldBe(Ana with { NextDue = effect.Subscriber.NextDue });
        effect.Said.Single().Key.ShouldBe("change.unknown");
    }

    [Theory]
    [InlineData("zone Europe/Paris", "Europe/Paris", "change.zone")]
    [InlineData("zone europe/paris", "Europe/Paris", "change.zone")]
    [InlineData("zone New York", "America/New_York", "change.zone")]
    [InlineData("zone Atlantis", "Asia/Tokyo", "change.unknownZone")]
    public void A_zone_is_found_by_its_name_or_its_city(string command, string zone, string said)
    {
        var effect = Apply(Ana, command);
        (effect.Subscriber.Zone, effect.Said.Single().Key).ShouldBe((zone, said));
    }

    [Fact]
    public void Reading_time_languages_pictures_name_and_the_quiet_note_are_set()
    {
        Apply(Ana, "budget 20").Subscriber.Budget.ShouldBe(20);
        Apply(Ana, "budget 999").ShouldSatisfyAllConditions(e => e.Subscriber.Budget.ShouldBe(15), e => e.Said.Single().Key.ShouldBe("change.badBudget"));
        var german = Apply(Ana, "languages en,de").Subscriber;
        german.ReadLanguages.ShouldBe("de,en");
        Apply(german, "languages").Subscriber.ReadLanguages.ShouldBe("");
        Apply(Ana, "pictures on").Subscriber.Pictures.ShouldBeTrue();
        Apply(Ana with { Pictures = true }, "pictures off").Subscriber.Pictures.ShouldBeFalse();
        Apply(Ana, "quiet on").Subscriber.QuietNote.ShouldBeTrue();
        Apply(Ana, "name Ada").Subscriber.Name.ShouldBe("Ada");
        Apply(Ana, "name visit evil.example now").ShouldSatisfyAllConditions(e => e.Subscriber.Name.ShouldBe(""), e => e.Said.Single().Key.ShouldBe("change.unknown"));
        Apply(Ana with { Name = "Ada" }, "name").Subscriber.Name.ShouldBe("");
    }

    [Theory]
    [InlineData("mute bitcoin", "bitcoin", "")]
    [InlineData("mute node.js", "node.js", "")]
    [InlineData("mute U.S. politics", "u.s. politics", "")]
    [InlineData("mute heise.de", "", "heise.de")]
    [InlineData("mute https://www.heise.de/news", "", "heise.de")]
    [InlineData("mute the morning paper", "", "the morning paper")]
    [InlineData("mute-source Evening Post", "", "evening post")]
    public void A_host_or_the_name_of_a_feed_is_a_muted_source_and_anything_else_a_word(string command, string words, string sources)
    {
        var muted = Apply(Ana, command);
        (string.Join(',', muted.Lists.MutedWords), string.Join(',', muted.Lists.MutedSources)).ShouldBe((words, sources));
        muted.Said.Single().Key.ShouldBe(words.Length > 0 ? "change.muted" : "change.mutedSource");
        Apply(Ana, muted.Lists, command.Replace("mute", "unmute", StringComparison.Ordinal)).ShouldSatisfyAllConditions(e => e.Lists.SameAs(ReaderLists.Empty).ShouldBeTrue(), e => e.Said.Single().Key.ShouldBe("change.unmuted"));
    }

    [Fact]
    public void A_feed_is_followed_from_now_on_and_no_more()
    {
        var followed = Apply(Ana, "follow Morning");
        followed.Lists.Follows.ShouldBe([new Follow(7, 0)]);
        followed.Said.Single().ShouldSatisfyAllConditions(said => said.Key.ShouldBe("change.followed"), said => said.Arguments.ShouldBe(["The Morning Paper"]));
        Apply(Ana, followed.Lists, "follow Morning").Said.Single().Key.ShouldBe("follow.already");
        foreach (var name in new[] { "The Morning Paper", "morning", "morning.example", "https://morning.example/rss" })
            Apply(Ana, followed.Lists, "unfollow " + name).ShouldSatisfyAllConditions(e => e.Lists.Follows.ShouldBeEmpty(name), e => e.Said.Single().Key.ShouldBe("change.unfollowed"));
        Apply(Ana, "unfollow morning").Said.Single().Key.ShouldBe("follow.not");
        Apply(Ana, "follow nowhere.example").Said.Single().Key.ShouldBe("follow.notFound");
        Apply(Ana, "follow Music").Subscriber.Topics.ShouldBe("design,music", "a topic is followed by adding it");
        Apply(Ana, "add Morning").Lists.Follows.ShouldBe([new Follow(7, 0)], "what is no topic may be a feed");
    }

    [Fact]
    public void The_language_of_the_mail_is_one_that_there_are_words_for()
    {
        Apply(Ana, "language fr").ShouldSatisfyAllConditions(
            e => (e.Subscriber.Language, e.Subscriber.ReadLanguages).ShouldBe(("fr", "")), e => e.Said.Single().ShouldSatisfyAllConditions(said => said.Key.ShouldBe("change.language"), said => said.Arguments.ShouldBe(["fr"])));
        Apply(Ana, "language ja").ShouldSatisfyAllConditions(e => e.Subscriber.Language.ShouldBe(Ana.Language), e => e.Said.Single().Key.ShouldBe("change.noLanguage"));
    }

    [Fact]
    public void A_schedule_that_there_is_not_is_answered() =>
        Apply(Ana, "schedule every other Monday").ShouldSatisfyAllConditions(e => e.Said.Single().Key.ShouldBe("change.unknown"), e => e.Said.Single().Arguments.ShouldBe(["every other Monday"]), e => e.Subscriber.Frequency.ShouldBe(Ana.Frequency));

    [Fact]
    public void Who_follows_a_feed_needs_no_topic_and_the_last_of_both_stays()
    {
        var lists = ReaderLists.Empty with { Follows = [new Follow(7, 0)] };
        var bare = Apply(Ana, lists, "remove design");
        bare.Subscriber.Topics.ShouldBe("");
        Apply(bare.Subscriber, lists, "unfollow morning").ShouldSatisfyAllConditions(e => e.Lists.Follows.Count.ShouldBe(1), e => e.Said.Single().Key.ShouldBe("change.lastFollow"));
    }

    private static CommandEffect Apply(Subscriber s, params string[] commands) => Apply(s, ReaderLists.Empty, commands);

    private static CommandEffect Apply(Subscriber s, ReaderLists lists, params string[] commands) => CommandEffects.Apply(s, lists, [.. commands.Select(Command)], Topics, Now, Feeds, ["en", "fr"]);

    private static ReplyCommand Command(string words) => words.Split(' ', 2) is [var verb, var argument] ? new ReplyCommand(verb, argument) : new ReplyCommand(words, null);
}
