using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Turns octets into text by the name of a charset, as mail names them; never fails.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Names that are in use and that the framework does not know.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cp932"] = "shift_jis", ["ms932"] = "shift_jis", ["windows-31j"] = "shift_jis", ["sjis"] = "shift_jis", ["cp936"] = "gb2312", ["gbk"] = "gb2312", ["x-gbk"] = "gb2312",
        ["cp949"] = "ks_c_5601-1987", ["ms949"] = "ks_c_5601-1987", ["cp950"] = "big5", ["big5-hkscs"] = "big5", ["eucjp"] = "euc-jp", ["x-euc-jp"] = "euc-jp", ["euckr"] = "euc-kr",
        ["iso-2022-jp-1"] = "iso-2022-jp", ["iso-2022-jp-2"] = "iso-2022-jp", ["iso-2022-jp-ms"] = "iso-2022-jp",
        ["iso-8859-10"] = "windows-1257", ["iso-8859-14"] = "windows-1252", ["iso-8859-16"] = "windows-1250", ["iso-8859-11"] = "windows-874", ["tis-620"] = "windows-874",
    };

    /// <summary>Decodes text in the named charset. Without a name, with an unknown one, or with one that cannot be true, UTF-8 when it is valid, else Windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        var name = charset?.Trim(' ', '"', '\'').ToLowerInvariant() ?? "";
        switch (name)
        {
            case "utf-8" or "utf8" or "unicode-1-1-utf-8":
                return Encoding.UTF8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
            case "utf-7" or "utf7" or "unicode-1-1-utf-7" or "x-unicode-2-0-utf-7":
                return Utf7.Decode(bytes);
            case "utf-16" or "utf-16be" or "utf-16le" or "unicode":
                return Utf16(bytes, name);
            case "utf-32" or "utf-32be" or "utf-32le":
                return new UTF32Encoding(bigEndian: name == "utf-32be", byteOrderMark: false).GetString(bytes).TrimStart('\uFEFF');
            case "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "cp819" or "windows-1252" or "cp1252":
                // The octets 80-9F are control characters in ISO 8859-1; those who send them mean Windows-1252.
                return Western.GetString(bytes);
        }
        return Named(name) is { } encoding ? encoding.GetString(bytes) : Guess(bytes);
    }

    /// <summary>UTF-8 when it is valid, else Windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
            return Encoding.ASCII.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(bytes);
        }
    }

    private static string Utf16(ReadOnlySpan<byte> bytes, string name) => bytes[..(bytes.Length & ~1)] switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..(bytes.Length & ~1)]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..(bytes.Length & ~1)]),
        // RFC 2781 4.3: without a mark, "utf-16" is big-endian.
        _ => (name is "utf-16le" or "unicode" ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[..(bytes.Length & ~1)]),
    };

    private static Encoding? Named(string name)
    {
        if (name.Length is 0 or > 40 || name is "us-ascii" or "ascii" or "ansi_x3.4-1968" or "unknown-8bit" or "x-unknown" or "binary")
            return null;
        try
        {
            if (Aliases.TryGetValue(name, out var known))
                return CodePagesEncodingProvider.Instance.GetEncoding(known);
            if (name.StartsWith("cp125", StringComparison.Ordinal))
                name = "windows-" + name[2..];
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
