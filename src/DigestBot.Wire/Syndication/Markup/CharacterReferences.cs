using System.Buffers;
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
        // No reference is shorter than what it stands for.
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var rest = rented.AsSpan();
        while (at >= 0)
        {
            text[..at].CopyTo(rest);
            rest = rest[at..];
            text = text[at..];
            var used = DecodeOne(text, rest, out var written);
            if (used == 0)
            {
                repairs?.Add("An ampersand that begins no known reference was taken as it is.");
                rest[0] = '&';
                used = written = 1;
            }
            rest = rest[written..];
            text = text[used..];
            at = text.IndexOf('&');
        }
        text.CopyTo(rest);
        var decoded = new string(rented, 0, rented.Length - rest.Length + text.Length);
        ArrayPool<char>.Shared.Return(rented);
        return decoded;
    }

    /// <summary>True when the text, which begins with an ampersand, begins with a reference.</summary>
    public static bool IsReference(ReadOnlySpan<char> text)
    {
        Span<char> ignored = stackalloc char[8];
        return DecodeOne(text, ignored, out _) > 0;
    }

    /// <summary>Resolves the reference at the start of the text; returns its length, or 0 when it is none.</summary>
    private static int DecodeOne(ReadOnlySpan<char> text, Span<char> to, out int written)
    {
        written = 0;
        if (text.Length < 3)
            return 0;
        if (text[1] == '#')
            return Numeric(text, to, out written);
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
        value.CopyTo(to);
        written = value.Length;
        return end + 2;
    }

    private static string? Named(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c))
                return null;
        return HtmlEntityProvider.Resolver.GetSymbol(name.ToString() + ";");
    }

    private static int Numeric(ReadOnlySpan<char> text, Span<char> to, out int written)
    {
        written = 0;
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
        if (known && code is >= 0x80 and <= 0x9F)
            to[written++] = TextCleaning.FromC1((int)code);
        else if (known && code is '\t' or '\n' or '\r' or (>= 0x20 and < 0xFFFE) or (> 0xFFFF and <= 0x10FFFF) && Rune.IsValid((int)code))
            written = new Rune((int)code).EncodeToUtf16(to);
        // Anything else is no character (XML 1.0 2.2) and is left out.
        return used;
    }
}
