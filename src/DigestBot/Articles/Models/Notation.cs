using System.Globalization;

namespace DigestBot.Articles.Models;

/// <summary>How languages write a number in digits: which mark parts thousands, and which the fraction.</summary>
internal static class Notation
{
    /// <summary>One form for all, and the numbers that a date or a version is made of.</summary>
    /// <param name="written">ASCII digits with '.', ',' and '_' (a mark that can only part thousands).</param>
    /// <param name="language">Two-letter code.</param>
    public static (string Value, IReadOnlyList<string> Parts) Read(string written, string? language)
    {
        var digits = written.Replace("_", "", StringComparison.Ordinal);
        var fraction = language is "de" or "fr" or "es" or "it" or "pt" or "nl" or "ru" or "uk" or "pl" or "cs" or "sk" or "sv" or "da" or "nb" or "no" or "fi" or "hu" or "tr" or "el" or "ro" or "bg" or "id" ? ',' : '.';
        var group = fraction == ',' ? '.' : ',';
        var fractions = digits.Count(c => c == fraction);
        if (fractions <= 1 && Ungrouped(digits, group, fraction) is { } ungrouped) return (Plain(ungrouped.Replace(fraction, '.')), []);
        // Somebody else's notation, where it can be no other: "3.5" in a German text.
        if (digits.Count(c => c is '.' or ',') == 1) return (Plain(digits.Replace(',', '.')), []);
        if (digits.Count(c => c == group) <= 1 && Ungrouped(digits, fraction, group) is { } other) return (Plain(other.Replace(group, '.')), []);
        return (digits, [.. digits.Split('.', ',').Select(Plain)]);
    }

    private static string? Ungrouped(string digits, char group, char fraction)
    {
        var whole = digits.Split(fraction)[0];
        if (digits[whole.Length..].Contains(group, StringComparison.Ordinal)) return null;
        var groups = whole.Split(group);
        if (groups.Length > 1 && (groups[0].Length is < 1 or > 3 || groups[0] == "0" || groups.Skip(1).Any(part => part.Length != 3))) return null;
        return string.Concat(groups) + digits[whole.Length..];
    }

    private static string Plain(string number) =>
        decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && number.Length <= 24 ? Numbers.Plain(value) : number;
}
