namespace DigestBot.Wire.Syndication.Dates;

/// <summary>Reads the parts of a date from left to right.</summary>
internal ref struct DateScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public int Position { get; set; }
    public readonly bool AtEnd => Position >= _text.Length;
    public readonly char Current => Position < _text.Length ? _text[Position] : '\0';
    public readonly char Peek(int ahead) => Position + ahead < _text.Length ? _text[Position + ahead] : '\0';

    public void SkipWhite()
    {
        while (!AtEnd && char.IsWhiteSpace(Current))
            Position++;
    }

    public readonly int CountDigits()
    {
        var end = Position;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]))
            end++;
        return end - Position;
    }

    /// <summary>The next digits as a number; at most 18 of them.</summary>
    public long Digits(int count)
    {
        long value = 0;
        for (var i = 0; i < count; i++)
            value = value * 10 + (_text[Position++] - '0');
        return value;
    }

    public ReadOnlySpan<char> Word()
    {
        var start = Position;
        while (!AtEnd && (char.IsLetter(Current) || (Current is '\'' or '’' && Position > start)))
            Position++;
        return _text[start..Position];
    }

    /// <summary>
    /// <c>hh:mm</c>, <c>hh:mm:ss</c>, <c>hh:mm:ss.fff</c>, or without colons, then an AM or PM; false, and nothing read, when it is no time.
    /// </summary>
    public bool Time(out TimeSpan time)
    {
        time = default;
        var start = Position;
        var digits = CountDigits();
        int hour, minute = 0, second = 0;
        var separator = Peek(digits);
        if (digits is 1 or 2 && (separator == ':' || (separator is '.' or 'h' && char.IsAsciiDigit(Peek(digits + 1)))))
        {
            hour = (int)Digits(digits);
            Position++;
            minute = Pair();
            if (Current == separator && char.IsAsciiDigit(Peek(1)))
            {
                Position++;
                second = Pair();
            }
        }
        else if (digits is 2 or 4 or 6)
        {
            hour = Pair();
            minute = digits >= 4 ? Pair() : 0;
            second = digits == 6 ? Pair() : 0;
        }
        else
            return false;
        var fraction = Fraction();
        hour = Meridiem(hour);
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
        {
            Position = start;
            return false;
        }
        // A leap second is read as the second before it.
        time = new TimeSpan(hour, minute, Math.Min(second, 59)) + fraction;
        return true;
    }

    private int Pair() => (int)Digits(Math.Min(CountDigits(), 2));

    private TimeSpan Fraction()
    {
        if (Current is not ('.' or ',') || !char.IsAsciiDigit(Peek(1)))
            return TimeSpan.Zero;
        Position++;
        var ticks = TimeSpan.Zero;
        long unit = TimeSpan.TicksPerSecond / 10;
        while (char.IsAsciiDigit(Current))
        {
            ticks += TimeSpan.FromTicks((Current - '0') * unit);
            unit /= 10;
            Position++;
        }
        return ticks;
    }

    private int Meridiem(int hour)
    {
        var start = Position;
        SkipWhite();
        var afternoon = Current is 'p' or 'P';
        if ((afternoon || Current is 'a' or 'A') && hour is >= 1 and <= 12)
        {
            var skip = Peek(1) == '.' ? 2 : 1;
            if (Peek(skip) is 'm' or 'M' && !char.IsLetter(Peek(skip + 1)))
            {
                Position += skip + 1;
                if (Current == '.')
                    Position++;
                return hour % 12 + (afternoon ? 12 : 0);
            }
        }
        Position = start;
        return hour;
    }
}
