using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>
/// What the bytes themselves say of their charset, for pages whose declaration is missing or cannot be true. Only what a look at byte
/// frequencies settles is answered: UTF-16 without a mark, Japanese, Cyrillic; everything else stays what it was taken for.
/// </summary>
internal static class CharsetGuess
{
    private const int Head = 256;
    private const int Sample = 1 << 16;

    /// <summary>Fewer bytes above ASCII than this prove nothing.</summary>
    private const int Few = 24;

    /// <summary>UTF-16 without a byte order mark: markup is ASCII, so that every other byte of it is zero. Null for anything else.</summary>
    public static Encoding? Wide(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Head)];
        if (head.Length < 16)
            return null;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        var many = head.Length / 4;
        return odd > many && even * 8 < odd ? Encoding.Unicode : even > many && odd * 8 < even ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Shift JIS, EUC-JP, windows-1251 or KOI8-R, when the bytes can hardly be anything else; else null.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
            return null;
        var sample = bytes.Slice(first, Math.Min(bytes.Length - first, Sample));
        return Japanese(sample) ?? Cyrillic(sample);
    }

    /// <summary>Two bytes a character, valid to the last, and a third of them kana: no other language looks so.</summary>
    private static Encoding? Japanese(ReadOnlySpan<byte> sample)
    {
        foreach (var page in (ReadOnlySpan<int>)[932, 51932])
        {
            var text = Encoding.GetEncoding(page).GetString(sample);
            int kana = 0, wide = 0, broken = 0;
            foreach (var c in text)
            {
                kana += c is >= '\u3040' and <= '\u30FF' ? 1 : 0;
                wide += c > '\u2FFF' && c < '\uFF00' ? 1 : 0;
                // Half-width katakana is what other charsets look like in Shift JIS.
                broken += c is '\uFFFD' or '\u30FB' or >= '\uFF61' and <= '\uFF9F' or >= '\uE000' and <= '\uF8FF' ? 1 : 0;
            }
            if (kana * 4 > wide && kana > Few / 2 && broken * 20 < wide)
                return Encoding.GetEncoding(page);
        }
        return null;
    }

    /// <summary>
    /// Whole words above ASCII, where Latin scripts have single letters; small letters more frequent than capitals, which the two charsets have the
    /// other way round; and the letters а and о, which Greek, Hebrew and Arabic have nothing as frequent in the place of.
    /// </summary>
    private static Encoding? Cyrillic(ReadOnlySpan<byte> sample)
    {
        Span<int> counts = stackalloc int[256];
        int high = 0, together = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] < 0x80)
                continue;
            counts[sample[i]]++;
            high++;
            together += i > 0 && sample[i - 1] >= 0x80 ? 1 : 0;
        }
        if (high < Few || together * 10 < high * 6)
            return null;
        int upper = Sum(counts, 0xC0, 0xDF), lower = Sum(counts, 0xE0, 0xFF);
        if ((upper + lower) * 10 < high * 9)
            return null;
        if (lower > upper * 2)
            return (counts[0xE0] + counts[0xEE]) * 12 > high && Sum(counts, 0xFB, 0xFF) * 80 > high ? Encoding.GetEncoding(1251) : null;
        return upper > lower * 2 && (counts[0xC1] + counts[0xCF]) * 12 > high ? Encoding.GetEncoding("koi8-r") : null;
    }

    private static int Sum(ReadOnlySpan<int> counts, int from, int to)
    {
        var sum = 0;
        for (var i = from; i <= to; i++)
            sum += counts[i];
        return sum;
    }
}
