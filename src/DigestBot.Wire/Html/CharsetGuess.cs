using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>
/// What the bytes themselves say of their charset, for pages whose declaration is missing or cannot be true. Only what the frequency of letters
/// settles is answered (Li and Momoi, "A composite approach to language/encoding detection", 2001); everything else stays what it was taken for.
/// </summary>
internal static class CharsetGuess
{
    private const int Head = 256;

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

    /// <summary>
    /// The charset when the bytes can hardly be anything else: of Chinese, Japanese and Korean; of Cyrillic, Greek, Hebrew, Arabic and Thai; of Central European, Turkish and Baltic languages. Else null.
    /// </summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0)
            return null;
        var text = TextBytes.Of(bytes);
        return EastAsianCharsets.Of(text) ?? AlphabetCharsets.Of(text) ?? LatinCharsets.Of(text);
    }
}
