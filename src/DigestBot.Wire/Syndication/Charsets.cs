using System.Text;

namespace DigestBot.Wire.Syndication;

/// <summary>Names of encodings as they are found in headers and declarations.</summary>
internal static class Charsets
{
    public static readonly Encoding Windows1252;

    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    /// <summary>The encoding of that name, or null. Supersets are taken for what browsers take them (WHATWG Encoding 4.2).</summary>
    public static Encoding? Find(string? name)
    {
        if (name is null)
            return null;
        name = name.Trim().Trim('"', '\'').Trim().ToLowerInvariant();
        name = name switch
        {
            "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "cp1252" or "ansi" or "x-ansi" => "windows-1252",
            "iso-8859-9" => "windows-1254",
            "iso-8859-11" or "tis-620" => "windows-874",
            "us-ascii" or "ascii" or "utf8" or "utf-8mb4" or "unicode-1-1-utf-8" => "utf-8",
            "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" or "cp936" => "gb18030",
            "x-sjis" or "sjis" or "windows-31j" or "ms_kanji" => "shift_jis",
            "ks_c_5601-1987" or "korean" or "cp949" or "windows-949" => "euc-kr",
            "big5-hkscs" or "x-x-big5" => "big5",
            "cp1251" or "win-1251" or "win1251" or "x-cp1251" => "windows-1251",
            _ => name,
        };
        if (name.Length is 0 or > 40)
            return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The charset parameter of a media type (RFC 9110 8.3.1, with the spaces and quotes that are sent), or null.</summary>
    public static string? OfContentType(string? contentType)
    {
        if (contentType is null)
            return null;
        foreach (var part in contentType.Split(';').Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part[..equals].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                return part[(equals + 1)..].Trim().Trim('"', '\'').Trim();
        }
        return null;
    }

    /// <summary>The encoding that an XML declaration names, looked for in the first 300 bytes (XML 1.0 2.8), or null.</summary>
    public static string? OfXmlDeclaration(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 300)];
        var start = head.IndexOf("<?xml"u8);
        if (start < 0)
            return null;
        head = head[start..];
        var end = head.IndexOf("?>"u8);
        if (end < 0)
            return null;
        var declaration = Encoding.Latin1.GetString(head[..end]);
        var at = declaration.IndexOf("encoding", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = declaration[(at + "encoding".Length)..].TrimStart(' ', '\t', '\r', '\n', '=');
        if (value.Length < 2 || value[0] is not ('"' or '\''))
            return null;
        var close = value.IndexOf(value[0], 1);
        return close > 0 ? value[1..close] : null;
    }
}
