using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Wire.Text;

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

    // A row damaged by hand may name anything: what is said of it must still fit into a mail.
    private const int MostTopics = 40;
    private const int MostOfSlug = 40;

    /// <summary>A topic's name; a slug that is no topic (any more) stands for itself.</summary>
    public string TopicName(string slug, Texts words) =>
        words.Topic(slug, _topics.TryGetValue(slug, out var topic) ? topic.NameIn(words.Language) : DisplayText.Clip(DisplayText.Line(slug), MostOfSlug));

    /// <summary>Names of the topics of "a,b,c".</summary>
    public IReadOnlyList<string> TopicNames(string slugs, Texts words) =>
        [.. slugs.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTopics).Select(slug => TopicName(slug, words)).Where(name => name.Length > 0)];

    /// <summary>"every day at 07:00 (Europe/Berlin)"; a zone that the time zone database does not know is served, and named, as UTC.</summary>
    public static string Schedule(ChosenFacts chosen, Texts words) =>
        words.Schedule(chosen.Frequency.ToString().ToLowerInvariant(), Subscribers.Schedule.Time(chosen.SendMinute), Subscribers.Schedule.Knows(chosen.Zone) ? chosen.Zone : "UTC", chosen.Frequency switch
        {
            Frequency.Weekly => words.Day((DayOfWeek)(chosen.Weekday % 7)),
            Frequency.Days => words.List([.. Enumerable.Range(0, 7).Where(bit => (chosen.Days >> bit & 1) == 1).Select(bit => words.Days((DayOfWeek)((bit + 1) % 7)))]),
            Frequency.Monthly => words.DayOfMonth(chosen.MonthDay),
            Frequency.Twice => Subscribers.Schedule.Time(chosen.SecondMinute),
            _ => "",
        });

    /// <summary>Why a digest comes: "You subscribed to Design and 3 feeds that you follow, every day at 07:00 (Europe/Berlin)."; empty when the row no longer tells.</summary>
    public string Reason(ChosenFacts? chosen, Texts words)
    {
        if (chosen is null) return "";
        List<string> what = [.. TopicNames(chosen.Topics, words)];
        if (chosen.Follows > 0) what.Add(words.Count("digest.reasonFollows", chosen.Follows));
        var when = Schedule(chosen, words);
        return what.Count > 0 ? words.Format("digest.reason", words.List(what), when) : words.Format("digest.reasonNone", when);
    }

    /// <summary>"Good morning, Ada.", by the local time at which it was composed: a machine that slept wishes no good morning at night. Empty when the row no longer tells.</summary>
    public static string Greeting(DateTimeOffset composed, ChosenFacts? chosen, Texts words) =>
        chosen is null ? "" : words.Greeting(Subscribers.Schedule.MinuteOfDay(chosen.Zone, composed), chosen.Name);

    /// <summary>A subject: one line of at most 78 characters (RFC 5322 2.1.1), four of which are left for "Re: ".</summary>
    /// <param name="words">With <c>{0}</c> for the name.</param>
    /// <param name="name">The service's name, as long as its operator likes: it is cut before anything else is.</param>
    /// <param name="rest">What follows as <c>{1}</c>.</param>
    public static string Subject(string words, string name, string rest = "")
    {
        string With(string given) => string.Format(CultureInfo.InvariantCulture, words, given, rest);
        var room = Math.Max(MostOfSubject - With("").Length, LeastOfName);
        return DisplayText.Clip(DisplayText.Line(With(DisplayText.Clip(DisplayText.Line(name), room))), MostOfSubject);
    }

    private const int MostOfSubject = 74;
    private const int LeastOfName = 16;

    /// <summary>An ISO date written out.</summary>
    public static DateOnly Day(string isoDate) => DateOnly.ParseExact(isoDate, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
