namespace DigestBot.Wire.Text;

/// <summary>What begins an item of a list: "1.", "1)", "1.)", "(a)", "a.", "iv)", with or without a bullet before it.</summary>
/// <param name="Style">Shape and kind; items of one list share it.</param>
/// <param name="Ordinal">The item's number, from 1 (a is 1, iv is 4).</param>
/// <param name="Length">UTF-16 units, without the space after it.</param>
internal readonly record struct ListMarker(string Style, int Ordinal, int Length)
{
    private static readonly string[] Roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];

    /// <summary>Marks that begin an item wherever they stand free.</summary>
    public const string Bullets = "•⁃‣▪●◦■►∙";

    /// <summary>Whether the character is one of <see cref="Bullets"/>.</summary>
    public static bool IsBullet(char c) => c > '\u007F' && Bullets.Contains(c, StringComparison.Ordinal);

    /// <summary>The marker at <paramref name="at"/>, or null. Letters are taken as letters; as Roman numbers when <paramref name="expected"/> says so.</summary>
    public static ListMarker? At(string text, int at, int end, ListMarker? expected = null)
    {
        var i = at;
        var bracket = i < end && text[i] == '(';
        if (bracket)
            i++;
        var first = i;
        while (i < end && i - first < 4 && char.IsAsciiLetterOrDigit(text[i]))
            i++;
        var body = text.AsSpan(first, i - first);
        if (body.Length is 0 or > 4)
            return null;
        var tail = i;
        while (i < end && i - tail < 2 && text[i] is '.' or ')')
            i++;
        if (i == tail)
            return null;
        var close = text[tail] == ')' ? i - tail == 1 ? ")" : "" : i - tail == 1 ? "." : text[tail + 1] == ')' ? ".)" : "";
        if (close is not ("." or ")" or ".)") || bracket && close != ")" || i < end && !char.IsWhiteSpace(text[i]))
            return null;
        var shape = bracket ? "()" : close;
        if (!body.ContainsAnyExceptInRange('0', '9'))
            return body.Length > 3 ? null : new ListMarker("1" + shape, int.Parse(body, System.Globalization.CultureInfo.InvariantCulture), i - at);
        var roman = RomanValue(body);
        if (roman > 0 && (body.Length > 1 || expected?.Style == "i" + shape || body is "i" && expected is null))
            return new ListMarker("i" + shape, roman, i - at);
        if (body.Length != 1)
            return null;
        return new ListMarker((char.IsAsciiLetterUpper(body[0]) ? "A" : "a") + shape, char.ToLowerInvariant(body[0]) - 'a' + 1, i - at);
    }

    /// <summary>Whether <paramref name="next"/> continues the list that this item belongs to, or begins another of numbers in brackets.</summary>
    public bool IsFollowedBy(ListMarker next) =>
        next.Style == Style && next.Ordinal == Ordinal + 1 || Ordinal > 1 && next.Ordinal == 1 && next.Style is "1)" or "1.)";

    private static int RomanValue(ReadOnlySpan<char> body)
    {
        for (var i = 0; i < Roman.Length; i++)
            if (body.SequenceEqual(Roman[i]))
                return i + 1;
        return 0;
    }
}
