using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>A text body that is ready for the wire: 7-bit, CRLF, encoded; in pieces, so that prepared pieces are never copied together.</summary>
public sealed class EncodedBody
{
    private EncodedBody(string transferEncoding, IReadOnlyList<ReadOnlyMemory<byte>> segments)
    {
        TransferEncoding = transferEncoding;
        foreach (var segment in segments)
            Length += segment.Length;
        Segments = segments;
    }

    /// <summary><c>quoted-printable</c> or <c>base64</c>: the Content-Transfer-Encoding (RFC 2045 6).</summary>
    public string TransferEncoding { get; }

    /// <summary>The encoded octets, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments { get; }

    /// <summary>Octets on the wire.</summary>
    public long Length { get; }

    /// <summary>Encodes a text in whichever way is shorter: base64 as a rule for Chinese, Japanese, Greek, Arabic …, else quoted-printable.</summary>
    public static EncodedBody Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        // Base64 takes 78 octets for 57; quoted-printable three for each escape. Shorter wins, a tie stays readable.
        var escapes = (long)QuotedPrintable.CountEscapes(utf8);
        if (utf8.Length + 2 * escapes > utf8.Length * 78L / 57)
            return new EncodedBody("base64", [Base64(text)]);
        var output = new ArrayBufferWriter<byte>(utf8.Length + utf8.Length / 4 + 64);
        QuotedPrintable.Encode(utf8, output);
        return new EncodedBody("quoted-printable", [output.WrittenMemory]);
    }

    /// <summary>Puts pieces together, as quoted-printable without copying them, or as base64.</summary>
    /// <param name="pieces">In order.</param>
    /// <param name="base64">See <see cref="TakesBase64"/>.</param>
    public static EncodedBody OfPieces(IReadOnlyList<EncodedPiece> pieces, bool base64)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (!base64)
        {
            var segments = new ReadOnlyMemory<byte>[pieces.Count];
            for (var i = 0; i < segments.Length; i++)
                segments[i] = pieces[i].QuotedPrintable;
            return new EncodedBody("quoted-printable", segments);
        }
        var text = new byte[pieces.Sum(piece => piece.Octets)];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.Utf8.Span.CopyTo(text.AsSpan(at));
            at += piece.Octets;
        }
        return new EncodedBody("base64", [Base64(text)]);
    }

    /// <summary>
    /// Whether a text of so many octets, and so many as quoted-printable, is sent as base64: when that is shorter by a tenth. A text that could be
    /// read as it stands, hidden for a few octets, is what spam looks like.
    /// </summary>
    public static bool TakesBase64(long quotedPrintable, long octets) => Base64Length(octets) * 10 < quotedPrintable * 9;

    /// <summary>Octets that base64 makes of so many: lines of 76 characters for 57 octets, each with its CRLF.</summary>
    public static long Base64Length(long octets) => (octets + PerLine - 1) / PerLine * 78;

    private const int PerLine = 57;

    /// <summary>The text with CRLF line breaks (RFC 2045 6.8: canonical form first), in lines of 76.</summary>
    private static byte[] Base64(string text) =>
        Base64(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal)));

    private static byte[] Base64(ReadOnlySpan<byte> octets)
    {
        var output = new byte[Base64Length(octets.Length)];
        var written = 0;
        for (var at = 0; at < octets.Length; at += PerLine)
        {
            System.Buffers.Text.Base64.EncodeToUtf8(octets.Slice(at, Math.Min(PerLine, octets.Length - at)), output.AsSpan(written), out _, out var length);
            written += length;
            output[written++] = (byte)'\r';
            output[written++] = (byte)'\n';
        }
        return output[..written];
    }
}
