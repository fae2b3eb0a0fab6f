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

    /// <summary>Reads the row's form.</summary>
    /// <exception cref="FormatException">The row is damaged.</exception>
    public static ChosenFacts Parse(string row)
    {
        var parts = row.Split('|', 5);
        if (parts.Length < 5) throw new FormatException($"The choices of a digest row are damaged: '{row}'.");
        var invariant = CultureInfo.InvariantCulture;
        return new ChosenFacts(parts[0], (Frequency)int.Parse(parts[1], invariant), int.Parse(parts[2], invariant), int.Parse(parts[3], invariant), parts[4]);
    }
}
