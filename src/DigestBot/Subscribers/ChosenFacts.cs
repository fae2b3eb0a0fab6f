using System.Globalization;
using DigestBot.Model;

namespace DigestBot.Subscribers;

/// <summary>What a subscriber had chosen when a mail was composed, in the few bytes that a digest row has room for.</summary>
public sealed record ChosenFacts(string Topics, Frequency Frequency, int Weekday, int SendMinute, string Zone)
{
    /// <summary>The choices of this moment.</summary>
    public static ChosenFacts Of(Subscriber s) => new(s.Topics, s.Frequency, s.Weekday, s.SendMinute, s.Zone);

    /// <summary>The row's form: topics|frequency|weekday|minute|zone.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Topics}|{(int)Frequency}|{Weekday}|{SendMinute}|{Zone}");

    /// <summary>Reads the row's form; null when it is damaged. A mail can do without saying why it comes; its reader cannot do without the mail.</summary>
    public static ChosenFacts? Parse(string row)
    {
        var parts = row.Split('|', 5);
        return parts.Length == 5 && Number(parts[1]) is { } frequency && Enum.IsDefined((Frequency)frequency) && Number(parts[2]) is { } weekday and >= 1 and <= 7 && Number(parts[3]) is { } minute and < 24 * 60
            ? new ChosenFacts(parts[0], (Frequency)frequency, weekday, minute, parts[4])
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
