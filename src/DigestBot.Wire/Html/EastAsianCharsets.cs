using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>Charsets of two bytes a character: what is valid to the last and reads as Chinese, Japanese or Korean does.</summary>
internal static class EastAsianCharsets
{
    private const int ShiftJis = 932;
    private const int EucJp = 51932;
    private const int Korean = 949;
    private const int Gb18030 = 54936;
    private const int Big5 = 950;

    /// <summary>Fewer characters than this prove nothing.</summary>
    private const int Few = 12;

    /// <summary>In Chinese of any kind, one character in four or five is one of these; read in another charset, one in a hundred.</summary>
    private const string Frequent = "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們到说說年会會也";

    private const double FrequentShare = .06;

    /// <summary>The charset, or null.</summary>
    /// <param name="text">Bytes of text.</param>
    public static Encoding? Of(ReadOnlySpan<byte> text)
    {
        foreach (var page in (ReadOnlySpan<int>)[ShiftJis, EucJp, Gb18030, Big5, Korean])
            if (Reads(page, text))
                return Encoding.GetEncoding(page);
        return null;
    }

    private static bool Reads(int page, ReadOnlySpan<byte> text)
    {
        int kana = 0, hangul = 0, han = 0, frequent = 0, broken = 0, joined = 0;
        var before = ' ';
        foreach (var c in Encoding.GetEncoding(page).GetString(text))
        {
            // A letter with an accent and the letter behind it look like one character within a word.
            joined += c >= 0x80 && char.IsAsciiLetter(before) ? 1 : 0;
            before = c;
            if (c is >= '\u3040' and <= '\u30FA' or >= '\u30FC' and <= '\u30FF')
                kana++;
            else if (c is >= '\uAC00' and <= '\uD7A3')
                hangul++;
            else if (c is >= '\u4E00' and <= '\u9FFF')
            {
                han++;
                frequent += Frequent.Contains(c, StringComparison.Ordinal) ? 1 : 0;
            }
            // Half-width katakana is what other charsets look like in Shift JIS; private characters are what nobody has assigned.
            else if (c is '\uFFFD' or '\u30FB' or >= '\uFF61' and <= '\uFF9F' or >= '\uE000' and <= '\uF8FF')
                broken++;
        }

        var all = kana + hangul + han;
        if (all < Few || broken * 20 >= all || joined * 4 > all)
            return false;
        return page switch
        {
            ShiftJis or EucJp => kana * 4 > all,
            // Chinese read as Korean has as many ideographs and symbols as syllables.
            Korean => hangul * 10 > all * 8,
            _ => han * 10 > all * 9 && frequent > Math.Max(2, han * FrequentShare),
        };
    }
}
