namespace DigestBot.Wire.Text;

/// <summary>Writing systems, as far as splitting, counting and language need to tell them apart.</summary>
public enum Script
{
    /// <summary>Digits, marks, symbols, and what is not listed here.</summary>
    Other,

    /// <summary>Latin letters.</summary>
    Latin,

    /// <summary>Cyrillic letters.</summary>
    Cyrillic,

    /// <summary>Greek letters.</summary>
    Greek,

    /// <summary>Armenian letters.</summary>
    Armenian,

    /// <summary>Georgian letters.</summary>
    Georgian,

    /// <summary>Hebrew letters.</summary>
    Hebrew,

    /// <summary>Arabic letters, also those of Persian and Urdu.</summary>
    Arabic,

    /// <summary>Devanagari letters.</summary>
    Devanagari,

    /// <summary>Other scripts of India, from Bengali to Malayalam.</summary>
    Indic,

    /// <summary>Thai, Lao, Burmese and Khmer letters: words are not separated by spaces.</summary>
    Spaceless,

    /// <summary>Ethiopic syllables.</summary>
    Ethiopic,

    /// <summary>Hangul.</summary>
    Hangul,

    /// <summary>Hiragana and Katakana.</summary>
    Kana,

    /// <summary>Chinese characters, also those of Japanese.</summary>
    Han,
}

/// <summary>Which script a UTF-16 unit belongs to, by the blocks of Unicode.</summary>
public static class Scripts
{
    private static readonly byte[] Table = MakeTable();

    /// <summary>The script of a letter; <see cref="Script.Other"/> for everything that is no letter of a known script.</summary>
    public static Script Of(char c) => (Script)Table[c];

    private static byte[] MakeTable()
    {
        var table = new byte[char.MaxValue + 1];
        for (var c = 0; c < table.Length; c++)
            table[c] = (byte)ByBlock((char)c);
        return table;
    }

    private static Script ByBlock(char c) => c switch
    {
        < 'A' => Script.Other,
        <= 'z' => char.IsAsciiLetter(c) ? Script.Latin : Script.Other,
        < '\u00AA' => Script.Other,
        <= '\u024F' => c is '\u00D7' or '\u00F7' || !char.IsLetter(c) ? Script.Other : Script.Latin,
        >= '\u0370' and <= '\u03FF' => char.IsLetter(c) ? Script.Greek : Script.Other,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0531' and <= '\u0588' => char.IsLetter(c) ? Script.Armenian : Script.Other,
        >= '\u0590' and <= '\u05F2' => Script.Hebrew,
        >= '\u0620' and <= '\u06FF' => char.IsLetter(c) ? Script.Arabic : Script.Other,
        >= '\u0750' and <= '\u077F' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => c is '\u0964' or '\u0965' || char.IsDigit(c) ? Script.Other : Script.Devanagari,
        >= '\u0980' and <= '\u0DFF' => Script.Indic,
        >= '\u0E00' and <= '\u0EFF' => Script.Spaceless,
        >= '\u1000' and <= '\u109F' => c is '\u104A' or '\u104B' ? Script.Other : Script.Spaceless,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u1100' and <= '\u11FF' => Script.Hangul,
        >= '\u1200' and <= '\u1360' => Script.Ethiopic,
        >= '\u1780' and <= '\u17D3' => Script.Spaceless,
        >= '\u1E00' and <= '\u1EFF' => Script.Latin,
        >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        >= '\u3041' and <= '\u30FF' => c is '\u30FB' ? Script.Other : Script.Kana,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        '\u3005' => Script.Han,
        >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        >= '\uD840' and <= '\uD87F' => Script.Han, // the high half of the supplementary ideographs
        >= '\uF900' and <= '\uFAFF' => Script.Han,
        >= '\uFB1D' and <= '\uFB4F' => Script.Hebrew,
        >= '\uFB50' and <= '\uFDFF' => Script.Arabic,
        >= '\uFE70' and <= '\uFEFC' => Script.Arabic,
        >= '\uFF66' and <= '\uFF9D' => Script.Kana,
        _ => Script.Other,
    };

    /// <summary>Whether characters of this script are counted one by one: Chinese characters and kana.</summary>
    public static bool IsCjk(char c) => Of(c) is Script.Han or Script.Kana;

    /// <summary>Whether the script tells upper from lower case.</summary>
    public static bool HasCase(Script script) => script is Script.Latin or Script.Cyrillic or Script.Greek or Script.Armenian;
}
