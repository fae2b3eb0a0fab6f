using System.Buffers;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Whole lines of text, encoded once and put into many mails: as quoted-printable, or as the plain octets from which a mail whose text is mostly
/// not ASCII makes its base64 (a Chinese character takes nine octets the one way, four the other).
/// </summary>
public sealed class EncodedPiece
{
    private byte[]? _octets;

    private EncodedPiece(ReadOnlyMemory<byte> quotedPrintable, int octets)
    {
        QuotedPrintable = quotedPrintable;
        Octets = octets;
    }

    /// <summary>The text as quoted-printable lines (RFC 2045 6.7), the last of which ends with CRLF.</summary>
    public ReadOnlyMemory<byte> QuotedPrintable { get; }

    /// <summary>Octets of the text in UTF-8 with CRLF line breaks, before any encoding.</summary>
    public int Octets { get; }

    /// <summary>Encodes text; it ends at the end of a line, or is given one.</summary>
    public static EncodedPiece Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith('\n')) text += "\n";
        var buffer = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        Mime.QuotedPrintable.Encode(text, buffer);
        return new EncodedPiece(buffer.WrittenMemory, CanonicalLength(text));
    }

    /// <summary>The text in UTF-8 with CRLF line breaks; made when it is first asked for, because most mails never ask.</summary>
    internal ReadOnlyMemory<byte> Utf8 => _octets ??= QuotedPrintableText.Decode(QuotedPrintable.Span);

    // Line breaks of any kind become CRLF.
    private static int CanonicalLength(string text)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(text);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\r' ? i + 1 == text.Length || text[i + 1] != '\n' : text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
                length++;
        return length;
    }
}
