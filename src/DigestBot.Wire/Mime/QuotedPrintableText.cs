namespace DigestBot.Wire.Mime;

/// <summary>Reads quoted-printable (RFC 2045 6.7), and the Q encoding of headers (RFC 2047 4.2), forgiving what is not encoded right.</summary>
internal static class QuotedPrintableText
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new byte[text.Length];
        var written = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            var ending = end < 0 ? default : line is [.., (byte)'\r'] ? "\r\n"u8 : "\n"u8;
            if (ending.Length == 2)
                line = line[..^1];
            if (line is [.., (byte)' ' or (byte)'\t'])
                line = line.TrimEnd(" \t"u8); // RFC 2045 6.7 (3): added on the way.
            if (line is [.., (byte)'='])
            {
                line = line[..^1];
                ending = default;
            }
            written += DecodeLine(line, output.AsSpan(written), underscores: false);
            foreach (var octet in ending)
                output[written++] = octet;
        }
        return written == output.Length ? output : output.AsSpan(0, written).ToArray();
    }

    public static byte[] DecodeQ(ReadOnlySpan<byte> word)
    {
        var output = new byte[word.Length];
        return output.AsSpan(0, DecodeLine(word, output, underscores: true)).ToArray();
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> output, bool underscores)
    {
        var written = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var octet = line[i];
            if (octet == '=' && i + 2 < line.Length && Hex(line[i + 1]) is >= 0 and var high && Hex(line[i + 2]) is >= 0 and var low)
            {
                octet = (byte)(high << 4 | low);
                i += 2;
            }
            else if (octet == '_' && underscores)
                octet = (byte)' ';
            output[written++] = octet; // An equals sign without two digits stays.
        }
        return written;
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? (digit & 15) + (digit > '9' ? 9 : 0) : -1;
}
