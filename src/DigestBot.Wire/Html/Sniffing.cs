using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>Tells bytes that are no page, whatever the server calls them (after WHATWG MIME Sniffing 6 and 7).</summary>
internal static class Sniffing
{
    private const int Sample = 1024;

    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "a PDF file"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ("GIF8"u8.ToArray(), "a GIF image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("RIFF"u8.ToArray(), "an image, sound or film"), ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or an office document"), ([0x1F, 0x8B], "gzip-compressed"),
        ("OggS"u8.ToArray(), "a sound file"), ("ID3"u8.ToArray(), "a sound file"), ("7z\u00BC\u00AF"u8.ToArray(), "an archive"), ("Rar!"u8.ToArray(), "an archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"), ("MZ\u0090"u8.ToArray(), "a program"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed"), ("wOFF"u8.ToArray(), "a font"), ("wOF2"u8.ToArray(), "a font"),
    ];

    private static readonly string[] OtherTypes = ["image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/gzip", "application/json", "application/vnd.", "application/msword"];

    /// <summary>Why the bytes cannot be read as a page, in one sentence; null when they can.</summary>
    public static string? WhyNoPage(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (bytes.IsEmpty)
            return "The page is empty: the server sent no bytes.";
        foreach (var (start, name) in Signatures)
            if (bytes.StartsWith(start))
                return $"The bytes are {name}, not a web page.";
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not null && OtherTypes.Any(t => type.StartsWith(t, StringComparison.Ordinal)) && bytes.TrimStart(" \t\r\n"u8).IndexOf((byte)'<') != 0)
            return $"The server says that this is {Printable(type)}, not a web page.";
        return IsBinary(bytes[..Math.Min(bytes.Length, Sample)]) ? "The bytes are binary data, not a web page." : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> sample)
    {
        // UTF-16 has a zero in every other byte; its mark says so, or its markup.
        if (sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || CharsetGuess.Wide(sample) is not null)
            return false;
        var control = 0;
        foreach (var b in sample)
            if (b is < 0x09 or (> 0x0D and < 0x20 and not 0x1B))
                control++;
        return control * 20 > sample.Length;
    }

    private static string Printable(string type) =>
        new StringBuilder().Append(type.AsSpan(0, Math.Min(type.Length, 60))).ToString() is var shown && shown.All(c => c is > ' ' and < '\u007F') ? shown : "something else";
}
