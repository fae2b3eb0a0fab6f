using System.Globalization;

namespace DigestBot.Replies;

/// <summary>Reads how long a pause shall be, and writes it the same way for every language.</summary>
internal static class Span
{
    /// <summary>"two weeks" is <c>2 weeks</c>, "bis 24.12.2026" is <c>until 2026-12-24</c>; null when it is neither.</summary>
    public static string? Read(PhraseTable table, int start, int end, IReadOnlyList<Word> words)
    {
        var until = table["until"].Longest(start, words);
        return until > start && until < end ? ReadDate(table, until, end, words) : ReadDuration(table, start, end, words);
    }

    private static string? ReadDuration(PhraseTable table, int start, int end, IReadOnlyList<Word> words)
    {
        var first = words[start].Text;
        var digits = first.Length - first.AsSpan().TrimStart("0123456789").Length;
        if (digits > 0 && digits < first.Length && end == start + 1)
        {
            // 2w, 14days: number and unit in one word.
            words = [new Word(first[..digits], 0, 0, false), new Word(first[digits..], 0, 0, false)];
            (start, end) = (0, 2);
        }
        for (var split = end - 1; split > start; split--)
        {
            if (table.Meaning("unit", split, end, words) is not { } unit)
                continue;
            var number = split == start + 1 ? Number(words[start].Text, 999) : null;
            number ??= table.Meaning("number", start, split, words) is { } named ? Number(named, 999) : null;
            if (number is > 0)
                return number == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}s");
        }
        return null;
    }

    private static string? ReadDate(PhraseTable table, int start, int end, IReadOnlyList<Word> words)
    {
        var parts = Enumerable.Range(start, end - start).Where(at => !table["date word"].Covers(at, at + 1, words)).ToArray();
        if (parts is [var only] && table.Meaning("weekday", only, only + 1, words) is { } weekday)
            return "until " + weekday;
        var values = parts.Select(at => (Month: Number(table.Meaning("month", at, at + 1, words), 12), Text: words[at].Text)).ToArray();
        return values switch
        {
            [{ Month: null, Text: var text }] => ReadNumeric(text, table.MonthFirst),
            [{ Month: { } month }] => Write(null, month, 1),
            [{ Month: { } month }, { Month: null, Text: var rest }] => Number(rest, 9999) is >= 2000 and var year ? Write(year, month, 1) : Write(null, month, Day(rest)),
            [{ Month: null, Text: var day }, { Month: { } month }] => Write(null, month, Day(day)),
            [{ Month: null, Text: var day }, { Month: { } month }, { Text: var year }] => Write(Year(year), month, Day(day), true),
            [{ Month: { } month }, { Month: null, Text: var day }, { Text: var year }] => Write(Year(year), month, Day(day), true),
            _ => null,
        };
    }

    private static string? ReadNumeric(string text, bool monthFirst)
    {
        var numbers = text.Split('-', '.', '/').Select(part => Number(part, 9999)).ToArray();
        switch (numbers)
        {
            case [>= 2000 and var year, { } month, { } day]:
                return Write(year, month, day, true);
            case [{ } first, { } second, ..] when numbers.Length <= 3:
                // 12/24 can only be one date; 5/6 is two where months may come first.
                if (monthFirst && text.Contains('/', StringComparison.Ordinal) && first <= 12 && second <= 12 && first != second)
                    return null;
                var (dayFirst, monthOf) = second > 12 ? (second, first) : (first, second);
                return numbers.Length == 2 ? Write(null, monthOf, dayFirst) : Write(Century(numbers[2]), monthOf, dayFirst, true);
            default:
                return null;
        }
    }

    private static int? Day(string text) =>
        // 1st, 2nd, 3rd, 24th, 1er, 1o
        Number(text.Length > 2 && char.IsAsciiLetter(text[^1]) && char.IsAsciiLetter(text[^2]) ? text[..^2] : text.TrimEnd('o'), 31);

    private static int? Year(string text) => Century(Number(text, 9999));

    private static int? Century(int? year) => year < 100 ? year + 2000 : year;

    private static string? Write(int? year, int? month, int? day, bool withYear = false)
    {
        if (withYear && year is not (>= 2000 and <= 2100))
            return null;
        if (month is not (>= 1 and <= 12) || day is not >= 1 || day > DateTime.DaysInMonth(year ?? 2000, month.Value))
            return null;
        return withYear || year is not null
            ? string.Create(CultureInfo.InvariantCulture, $"until {year:0000}-{month:00}-{day:00}")
            : string.Create(CultureInfo.InvariantCulture, $"until {month:00}-{day:00}");
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
