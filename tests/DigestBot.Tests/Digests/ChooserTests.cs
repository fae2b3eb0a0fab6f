using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Digests;

public sealed class ChooserTests
{
    private static readonly string[] Topics = ["design", "art", "music"];

    private static Gen<LogEntry> Entry =>
        from story in Gen.Choose(0, 40)
        from feed in Gen.Choose(1, 6)
        from hours in Gen.Choose(0, 400)
        from minutes in Gen.Choose(0, 30)
        from topics in Gen.SubListOf(Topics)
        from title in Gen.Elements("Bitcoin falls", "A chair", "Bitcoinish chairs", "About bitcoin, again", "Nothing")
        from language in Gen.Elements("en", "en-US", "de", "fr", null)
        from only in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new LogEntry { FollowersOnly = only, Language = language, Story = story, FeedId = feed, Time = House.Start.AddHours(-hours), Minutes = minutes, Title = title, Topics = [.. topics] };

    /// <summary>Any log with any cursor and any choices.</summary>
    private static Arbitrary<(LogEntry[] Log, long Cursor, Choices Choices)> Cases =>
        (from entries in Entry.ListOf()
         let log = entries.Select((e, i) => e with { Id = 100 + i, Seq = i + 1, Story = e.Story == 0 ? 100 + i : 100 + Math.Min(e.Story, i) }).ToArray()
         from cursor in Gen.Choose(0, Math.Max(0, log.Length / 3))
         from topics in Gen.SubListOf(Topics)
         from all in Gen.Elements(false, false, true)
         from follows in Gen.SubListOf(1L, 2, 3)
         from mute in Gen.Elements(true, false)
         from budget in Gen.Choose(1, 60)
         from language in Gen.Elements<string[]>([], [], ["en"], ["de", "en"])
         select (log, (long)cursor, new Choices(all ? ["all"] : [.. topics], budget) { Languages = language, Follows = [.. follows.Select(feed => new Follow(feed, 0))], Mutes = mute ? Bitcoin : Mutes.None })).ToArbitrary();

    [Fact]
    public void Every_wanted_article_is_in_exactly_one_place_and_no_other_is_anywhere() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        var placed = Ids(chosen.Printed).Concat(Ids(chosen.HeldOver)).Concat(Ids(chosen.Merged)).Concat(Ids(chosen.Muted)).Order();
        return placed.SequenceEqual(log.Where(e => e.Seq > cursor && choices.Wanted(e) is not null).Select(e => e.Id));
    });

    [Fact]
    public void Printed_and_held_over_articles_stand_in_order_of_time() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        return new[] { chosen.Printed, chosen.HeldOver }.All(list => list.SequenceEqual(list.OrderBy(e => e.Time).ThenBy(e => e.Seq)));
    });

    [Fact]
    public void The_budget_is_kept_unless_a_single_article_is_longer_than_it() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        return (chosen.Minutes <= choices.Budget || chosen.Printed.Count == 1) && chosen.Printed.Count <= Chooser.MostCards
            && chosen.Minutes == chosen.Printed.Sum(e => Math.Max(1, e.Minutes));
    });

    [Fact]
    public void Whoever_has_anything_to_read_gets_something_to_read_and_no_room_is_wasted() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        var room = choices.Budget - chosen.Minutes;
        return chosen.HeldOver.Count == 0
            || (chosen.Printed.Count > 0 && (chosen.Printed.Count == Chooser.MostCards || chosen.HeldOver.All(e => Math.Max(1, e.Minutes) > room)));
    });

    [Fact]
    public void What_is_held_over_had_no_room_beside_what_is_as_new_in_its_own_feed() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        var rank = chosen.Printed.Concat(chosen.HeldOver).GroupBy(e => e.FeedId)
            .SelectMany(feed => feed.OrderByDescending(e => e.Time).ThenByDescending(e => e.Seq).Select((e, k) => (e.Id, k))).ToDictionary(e => e.Id, e => e.k);
        return chosen.HeldOver.All(e => chosen.Printed.Where(p => rank[p.Id] <= rank[e.Id]).ToList() is var beside
            && (beside.Count == Chooser.MostCards || beside.Sum(p => Math.Max(1, p.Minutes)) + Math.Max(1, e.Minutes) > choices.Budget));
    });

    [Fact]
    public void No_story_has_two_cards_and_none_that_was_told_before_has_one() => Holds((log, cursor, choices) =>
    {
        var chosen = Choose(log, cursor, choices);
        var cards = chosen.Printed.Concat(chosen.HeldOver).Select(e => e.Story).ToList();
        var told = log.Where(e => e.Seq <= cursor && choices.Wanted(e) is not null && choices.Mutes.Of(e) is null).Select(e => e.Story);
        return cards.Distinct().Count() == cards.Count && !cards.Intersect(told).Any();
    });

    [Fact]
    public void The_same_log_and_choices_give_the_same_digest() => Holds((log, cursor, choices) =>
    {
        Chosen one = Choose(log, cursor, choices), other = Choose([.. log.Select(e => e with { })], cursor, choices with { Topics = [.. choices.Topics] });
        return Ids(one.Printed).SequenceEqual(Ids(other.Printed)) && Ids(one.HeldOver).SequenceEqual(Ids(other.HeldOver));
    });

    [Fact]
    public void A_loud_feed_does_not_drown_a_quiet_one()
    {
        var loud = Enumerable.Range(1, 200).Select(i => New(i, feed: 1, minutes: 1, hoursAgo: i / 100.0));
        var quiet = Enumerable.Range(201, 3).Select(i => New(i, feed: i, minutes: 2, hoursAgo: 20)); // older than all of them
        var chosen = Choose([.. loud, .. quiet], 0, new Choices(["all"], 10));
        Ids(chosen.Printed).ShouldBe([203L, 202, 201, 4, 3, 2, 1], ignoreOrder: true);
        chosen.Minutes.ShouldBe(10);
    }

    [Fact]
    public void An_article_longer_than_the_budget_leaves_room_for_shorter_ones()
    {
        var chosen = Choose([New(1, 1, 5, 3), New(2, 2, 60, 2), New(3, 3, 5, 1)], 0, new Choices(["all"], 15));
        Ids(chosen.Printed).ShouldBe([1L, 3]);
        Ids(chosen.HeldOver).ShouldBe([2L]);
    }

    [Fact]
    public void A_single_article_is_printed_however_long_it_is() =>
        Choose([New(1, 1, 600, 1)], 0, new Choices(["all"], 1)).Printed.Count.ShouldBe(1);

    [Fact]
    public void A_feed_that_is_followed_comes_whatever_its_topic()
    {
        var choices = new Choices(["art"], 60) { Follows = [new Follow(7, 0)] };
        Ids(Choose([New(1, 7, 1, 3), New(2, 8, 1, 2), New(3, 9, 1, 1) with { Topics = ["art"] }], 0, choices).Printed).ShouldBe([1L, 3]);
    }

    [Theory]
    [InlineData("Bitcoin falls", true)]
    [InlineData("Why BITCOIN?", true)]
    [InlineData("bitcoin", true)]
    [InlineData("Bitcoins fall", false)]
    [InlineData("Abitcoin, bitcoin's cousin", true)]
    [InlineData("Abitcoin", false)]
    [InlineData("", false)]
    public void A_muted_word_counts_as_a_word_of_its_own(string title, bool muted) =>
        (Bitcoin.Of(New(1, 1, 1, 1) with { Title = title }) is (Why.MutedWord, "bitcoin")).ShouldBe(muted);

    [Fact]
    public void A_story_of_which_only_a_muted_telling_was_seen_is_new()
    {
        var choices = new Choices(["all"], 15) { Mutes = Bitcoin };
        LogEntry[] log = [New(1, 1, 1, 3) with { Title = "Bitcoin falls" }, New(2, 2, 1, 2) with { Story = 1, Title = "Markets" }];
        Ids(Choose(log, 0, choices).Printed).ShouldBe([2L]);
        Ids(Choose(log, 1, choices).Printed).ShouldBe([2L]);
    }

    private static void Holds(Func<LogEntry[], long, Choices, bool> promise) =>
        Prop.ForAll(Cases, c => promise(c.Log, c.Cursor, c.Choices)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Mutes Bitcoin => new(["bitcoin"], []);

    // As for somebody whose choices have been the same all along.
    private static Chosen Choose(IReadOnlyList<LogEntry> log, long cursor, Choices choices) => Chooser.Choose(log, cursor, choices, Chooser.Told(log.Where(entry => entry.Seq <= cursor), choices));

    private static IEnumerable<long> Ids(IEnumerable<LogEntry> entries) => entries.Select(e => e.Id);

    private static LogEntry New(long id, long feed, int minutes, double hoursAgo) =>
        new() { Id = id, Seq = id, Story = id, FeedId = feed, Minutes = minutes, Time = House.Start.AddHours(-hoursAgo), Title = "Title " + id, Topics = ["design"] };
}
