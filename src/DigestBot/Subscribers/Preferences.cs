using DigestBot.Model;

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

    /// <summary>What is wrong, as keys of the texts; empty when all is well.</summary>
    /// <param name="known">Slugs that exist.</param>
    public IReadOnlyList<string> Problems(IReadOnlySet<string> known)
    {
        var problems = new List<string>();
        if (Topics.Count == 0 || Topics.Any(topic => topic != Topic.All && !known.Contains(topic))) problems.Add("error.topics");
        if (!Schedule.Knows(Zone)) problems.Add("error.zone");
        if (SendMinute is < 0 or >= 24 * 60) problems.Add("error.time");
        if (Budget is < LeastBudget or > MostBudget) problems.Add("error.budget");
        return problems;
    }

    /// <summary>The subscriber's present choices.</summary>
    public static Preferences Of(Subscriber s) =>
        new(s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries), s.Frequency, s.Weekday, s.SendMinute, s.Zone, s.Language, s.Budget);

    /// <summary>The subscriber with these choices.</summary>
    public Subscriber ApplyTo(Subscriber s) => s with
    {
        Topics = Topics.Contains(Topic.All) ? Topic.All : string.Join(',', Topics.Distinct().Order(StringComparer.Ordinal)),
        Frequency = Frequency, Weekday = Weekday is >= 1 and <= 7 ? Weekday : 1, SendMinute = SendMinute, Zone = Zone, Language = Language, Budget = Budget,
    };
}
