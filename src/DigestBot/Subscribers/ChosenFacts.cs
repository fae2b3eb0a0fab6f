using System.Globalization;
using DigestBot.Model;

namespace DigestBot.Subscribers;

/// <summary>What a subscriber had chosen when a mail was composed, in the few bytes that a digest row has room for.</summary>
public sealed record ChosenFacts(string Topics, Frequency Frequency, int Weekday, int SendMinute, string Zone)
{
    /// <summary>Chosen days of the week: bit 0 is Monday, bit 6 Sunday.</summary>
    public int Days { get; init; }

    /// <summary>The second time of two digests a day, in minutes after midnight.</summary>
    public int SecondMinute { get; init; }

    /// <summary>Day of the month of a monthly digest.</summary>
    public int MonthDay { get; init; } = 1;

    /// <summary>Whether cards show lead images.</summary>
    public bool Pictures { get; init; }

    /// <summary>How many feeds were followed by name.</summary>
    public int Follows { get; init; }

    /// <summary>What the greeting calls the person; empty for nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>The choices of this moment.</summary>
    /// <param name="s">Whose.</param>
    /// <param name="follows">How many feeds they follow.</param>
    public static ChosenFacts Of(Subscriber s, int follows = 0) => new(s.Topics, s.Frequency, s.Weekday, s.SendMinute, s.Zone)
    {
        Days = s.Days, SecondMinute = s.SecondMinute, MonthDay = s.MonthDay, Pictures = s.Pictures, Follows = follows, Name = s.Name,
    };

    /// <summary>The row's form: topics|frequency|weekday|minute|zone|days|second minute|day of the month|pictures|follows|name.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Topics}|{(int)Frequency}|{Weekday}|{SendMinute}|{Zone}|{Days}|{SecondMinute}|{MonthDay}|{(Pictures ? 1 : 0)}|{Follows}|{Name}");

    /// <summary>
    /// Reads the row's form; rows of earlier versions end after the zone. Null when it is damaged: a mail can do without saying why it comes, its reader
    /// cannot do without the mail.
    /// </summary>
    public static ChosenFacts? Parse(string row)
    {
        var parts = row.Split('|', 11);
        if (parts.Length is not (5 or 11)
            || Number(parts[1], 0, 99) is not { } frequency || !Enum.IsDefined((Frequency)frequency) || Number(parts[2], 1, 7) is not { } weekday || Number(parts[3], 0, LastMinute) is not { } minute) return null;
        var facts = new ChosenFacts(parts[0], (Frequency)frequency, weekday, minute, parts[4]);
        if (parts.Length == 5) return facts;
        return Number(parts[5], 0, 0b111_1111) is { } days && Number(parts[6], 0, LastMinute) is { } second && Number(parts[7], 1, 31) is { } day && Number(parts[9], 0, int.MaxValue) is { } follows
            ? facts with { Days = days, SecondMinute = second, MonthDay = day, Pictures = parts[8] == "1", Follows = follows, Name = parts[10] }
            : null;
    }

    private const int LastMinute = (24 * 60) - 1;

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
