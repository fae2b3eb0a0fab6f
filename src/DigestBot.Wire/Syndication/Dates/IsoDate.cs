namespace DigestBot.Wire.Syndication.Dates;

/// <summary>Dates that begin with the year: ISO 8601, RFC 3339, W3C-DTF; and Unix time.</summary>
internal static class IsoDate
{
    /// <summary>The date, or null when the text does not begin like one.</summary>
    public static DateParts? Read(ReadOnlySpan<char> text)
    {
        var scanner = new DateScanner(text);
        var digits = scanner.CountDigits();
        if (digits == text.Length && Unix(ref scanner, digits) is { } unix)
            return unix;
        return digits switch
        {
            4 => Extended(ref scanner),
            7 => Ordinal((int)scanner.Digits(4), (int)scanner.Digits(3)) is { } day ? WithTime(ref scanner, day) : null,
            8 => WithTime(ref scanner, ((int)scanner.Digits(4), (int)scanner.Digits(2), (int)scanner.Digits(2))),
            12 or 14 => Compact(ref scanner, digits),
            _ => null,
        };
    }

    private static DateParts? Unix(ref DateScanner scanner, int digits)
    {
        if (digits is not (9 or 10 or 13))
            return null;
        var value = scanner.Digits(digits);
        var moment = digits == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(value) : DateTimeOffset.FromUnixTimeSeconds(value);
        return new DateParts(moment.Year, moment.Month, moment.Day, moment.TimeOfDay, 0);
    }

    private static DateParts? Compact(ref DateScanner scanner, int digits)
    {
        var date = ((int)scanner.Digits(4), (int)scanner.Digits(2), (int)scanner.Digits(2));
        var time = new TimeSpan((int)scanner.Digits(2), (int)scanner.Digits(2), digits == 14 ? (int)scanner.Digits(2) : 0);
        return time.Days > 0 ? null : new DateParts(date.Item1, date.Item2, date.Item3, time, Zones.Read(ref scanner));
    }

    private static DateParts? Extended(ref DateScanner scanner)
    {
        var year = (int)scanner.Digits(4);
        if (scanner.AtEnd)
            return new DateParts(year, 1, 1, default, 0);
        var separator = scanner.Current;
        if (separator is 'W' or 'w' || (separator == '-' && scanner.Peek(1) is 'W' or 'w'))
            return Week(ref scanner, year);
        if (separator is not ('-' or '/' or '.' or ':'))
            return null;
        scanner.Position++;
        var digits = scanner.CountDigits();
        if (digits == 3)
            return Ordinal(year, (int)scanner.Digits(3)) is { } ordinal ? WithTime(ref scanner, ordinal) : null;
        if (digits is not (1 or 2 or 4))
            return null;
        var month = (int)scanner.Digits(Math.Min(digits, 2));
        if (digits == 4)
            return WithTime(ref scanner, (year, month, (int)scanner.Digits(2)));
        if (scanner.Current != separator || scanner.Peek(1) is var next && !char.IsAsciiDigit(next))
            return scanner.AtEnd ? new DateParts(year, month, 1, default, 0) : null;
        scanner.Position++;
        digits = scanner.CountDigits();
        return digits is 1 or 2 ? WithTime(ref scanner, (year, month, (int)scanner.Digits(digits))) : null;
    }

    private static DateParts? Week(ref DateScanner scanner, int year)
    {
        scanner.Position += scanner.Current == '-' ? 2 : 1;
        if (scanner.CountDigits() is not (2 or 3))
            return null;
        var week = (int)scanner.Digits(2);
        if (scanner.Current == '-')
            scanner.Position++;
        var day = scanner.CountDigits() == 1 ? (int)scanner.Digits(1) : 1;
        if (year is < 1900 or > 9998 || week is < 1 or > 53 || day is < 1 or > 7)
            return null;
        var date = System.Globalization.ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
        return WithTime(ref scanner, (date.Year, date.Month, date.Day));
    }

    private static (int, int, int)? Ordinal(int year, int day)
    {
        if (year is < 1900 or > 9998 || day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365))
            return null;
        var date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day - 1);
        return (date.Year, date.Month, date.Day);
    }

    /// <summary>Goes on after the date: nothing, or T or white space and a time with its zone. A time that cannot be read is left out.</summary>
    private static DateParts WithTime(ref DateScanner scanner, (int Year, int Month, int Day) date)
    {
        scanner.SkipWhite();
        if (scanner.Current is 'T' or 't' or '_' or ',' or '-' or ':')
            scanner.Position++;
        scanner.SkipWhite();
        var hasTime = scanner.Time(out var time);
        return new DateParts(date.Year, date.Month, date.Day, time, hasTime ? Zones.Read(ref scanner) : 0);
    }
}
