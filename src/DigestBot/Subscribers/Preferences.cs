using System.Globalization;
using System.Text;
using DigestBot.Model;
using DigestBot.Wire.Text;

namespace DigestBot.Subscribers;

/// <summary>What a subscriber chooses.</summary>
/// <param name="Topics">Slugs; "all" stands for every topic.</param>
/// <param name="Frequency">How often.</param>
/// <param name="Weekday">ISO day of the week for a weekly digest.</param>
/// <param name="SendMinute">Local time, in minutes after midnight.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Language">Language of mails and pages.</param>
/// <param name="Budget">Reading time in minutes.</param>
public sealed record Preferences(
    IReadOnlyList<string> Topics, Frequency Frequency, int Weekday, int SendMinute, string Zone, string Language, int Budget)
{
    /// <summary>Smallest and largest reading-time budget, in minutes.</summary>
    public const int LeastBudget = 1, MostBudget = 240;

    /// <summary>UTF-16 units of a name at most.</summary>
    public const int LongestName = 40;

    /// <summary>Chosen days of the week: bit 0 is Monday, bit 6 Sunday.</summary>
    public int Days { get; init; } = 0b001_1111;

    /// <summary>The second local time of two digests a day, in minutes after midnight.</summary>
    public int SecondMinute { get; init; } = 18 * 60;

    /// <summary>Day of the month of a monthly digest.</summary>
    public int MonthDay { get; init; } = 1;

    /// <summary>Primary language subtags that articles may be in; empty for all.</summary>
    public IReadOnlyList<string> ReadLanguages { get; init; } = [];

    /// <summary>Whether cards show lead images.</summary>
    public bool Pictures { get; init; }

    /// <summary>Whether one line comes when nothing is new.</summary>
    public bool QuietNote { get; init; }

    /// <summary>What the greeting calls the person; empty for nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is wrong, as keys of the texts; empty when all is well.</summary>
    /// <param name="known">Slugs that exist.</param>
    /// <param name="follows">How many feeds are followed by name: who follows one need not choose a topic.</param>
    public IReadOnlyList<string> Problems(IReadOnlySet<string> known, int follows = 0)
    {
        var problems = new List<string>();
        if ((Topics.Count == 0 && follows == 0) || Topics.Any(topic => topic != Topic.All && !known.Contains(topic))) problems.Add("error.topics");
        if (!Schedule.Knows(Zone)) problems.Add("error.zone");
        problems.AddRange(ScheduleProblems());
        if (Budget is < LeastBudget or > MostBudget) problems.Add("error.budget");
        if (!IsName(Name)) problems.Add("error.name");
        return problems;
    }

    /// <summary>What is wrong with how often and when, as keys of the texts.</summary>
    public IReadOnlyList<string> ScheduleProblems()
    {
        var problems = new List<string>();
        if (!IsTime(SendMinute)) problems.Add("error.time");
        if (Frequency == Frequency.Twice && (!IsTime(SecondMinute) || SecondMinute == SendMinute)) problems.Add("error.time2");
        if (Frequency == Frequency.Days && (Days & 0b111_1111) == 0) problems.Add("error.days");
        if (Frequency == Frequency.Monthly && MonthDay is < 1 or > 31) problems.Add("error.monthDay");
        return problems;
    }

    /// <summary>Whether a text can be somebody's name: a few words of letters, nothing that could be an address or a message of its own, no towers of accents.</summary>
    public static bool IsName(string name) => name.Length <= LongestName && name.Split(' ') is { Length: <= 4 } words
        && (name.Length == 0 || (DisplayText.Line(name) == name && words.All(IsNameWord)));

    /// <summary>The subscriber's present choices.</summary>
    public static Preferences Of(Subscriber s) =>
        new(List(s.Topics), s.Frequency, s.Weekday, s.SendMinute, s.Zone, s.Language, s.Budget)
        {
            Days = s.Days, SecondMinute = s.SecondMinute, MonthDay = s.MonthDay, ReadLanguages = List(s.ReadLanguages), Pictures = s.Pictures, QuietNote = s.QuietNote, Name = s.Name,
        };

    /// <summary>The subscriber with these choices.</summary>
    public Subscriber ApplyTo(Subscriber s)
    {
        // The first digest of a day is the earlier one, in whatever order the two times were given.
        var (first, second) = Frequency == Frequency.Twice && SecondMinute < SendMinute ? (SecondMinute, SendMinute) : (SendMinute, SecondMinute);
        return s with
        {
            Topics = Topics.Contains(Topic.All) ? Topic.All : Joined(Topics),
            Frequency = Frequency, Weekday = Weekday is >= 1 and <= 7 ? Weekday : 1, Days = Days & 0b111_1111, SendMinute = first, SecondMinute = second, MonthDay = MonthDay is >= 1 and <= 31 ? MonthDay : 1,
            Zone = Zone, Language = Language, Budget = Budget, ReadLanguages = Joined(ReadLanguages), Pictures = Pictures, QuietNote = QuietNote, Name = Name.Trim(),
        };
    }

    // "J." has its dot at the end; "evil.example" does not.
    private static bool IsNameWord(string word) =>
        word.EnumerateRunes().Any(Rune.IsLetter) && word.TrimEnd('.').EnumerateRunes().All(rune => Rune.IsLetter(rune) || rune.Value is '\'' or '’' or '-' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static bool IsTime(int minute) => minute is >= 0 and < 24 * 60;

    private static string[] List(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Joined(IEnumerable<string> names) => string.Join(',', names.Distinct().Order(StringComparer.Ordinal));
}
