namespace DigestBot.Wire.Syndication.Dates;

/// <summary>Dates with words in them, in any order that has one meaning: RFC 822 and its relatives, asctime, JavaScript's, and people's own.</summary>
internal static class WordDate
{
    private const int MaxUnknownWords = 6;

    public static DateParts? Read(ReadOnlySpan<char> text)
    {
        var scanner = new DateScanner(text);
        var numbers = new List<(int Value, int Digits)>();
        var separator = '\0';
        int month = 0, offset = 0, unknown = 0;
        bool hasTime = false, hasZone = false;
        var time = TimeSpan.Zero;
        while (!scanner.AtEnd)
        {
            var c = scanner.Current;
            if (char.IsAsciiDigit(c))
            {
                var digits = scanner.CountDigits();
                if (digits <= 2 && !hasTime && IsTime(scanner, digits, numbers.Count) && scanner.Time(out time))
                    hasTime = true;
                else if (digits > 4 || numbers.Count >= 3)
                    return null;
                else
                {
                    numbers.Add(((int)scanner.Digits(digits), digits));
                    separator = numbers.Count == 1 ? scanner.Current : separator;
                }
            }
            else if (c == '(')
                SkipComment(ref scanner);
            else if (hasTime && !hasZone && c is '+' or '-' or '−' && Zones.TryOffset(ref scanner, out var zone))
                (hasZone, offset) = (true, zone);
            else if (char.IsLetter(c))
            {
                var word = scanner.Word();
                if (hasTime && !hasZone && Zones.TryName(word, out var named))
                {
                    offset = named;
                    hasZone = named != 0 || scanner.Current is not ('+' or '-');
                }
                // A short weekday may look like a month ("mar" for martes): the word nearer to the numbers counts.
                else if (Months.Number(word) is > 0 and var number && (month == 0 || numbers.Count <= 1))
                    month = number;
                else if (++unknown > MaxUnknownWords)
                    return null;
            }
            else
                scanner.Position++;
        }
        return Assemble(numbers, separator, month, time, offset);
    }

    private static DateParts? Assemble(List<(int Value, int Digits)> numbers, char separator, int month, TimeSpan time, int offset)
    {
        if (month == 0)
            return InDigits(numbers, separator) is { } date ? new DateParts(date.Year, date.Month, date.Day, time, offset) : null;
        switch (numbers)
        {
            case [var year] when year.Digits == 4:
                return new DateParts(year.Value, month, 1, time, offset);
            case [var year, var day, ..] when year.Digits >= 3:
                return new DateParts(year.Value, month, day.Value, time, offset);
            case [var day, var year, ..]:
                return new DateParts(DateParts.CompleteYear(year.Value, year.Digits), month, day.Value, time, offset);
            default:
                return null;
        }
    }

    /// <summary>Day, month and year in digits: with dots the day comes first; else only when one of the two cannot be a month.</summary>
    private static (int Year, int Month, int Day)? InDigits(List<(int Value, int Digits)> numbers, char separator)
    {
        if (numbers is not [var first, var second, var third] || first.Digits > 2 || second.Digits > 2)
            return null;
        var year = DateParts.CompleteYear(third.Value, third.Digits);
        if (separator == '.' || first.Value > 12 || first.Value == second.Value)
            return (year, second.Value, first.Value);
        return second.Value > 12 ? (year, first.Value, second.Value) : null;
    }

    /// <summary>Digits with a colon are a time; with a dot or an h only after a whole date, because 02.01. is a day.</summary>
    private static bool IsTime(DateScanner scanner, int digits, int numbersBefore)
    {
        if (scanner.Peek(digits) == ':')
            return true;
        return numbersBefore >= 2 && scanner.Peek(digits) is '.' or 'h' && char.IsAsciiDigit(scanner.Peek(digits + 1)) && scanner.Peek(digits + 3) is not '.';
    }

    private static void SkipComment(ref DateScanner scanner)
    {
        while (!scanner.AtEnd && scanner.Current != ')')
            scanner.Position++;
        scanner.Position++;
    }
}
