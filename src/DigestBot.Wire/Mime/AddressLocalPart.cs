using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>What may stand before the @: a dot-string, which need not be ASCII (RFC 6531 3.3), or a quoted string (RFC 5321 4.1.2), which must.</summary>
internal static class AddressLocalPart
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Takes a local part as it was typed and gives the shortest that means the same: quoted only where it must be.</summary>
    public static AddressProblem? Read(ref string local)
    {
        if (local[0] != '"')
            return Unquoted(local);
        if (Unquote(local, out var value) is { } problem)
            return problem;
        local = Unquoted(value) is null ? value : Quote(value);
        return null;
    }

    /// <summary>A character of a dot-string, the dot included (RFC 5322 3.2.3).</summary>
    public static bool IsAtomCharacter(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '.' || AtomSpecials.Contains((char)rune.Value));

    /// <summary>In quotation marks, with a backslash where one is needed.</summary>
    public static string Quote(string value) =>
        '"' + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    /// <summary>A character in an error message: itself, or its number where it would not be seen or would change its neighbours.</summary>
    public static string Shown(Rune rune) =>
        Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || rune == Rune.ReplacementChar
            ? $"U+{rune.Value:X4}"
            : rune.ToString();

    /// <summary>The beginning of an address or domain, fit for an error message.</summary>
    public static string Shown(string text) => string.Concat(text.EnumerateRunes().Take(80).Select(Shown)) + (text.Length > 80 ? "…" : "");

    private static AddressProblem? Unquoted(string local)
    {
        if (local.Contains('@'))
            return new(AddressFault.Several, "The address has more than one @.");
        if (local[0] == '.' || local[^1] == '.')
            return new(AddressFault.Dots, "The part before the @ begins or ends with a dot.");
        if (local.Contains("..", StringComparison.Ordinal))
            return new(AddressFault.Dots, "The part before the @ has two dots in a row.");
        foreach (var rune in local.EnumerateRunes())
            if (rune.Value == ' ')
                return new(AddressFault.Space, "The address has a space in it.");
            else if (rune.Value is '(' or ')')
                return new(AddressFault.Comment, "The address has a comment in parentheses; leave it out.");
            else if (rune.IsAscii && !IsAtomCharacter(rune))
                return new(AddressFault.Characters, $"The part before the @ has a character that mail cannot carry there: {Shown(rune)}");
        return Ascii.IsValid(local) ? null : InternationalLocalPart.Refusal(local);
    }

    /// <summary>Takes off the marks and backslashes of a quoted string (RFC 5321 4.1.2: printable ASCII and spaces).</summary>
    private static AddressProblem? Unquote(string local, out string value)
    {
        value = "";
        if (local.Length < 3 || local[^1] != '"')
            return new(AddressFault.Quotes, "The quoted part before the @ is empty or its closing quote is missing.");
        var plain = new StringBuilder();
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c == '\\' && ++i < local.Length - 1)
                c = local[i];
            else if (c is '"' or '\\')
                return new(AddressFault.Quotes, "The quoted part before the @ has a quote or backslash without a backslash before it.");
            // RFC 5321 would allow them, but there are servers for which a > ends the path wherever it stands.
            if (c is '<' or '>')
                return new(AddressFault.Brackets, "The quoted part before the @ has an angle bracket, on which mail servers disagree.");
            if (c is < ' ' or > '~')
                return new(AddressFault.Characters, "The quoted part before the @ has a character that mail cannot carry there.");
            plain.Append(c);
        }

        value = plain.ToString();
        return null;
    }
}
