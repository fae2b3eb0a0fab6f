using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Text;

/// <summary>What the characters that draw nothing of their own are for, by the Unicode Standard.</summary>
internal static class InvisibleCharacters
{
    public const int Joiner = 0x200d, NonJoiner = 0x200c, BlackFlag = 0x1f3f4;

    private const int FirstTag = 0xe0020, LastTag = 0xe007e, EndOfTags = 0xe007f;

    /// <summary>The longest flag of a region: "gbeng" and its like, and the end.</summary>
    private const int MostTags = 7;

    /// <summary>Variation selectors (Unicode 23.4): of the emoji, the mathematician, the ideograph.</summary>
    public static bool IsSelector(Rune rune) => rune.Value is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef);

    public static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1f3fb and <= 0x1f3ff;

    /// <summary>What an emoji sequence can be joined of (Extended_Pictographic, in outline).</summary>
    public static bool IsPictograph(Rune rune) =>
        rune.Value is (>= 0x1f000 and <= 0x1faff) or (>= 0x2190 and <= 0x27bf) or (>= 0x2900 and <= 0x2bff) or 0xa9 or 0xae or 0x203c or 0x2049 or 0x2122 or 0x2139 or 0x3030 or 0x303d or 0x3297 or 0x3299 && !IsSkinTone(rune);

    /// <summary>Letters and signs of the scripts in which a joiner or non-joiner changes what is read: Arabic, Syriac, the scripts of India and their kin, Mongolian.</summary>
    public static bool ShapesLetters(Rune rune) =>
        rune.Value is (>= 0x600 and <= 0x109f) or (>= 0x1780 and <= 0x18af) or (>= 0x1a20 and <= 0x1c4f) or (>= 0xa800 and <= 0xabff) or (>= 0xfb50 and <= 0xfdff) or (>= 0xfe70 and <= 0xfefc)
            or (>= 0x10a00 and <= 0x10fff) or (>= 0x11000 and <= 0x11fff) or (>= 0x1e900 and <= 0x1e95f)
        && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Format characters that are seen: signs that stand around or above digits (Prepended_Concatenation_Mark).</summary>
    public static bool IsVisibleFormat(Rune rune) =>
        rune.Value is (>= 0x600 and <= 0x605) or 0x6dd or 0x70f or 0x890 or 0x891 or 0x8e2 or 0x110bd or 0x110cd;

    /// <summary>Mongolian, whose selectors and vowel separator mean something after its own letters only.</summary>
    public static bool IsMongolian(Rune rune) => rune.Value is >= 0x1800 and <= 0x18af;

    /// <summary>Marks that draw nothing: the grapheme joiner, Khmer's two inherent vowels.</summary>
    public static bool IsEmptyMark(Rune rune) => rune.Value is 0x34f or 0x17b4 or 0x17b5;

    /// <summary>Noncharacters (Unicode 23.7).</summary>
    public static bool IsNoCharacter(Rune rune) => (rune.Value & 0xfffe) == 0xfffe || rune.Value is >= 0xfdd0 and <= 0xfdef;

    /// <summary>How many UTF-16 units after a black flag make it the flag of a region (UTS 51, ED-14a); 0 when none or when they do not end.</summary>
    public static int FlagTags(ReadOnlySpan<char> text)
    {
        var (length, tags) = (0, 0);
        while (tags < MostTags && Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == System.Buffers.OperationStatus.Done)
        {
            length += units;
            tags++;
            if (rune.Value == EndOfTags) return tags > 1 ? length : 0;
            if (rune.Value is < FirstTag or > LastTag) return 0;
        }

        return 0;
    }
}
