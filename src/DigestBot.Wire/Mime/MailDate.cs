using System.Globalization;

namespace DigestBot.Wire.Mime;

/// <summary>Dates of mail headers (RFC 5322 3.3, 4.3).</summary>
public static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // RFC 5322 4.3: the obsolete zones; military letters were used wrongly and mean +0000.
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5,
        ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["CET"] = 1, ["CEST"] = 2, ["MET"] = 1, ["MEST"] = 2, ["BST"] = 1, ["JST"] = 9, ["MSK"] = 3,
    };

    /// <summary>Writes a date, as <c>Sat, 1 Aug 2026 07:05:00 +0200</c>.</summary>
    public static string Format(DateTimeOffset date)
    {
        var offset = date.Offset;
        return string.Create(CultureInfo.InvariantCulture,
            $"{date:ddd, d MMM yyyy HH:mm:ss} {(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}");
    }

    /// <summary>Reads a date as strangers write it: with or without weekday, seconds or zone, two-digit years, comments. A missing zone is UTC.</summary>
    /// <returns>The date, or null when there is none in the text.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 1000)
            return null;
        int day = 0, month = 0, year = -1, hour = -1, minute = 0, second = 0, offset = 0;
        var sign = '\0';
        foreach (var token in Tokens(text))
        {
            var before = sign;
            sign = token is "+" or "-" ? token[0] : '\0';
            if (token.Contains(':'))
            {
                var parts = token.Split(':', '.');
                if (hour < 0 && Number(parts[0], 23) is { } h && Number(parts[1], 59) is { } m)
                    (hour, minute, second) = (h, m, parts.Length > 2 ? Math.Min(59, Number(parts[2], 60) ?? 0) : 0);
            }
            else if (Number(token, 9999) is { } number)
            {
                if (before != '\0' && hour >= 0 && year >= 0)
                    offset = Offset(before, number, token.Length);
                else if (day == 0 && number is > 0 and <= 31 && token.Length <= 2)
                    day = number;
                else if (year < 0)
                    year = Century(number, token.Length);
            }
            else if (month == 0 && token.Length >= 3 && Array.IndexOf(Months, token[..3].ToLowerInvariant()) is >= 0 and var index)
                month = index + 1;
            else if (hour >= 0 && Zones.TryGetValue(token, out var zone))
                offset = zone * 60;
        }
        if (day == 0 || month == 0 || year is < 1 or > 9998 || day > DateTime.DaysInMonth(year, month))
            return null;
        var local = new DateTime(year, month, day, Math.Max(0, hour), minute, second);
        return year > 1 ? new DateTimeOffset(local, TimeSpan.FromMinutes(offset)) : new DateTimeOffset(local, TimeSpan.Zero);
    }

    /// <summary>Numbers with colons, words, and signs; comments are left out.</summary>
    private static IEnumerable<string> Tokens(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (depth == 0 && char.IsAsciiDigit(text[i]))
                while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is ':' or '.'))
                    i++;
            else if (depth == 0 && char.IsAsciiLetter(text[i]))
                while (i < text.Length && char.IsAsciiLetter(text[i]))
                    i++;
            if (i > start)
            {
                yield return text[start..i].TrimEnd('.');
                continue;
            }
            depth = text[i] switch { '(' => depth + 1, ')' => Math.Max(0, depth - 1), _ => depth };
            if (depth == 0 && text[i] is '+' or '-')
                yield return text[i] == '+' ? "+" : "-";
            i++;
        }
    }

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    /// <summary>RFC 5322 4.3: 00-49 are of this century, 50-99 and three digits count from 1900.</summary>
    private static int Century(int number, int digits) =>
        digits >= 4 ? number : number < 50 && digits == 2 ? 2000 + number : 1900 + number;

    /// <summary>Minutes east of Greenwich; zero when it is none that exists.</summary>
    private static int Offset(char sign, int number, int digits)
    {
        var (hours, minutes) = digits <= 2 ? (number, 0) : (number / 100, number % 100);
        var offset = hours * 60 + minutes;
        return minutes > 59 || offset > 14 * 60 ? 0 : sign == '-' ? -offset : offset;
    }
}
