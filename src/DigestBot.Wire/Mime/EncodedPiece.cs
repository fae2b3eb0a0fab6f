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
        // Exactly as long as it must be: most pieces live long, and the rest are lines of a single mail.
        using var buffer = new RentedBuffer(text.Length + (text.Length / 8) + ByteSink.Room);
        Mime.QuotedPrintable.Encode(text, buffer);
        return new EncodedPiece(buffer.Written.ToArray(), CanonicalLength(text));
    }

    /// <summary>The text in UTF-8 with CRLF line breaks; made when it is first asked for, because most mails never ask.</summary>
    internal ReadOnlyMemory<byte> Utf8 => _octets ??= QuotedPrintableText.Decode(QuotedPrintable.Span);

    // Line breaks of any kind become CRLF.
    private static int CanonicalLength(string text)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(text);
        for (var at = 0; text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and var found; at++)
        {
            at += found;
            if (text.AsSpan(at).StartsWith("\r\n"))
                at++;
            else
                length++;
        }

        return length;
    }
}
