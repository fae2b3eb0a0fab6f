namespace DigestBot.Store;

/// <summary>A list of article ids is stored as zigzag varints of the differences: two bytes an article, in any order.</summary>
internal static class ArticleIds
{
    public static byte[] Pack(IReadOnlyList<long> ids)
    {
        var bytes = new List<byte>(ids.Count * 2);
        long previous = 0;
        foreach (var id in ids)
        {
            var difference = id - previous;
            previous = id;
            var zigzag = (ulong)((difference << 1) ^ (difference >> 63));
            for (; zigzag >= 0x80; zigzag >>= 7)
                bytes.Add((byte)(zigzag | 0x80));
            bytes.Add((byte)zigzag);
        }

        return [.. bytes];
    }

    /// <summary>The ids, or none when the bytes are damaged.</summary>
    public static IReadOnlyList<long> UnpackWhole(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Unpack(bytes);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <exception cref="FormatException">The bytes end inside a number.</exception>
    public static IReadOnlyList<long> Unpack(ReadOnlySpan<byte> bytes)
    {
        var ids = new List<long>();
        long previous = 0;
        for (var i = 0; i < bytes.Length;)
        {
            ulong zigzag = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (i == bytes.Length || shift > 63) throw new FormatException("A stored list of article ids is damaged.");
                var b = bytes[i++];
                zigzag |= (ulong)(b & 0x7f) << shift;
                if (b < 0x80) break;
            }

            previous += (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            ids.Add(previous);
        }

        return ids;
    }
}
