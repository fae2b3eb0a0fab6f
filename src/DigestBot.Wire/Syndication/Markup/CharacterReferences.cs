using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace DigestBot.Wire.Syndication.Markup;

/// <summary>
/// Character references of XML and HTML. Only the fixed names of the HTML standard are known: an entity that a document declares itself
/// is never expanded, so nothing can grow.
/// </summary>
internal static class CharacterReferences
{
    private const int LongestName = 32;

    /// <summary>The text with its references resolved, once. What is no reference, a bare ampersand for example, stays as it is.</summary>
    public static string Decode(ReadOnlySpan<char> text, Repairs? repairs = null)
    {
        var at = text.IndexOf('&');
        if (at < 0)
            return text.ToString();
        var decoded = new StringBuilder(text.Length);
        while (at >= 0)
        {
            decoded.Append(text[..at]);
            text = text[at..];
            var used = DecodeOne(text, decoded);
            if (used == 0)
            {
                repairs?.Add("An ampersand that begins no known reference was taken as it is.");
                decoded.Append('&');
                used = 1;
            }
            text = text[used..];
            at = text.IndexOf('&');
        }
        return decoded.Append(text).ToString();
    }

    /// <summary>True when the text, which begins with an ampersand, begins with a reference.</summary>
    public static bool IsReference(ReadOnlySpan<char> text) => DecodeOne(text, null) > 0;

    private static int DecodeOne(ReadOnlySpan<char> text, StringBuilder? decoded)
    {
        if (text.Length < 3)
            return 0;
        if (text[1] == '#')
            return Numeric(text, decoded);
        var head = text[1..Math.Min(text.Length, LongestName + 2)];
        var end = head.IndexOf(';');
        if (end <= 0)
            return 0;
        var name = head[..end];
        var value = name switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            "nbsp" => "\u00A0",
            _ => Named(name),
        };
        if (value is null)
            return 0;
        decoded?.Append(value);
        return end + 2;
    }

    private static string? Named(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c))
                return null;
        return HtmlEntityProvider.Resolver.GetSymbol(name.ToString() + ";");
    }

    private static int Numeric(ReadOnlySpan<char> text, StringBuilder? decoded)
    {
        var hexadecimal = text[2] is 'x' or 'X';
        var start = hexadecimal ? 3 : 2;
        var end = start;
        while (end < text.Length && end - start < 10 && (hexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
            end++;
        if (end == start)
            return 0;
        var digits = text[start..end];
        var used = end < text.Length && text[end] == ';' ? end + 1 : end;
        var known = long.TryParse(digits, hexadecimal ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        if (decoded is null)
            return used;
        if (known && code is >= 0x80 and <= 0x9F)
            decoded.Append(TextCleaning.FromC1((int)code));
        else if (known && code is '\t' or '\n' or '\r' or (>= 0x20 and < 0xFFFE) or (> 0xFFFF and <= 0x10FFFF) && Rune.IsValid((int)code))
            decoded.Append(new Rune((int)code).ToString());
        // Anything else is no character (XML 1.0 2.2) and is left out.
        return used;
    }
}
