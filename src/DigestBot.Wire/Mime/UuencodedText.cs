namespace DigestBot.Wire.Mime;

/// <summary>Reads uuencoded attachments (IEEE 1003.1, uuencode), which old programs send as <c>x-uuencode</c>.</summary>
internal static class UuencodedText
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new byte[text.Length];
        var written = 0;
        var begun = false;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? default : text[(end + 1)..];
            if (!begun)
                begun = line.StartsWith("begin "u8);
            else if (line.SequenceEqual("end"u8))
                break;
            else if (!line.IsEmpty)
                written += DecodeLine(line, output.AsSpan(written));
        }
        return output[..written];
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> output)
    {
        // The first character says how many octets the line holds; never more than it has digits for.
        var length = Math.Min(line[0] - 32 & 63, (line.Length - 1) * 3 / 4);
        uint bits = 0;
        int count = 0, written = 0;
        for (var i = 1; i < line.Length && written < length; i++)
        {
            bits = bits << 6 | (uint)(line[i] - 32 & 63);
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            output[written++] = (byte)(bits >> count);
        }
        return written;
    }
}
