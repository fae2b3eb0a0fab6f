using System.Globalization;

namespace DigestBot.Wire.Html;

/// <summary>Reads the dates that pages carry in their data, and tells a line that is only a date.</summary>
internal static class Dates
{
    private static readonly string[] Compact = ["yyyyMMdd", "yyyyMMddHHmmss", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmssK", "yyyy/MM/dd HH:mm", "ddd MMM d HH:mm:ss 'UTC' yyyy"];

    /// <summary>A moment in UTC; null for what is no full date, and for years no web page has. A time without an offset is taken as UTC.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length is < 8 or > 60)
            return null;
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        text = text.Trim();
        if (!DateTimeOffset.TryParseExact(text, Compact, CultureInfo.InvariantCulture, Styles, out var moment)
            && !(DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out var time)
                && (moment = new DateTimeOffset(time, TimeSpan.Zero)) != default))
            return null;
        return moment.Year is >= 1990 and < 2200 ? moment.ToUniversalTime() : null;
    }

    /// <summary>A short line with a year or a time of day and hardly a word that belongs to no date, in any language.</summary>
    public static bool LooksLikeOne(string line)
    {
        if (line.Length > 120)
            return false;
        var words = Words(line);
        var numbers = words.Count(w => char.IsDigit(w[0]));
        return words.Any(IsPart) && words.Length <= 6 + numbers * 2 && words.Length <= 20 && line[^1] is not ('?' or '!' or '"' or '”');
    }

    /// <summary>A byline without the date that stands behind the name: "Nathan Willis March 25, 2015".</summary>
    public static string Without(string line)
    {
        var words = line.Split(' ');
        var end = Array.FindIndex(words, w => w.Length > 0 && char.IsAsciiDigit(w[0]));
        if (end <= 0 || !LooksLikeOne(string.Join(' ', words[Math.Max(0, end - 1)..])))
            return line;
        while (end > 0 && (IsMonth(words[end - 1]) || words[end - 1].Trim(':', '|', '·', '•', ',', '-', '–', '—').ToLowerInvariant() is "" or "on" or "posted" or "published" or "updated" or "am"))
            end--;
        return string.Join(' ', words[..end]);
    }

    private static bool IsMonth(string word) =>
        word.Trim(',', '.', ':').Length >= 3 && (CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Any(m => m.Length > 0 && m.StartsWith(word.Trim(',', '.', ':'), StringComparison.OrdinalIgnoreCase))
            || CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Any(d => d.StartsWith(word.Trim(',', '.', ':'), StringComparison.OrdinalIgnoreCase)));

    /// <summary>A time of day or a date in digits stands somewhere in the line; a year alone does not count.</summary>
    public static bool HasOne(string line) => Words(line).Any(w => IsTime(w) || IsNumericDate(w));

    private static string[] Words(string line) => line.Split([' ', ',', ';', '|', '(', ')', '.', '•', '·'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsPart(string word) => IsYear(word) || IsTime(word) || IsNumericDate(word);

    private static bool IsYear(string word) => word.Length is 4 or 5 && (word.StartsWith("19", StringComparison.Ordinal) || word.StartsWith("20", StringComparison.Ordinal)) && word[..4].All(char.IsAsciiDigit) && (word.Length == 4 || word[4] == '年');

    private static bool IsTime(string word) => word.Length is >= 4 and <= 8 && word.IndexOf(':') is 1 or 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[word.IndexOf(':') + 1 < word.Length ? word.IndexOf(':') + 1 : 0]);

    private static bool IsNumericDate(string word) => word.Length is >= 6 and <= 24 && char.IsAsciiDigit(word[0]) && word.Count(c => c is '/' or '-' or '年' or '月') >= 2 && word.Count(char.IsAsciiDigit) >= 4;
}
