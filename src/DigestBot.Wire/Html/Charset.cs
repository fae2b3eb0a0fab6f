using System.Text;
using System.Text.Unicode;

namespace DigestBot.Wire.Html;

/// <summary>Turns a page's bytes into text (WHATWG Encoding and HTML 13.2.3, "determining the character encoding", with the evidence of the bytes on top).</summary>
internal static class Charset
{
    private const int PrescanBytes = 4096;

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes: byte order mark, then the HTTP charset, then the page's own declaration, then UTF-8 where the bytes are valid, else what they look like, else windows-1252.</summary>
    /// <param name="bytes">The page.</param>
    /// <param name="contentType">The HTTP header's value, or null.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (CharsetGuess.Wide(bytes) is { } wide)
            return wide.GetString(bytes);

        var declared = Named(InContentType(contentType)) ?? InMarkup(bytes[..Math.Min(bytes.Length, PrescanBytes)]);
        if (declared is null)
            return (Utf8.IsValid(bytes) ? Encoding.UTF8 : CharsetGuess.Of(bytes) ?? Latin).GetString(bytes);
        // A page that says Latin-1 or GBK by habit and is written in UTF-8 is common; the reverse by chance is not.
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        if (declared is UTF8Encoding && !Utf8.IsValid(bytes) && MostlyBroken(bytes))
            return (InMarkup(bytes[..Math.Min(bytes.Length, PrescanBytes)]) is { } other and not UTF8Encoding ? other : CharsetGuess.Of(bytes) ?? Latin).GetString(bytes);
        // UTF-16 would have been seen; Latin-1 is what servers say who do not know.
        if (declared is UnicodeEncoding)
            return Encoding.UTF8.GetString(bytes);
        if (declared.CodePage == Latin.CodePage && CharsetGuess.Of(bytes) is { } guessed)
            return guessed.GetString(bytes);
        return declared.GetString(bytes);
    }

    /// <summary>The value of a charset parameter, without quotes; null when there is none.</summary>
    public static string? InContentType(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;
        var value = contentType.AsSpan(at + 8).TrimStart(" \"'");
        var end = value.IndexOfAny(" \"';,");
        return (end < 0 ? value : value[..end]).ToString();
    }

    private static Encoding Latin => Encoding.GetEncoding(1252);

    /// <summary>More than half of the bytes above ASCII are no part of a valid sequence: the declaration is wrong, not one byte.</summary>
    private static bool MostlyBroken(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 1 << 18)];
        int high = 0, broken = 0;
        while (!sample.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(sample, out _, out var length);
            if (sample[0] >= 0x80)
            {
                high += length;
                if (status != System.Buffers.OperationStatus.Done)
                    broken += length;
            }
            sample = sample[length..];
        }
        return broken * 2 > high;
    }

    /// <summary>meta charset and meta http-equiv: both carry <c>charset=name</c>, so the name is looked for inside meta tags alone.</summary>
    private static Encoding? InMarkup(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        for (var at = 0; (at = text.IndexOf("<meta", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = text.IndexOf('>', at);
            var tag = end < 0 ? text[at..] : text[at..end];
            if (Named(InContentType(tag.Replace(" =", "=", StringComparison.Ordinal).Replace("= ", "=", StringComparison.Ordinal))) is { } found)
                return found is UnicodeEncoding or UTF32Encoding ? Encoding.UTF8 : found;
        }
        return text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf("encoding=", StringComparison.Ordinal) is >= 0 and < 80 and var from
            ? Named(text[(from + 10)..].Split('"', '\'')[0])
            : null;
    }

    private static Encoding? Named(string? label)
    {
        if (label is null || label.Length > 40)
            return null;
        try
        {
            return label.Trim().ToLowerInvariant() switch
            {
                "" => null,
                "utf8" or "utf-8" or "unicode-1-1-utf-8" => Encoding.UTF8,
                // The labels that browsers read as their Windows supersets (WHATWG Encoding 4.2).
                "iso-8859-1" or "latin1" or "latin-1" or "ascii" or "us-ascii" or "x-user-defined" => Latin,
                "iso-8859-9" or "latin5" => Encoding.GetEncoding(1254),
                "tis-620" or "iso-8859-11" => Encoding.GetEncoding(874),
                "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" => Encoding.GetEncoding("gb18030"),
                "euc-kr" or "ks_c_5601-1987" or "ksc5601" or "korean" => Encoding.GetEncoding(949),
                "sjis" or "x-sjis" or "shift-jis" or "shift_jis" or "windows-31j" => Encoding.GetEncoding(932),
                // UTF-7 hides markup in plain letters; no page needs it.
                "utf-7" or "utf7" => null,
                var name => Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
