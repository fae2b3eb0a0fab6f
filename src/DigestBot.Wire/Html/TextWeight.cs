using System.Buffers;

namespace DigestBot.Wire.Html;

/// <summary>How much a text says, measured so that scripts compare: characters, folded white space, CJK characters doubled.</summary>
internal static class TextWeight
{
    // Latin, Arabic, Devanagari-free Indic scripts use the Latin one; Ethiopic, ideographic and full-width commas as found in prose.
    private static readonly SearchValues<char> Commas = SearchValues.Create(",،؛፣、，﹐﹑﹔；;。।");

    /// <summary>A text's length and commas.</summary>
    public static (int Length, int Commas) Count(ReadOnlySpan<char> text)
    {
        var length = Of(text);
        return (length, length == 0 ? 0 : CountCommas(text));
    }

    /// <summary>Characters with each run of white space counted once and none at the ends; CJK characters count twice.</summary>
    public static int Of(ReadOnlySpan<char> value)
    {
        var length = 0;
        var space = true;
        foreach (var c in value)
        {
            if (c <= ' ' || (c >= 0x80 && char.IsWhiteSpace(c)))
            {
                length += space ? 0 : 1;
                space = true;
                continue;
            }
            length += IsWide(c) ? 2 : 1;
            space = false;
        }
        return length > 0 && space ? length - 1 : length;
    }

    /// <summary>Kana, ideographs, Hangul and full-width forms.</summary>
    public static bool IsWide(char c) => c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF01' and <= '\uFF60';

    private static int CountCommas(ReadOnlySpan<char> value)
    {
        var count = 0;
        for (int at; (at = value.IndexOfAny(Commas)) >= 0; value = value[(at + 1)..])
            count++;
        return count;
    }
}
