using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Rendering;

/// <summary>Choices said in words: topics by name, the schedule as a sentence.</summary>
public sealed class Wording(IReadOnlyList<Topic> topics, TextSet texts)
{
    private readonly Dictionary<string, Topic> _topics = topics.ToDictionary(topic => topic.Slug);

    /// <summary>All topics, in the order of <c>config/topics.json</c>.</summary>
    public IReadOnlyList<Topic> Topics => topics;

    /// <summary>The words of a language; English where there is no such file.</summary>
    public Texts In(string? language) => texts.For(language);

    /// <summary>Every language there is.</summary>
    public IReadOnlyList<Texts> Languages => texts.All;

    /// <summary>A topic's name.</summary>
    public string TopicName(string slug, Texts words) =>
        words.Topic(slug, _topics.TryGetValue(slug, out var topic) ? topic.NameIn(words.Language) : slug);

    /// <summary>Names of the topics of "a,b,c".</summary>
    public IReadOnlyList<string> TopicNames(string slugs, Texts words) =>
        [.. slugs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(slug => TopicName(slug, words))];

    /// <summary>"every day at 07:00 (Europe/Berlin)".</summary>
    public static string Schedule(ChosenFacts chosen, Texts words) =>
        words.Schedule(chosen.Frequency.ToString().ToLowerInvariant(), Subscribers.Schedule.Time(chosen.SendMinute), chosen.Zone, chosen.Frequency switch
        {
            Frequency.Weekly => words.Day((DayOfWeek)(chosen.Weekday % 7)),
            Frequency.Days => words.List([.. Enumerable.Range(0, 7).Where(bit => (chosen.Days >> bit & 1) == 1).Select(bit => words.Days((DayOfWeek)((bit + 1) % 7)))]),
            Frequency.Monthly => chosen.MonthDay.ToString(CultureInfo.InvariantCulture),
            Frequency.Twice => Subscribers.Schedule.Time(chosen.SecondMinute),
            _ => "",
        });

    /// <summary>Why a digest comes: "You subscribed to Design and 3 feeds that you follow, every day at 07:00 (Europe/Berlin)."</summary>
    public string Reason(ChosenFacts chosen, Texts words)
    {
        List<string> what = [.. TopicNames(chosen.Topics, words)];
        if (chosen.Follows > 0) what.Add(words.Count("digest.reasonFollows", chosen.Follows));
        var when = Schedule(chosen, words);
        return what.Count > 0 ? words.Format("digest.reason", words.List(what), when) : words.Format("digest.reasonNone", when);
    }

    /// <summary>"Good morning, Ada.", by the local time at which this digest is sent.</summary>
    public static string Greeting(Digest digest, ChosenFacts chosen, Texts words) =>
        words.Greeting(digest.Slot == 1 ? chosen.SecondMinute : chosen.SendMinute, chosen.Name);

    /// <summary>An ISO date written out.</summary>
    public static DateOnly Day(string isoDate) => DateOnly.ParseExact(isoDate, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
