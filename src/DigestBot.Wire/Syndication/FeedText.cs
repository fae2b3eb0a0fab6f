using System.Text;

namespace DigestBot.Wire.Syndication;

/// <summary>
/// Bytes to text. Order of belief: byte order mark, HTTP charset, XML declaration, valid UTF-8, windows-1252 (RFC 7303 section 3,
/// with what servers get wrong repaired: bytes that are valid UTF-8 and not ASCII are hardly ever anything else).
/// </summary>
internal static class FeedText
{
    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType, Repairs repairs) =>
        TextCleaning.Clean(DecodeBytes(bytes, contentType, repairs), repairs);

    private static string DecodeBytes(ReadOnlySpan<byte> bytes, string? contentType, Repairs repairs)
    {
        if (Wide(bytes) is var (wide, mark) && wide is not null)
            return wide.GetString(bytes[mark..]);
        if (bytes.StartsWith("\uFEFF"u8))
            return Utf8(bytes[3..], repairs);

        var declared = Charsets.OfContentType(contentType) ?? Charsets.OfXmlDeclaration(bytes);
        var encoding = Charsets.Find(declared);
        if (declared is not null && encoding is null)
            repairs.Add($"The encoding '{Shown(declared)}' is not known.");
        // UTF-16 and UTF-32 show their zero bytes: what reached this line is not one of them, whatever it says.
        if (encoding?.CodePage is 1200 or 1201 or 12000 or 12001)
        {
            repairs.Add($"The document says '{Shown(declared!)}' and is not.");
            encoding = null;
        }
        if (encoding is null || encoding.CodePage == Encoding.UTF8.CodePage)
            return Utf8(bytes, repairs);
        if (Ascii.IsValid(bytes) && encoding.IsSingleByte)
            return Encoding.ASCII.GetString(bytes);
        if (!Utf8IsLikelier(bytes, encoding))
            return encoding.GetString(bytes);
        repairs.Add($"The document says '{Shown(declared!)}' and is UTF-8.");
        return Encoding.UTF8.GetString(bytes);
    }

    private static bool Utf8IsLikelier(ReadOnlySpan<byte> bytes, Encoding declared)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return false;
        // Two-byte encodings can be valid UTF-8 by accident, so they are believed as long as they decode.
        if (declared.IsSingleByte)
            return true;
        var decoded = declared.GetString(bytes);
        return decoded.Contains('\uFFFD', StringComparison.Ordinal);
    }

    /// <summary>UTF-8, in which each byte that cannot be UTF-8 is read as windows-1252: right for both the mixed and the mislabelled.</summary>
    private static string Utf8(ReadOnlySpan<byte> bytes, Repairs repairs)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        repairs.Add("Bytes that are not UTF-8 were read as windows-1252.");
        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
                ascii = bytes.Length;
            text.Append(Encoding.ASCII.GetString(bytes[..ascii]));
            bytes = bytes[ascii..];
            if (bytes.IsEmpty)
                break;
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                break; // The document was cut inside a character.
            if (status == System.Buffers.OperationStatus.Done)
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
            else
                text.Append(Charsets.Windows1252.GetString(bytes[..used]));
            bytes = bytes[used..];
        }
        return text.ToString();
    }

    /// <summary>UTF-16 and UTF-32, by mark or by the zero bytes around the first characters (XML 1.0 appendix F.1).</summary>
    private static (Encoding? Encoding, int Mark) Wide(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, false), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, false), 4),
        [not 0, 0, 0, 0, ..] => (new UTF32Encoding(false, false), 0),
        [0, 0, 0, not 0, ..] => (new UTF32Encoding(true, false), 0),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
