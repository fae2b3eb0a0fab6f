using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Quoted-printable for text (RFC 2045 6.7): lines of at most 76 octets, CRLF, nothing but printable ASCII.
/// What is encoded from a chunk that ends with a line break can be followed by any other encoded chunk.
/// </summary>
public static class QuotedPrintable
{
    /// <summary>The longest line that is written, in octets without its CRLF.</summary>
    public const int LineLength = 76;

    // A soft break needs one column for its equals sign.
    private const int Usable = LineLength - 1;

    private static readonly SearchValues<byte> Literals =
        SearchValues.Create([.. Enumerable.Range(' ', 95).Where(c => c != '=').Select(c => (byte)c), (byte)'\t']);

    /// <summary>Encodes text. Line breaks of any kind (CRLF, LF, CR) become CRLF; an unpaired surrogate becomes U+FFFD.</summary>
    public static void Encode(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Encode(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), output);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Encodes UTF-8 text. Line breaks of any kind (CRLF, LF, CR) become CRLF.</summary>
    public static void Encode(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var sink = new ByteSink(output);
        while (!utf8.IsEmpty)
        {
            var end = utf8.IndexOfAny((byte)'\r', (byte)'\n');
            EncodeLine(end < 0 ? utf8 : utf8[..end], ref sink);
            if (end < 0)
                break;
            sink.Write("\r\n"u8);
            utf8 = utf8[(end + (utf8[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
        sink.Flush();
    }

    /// <summary>How many octets of a text would each take three: what decides between this and base64.</summary>
    public static int CountEscapes(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        for (var at = utf8.IndexOfAnyExcept(Literals); at >= 0; at = utf8.IndexOfAnyExcept(Literals))
        {
            for (; at < utf8.Length && !Literals.Contains(utf8[at]); at++)
                if (utf8[at] is not ((byte)'\r' or (byte)'\n'))
                    count++;
            utf8 = utf8[at..];
        }
        return count;
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, ref ByteSink sink)
    {
        // White space at the end of a line may be lost on the way: RFC 2045 6.7 (3).
        var end = line.Length > 0 && line[^1] is (byte)' ' or (byte)'\t' ? line.Length - 1 : line.Length;
        var column = 0;
        for (var rest = line[..end]; !rest.IsEmpty;)
        {
            var run = rest.IndexOfAnyExcept(Literals);
            run = run < 0 ? rest.Length : run;
            if (run == 0)
            {
                var length = SequenceLength(rest);
                Escape(rest[..length], ref column, ref sink);
                rest = rest[length..];
                continue;
            }
            var room = Usable - column;
            if (room <= 0)
            {
                SoftBreak(ref column, ref sink);
                continue;
            }
            if (column == 0 && MustNotBeginLine(rest))
            {
                Escape(rest[..1], ref column, ref sink);
                rest = rest[1..];
                continue;
            }
            run = Math.Min(run, room);
            sink.Write(rest[..run]);
            column += run;
            rest = rest[run..];
        }
        if (end < line.Length)
            Escape(line[end..], ref column, ref sink);
    }

    // A lone dot ends the message at a relay that forgets to stuff it; "From " begins a new one in an mbox file: RFC 2049 3.
    private static bool MustNotBeginLine(ReadOnlySpan<byte> rest) => rest[0] == '.' || rest[0] == 'F' && rest.StartsWith("From "u8);

    /// <summary>Writes the triplets of one character together, so that a line never ends inside it.</summary>
    private static void Escape(ReadOnlySpan<byte> sequence, ref int column, ref ByteSink sink)
    {
        if (column + 3 * sequence.Length > Usable)
            SoftBreak(ref column, ref sink);
        foreach (var octet in sequence)
        {
            sink.Write((byte)'=');
            sink.Write("0123456789ABCDEF"u8[octet >> 4]);
            sink.Write("0123456789ABCDEF"u8[octet & 15]);
        }
        column += 3 * sequence.Length;
    }

    private static void SoftBreak(ref int column, ref ByteSink sink)
    {
        sink.Write("=\r\n"u8);
        column = 0;
    }

    private static int SequenceLength(ReadOnlySpan<byte> rest)
    {
        var wanted = rest[0] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
        var length = 1;
        while (length < wanted && length < rest.Length && (rest[length] & 0xC0) == 0x80)
            length++;
        return length;
    }
}
