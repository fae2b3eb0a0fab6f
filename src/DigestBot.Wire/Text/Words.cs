namespace DigestBot.Wire.Text;

/// <summary>How long a text is: words, and characters of scripts that are read character by character.</summary>
/// <param name="Words">Words, in scripts that separate them; in Thai, Lao, Burmese and Khmer five letters count as one.</param>
/// <param name="CjkCharacters">Chinese characters and kana.</param>
public readonly record struct WordCount(int Words, int CjkCharacters)
{
    /// <summary>Silent reading of non-fiction in English (Brysbaert 2019, "How many words do we read per minute?").</summary>
    public const int WordsPerMinute = 238;

    /// <summary>Silent reading of Chinese and Japanese.</summary>
    public const int CjkCharactersPerMinute = 500;

    /// <summary>Reading time in whole minutes, at least 1.</summary>
    public int Minutes => Math.Max(1, (int)Math.Round((double)Words / WordsPerMinute + (double)CjkCharacters / CjkCharactersPerMinute, MidpointRounding.AwayFromZero));

    /// <summary>One number for both: a word of English is about two Chinese characters.</summary>
    public int Total => Words + (CjkCharacters + 1) / 2;
}

/// <summary>Words of a text: where they are, how many, and the form in which they are compared.</summary>
public static class Words
{
    private const int LettersPerThaiWord = 5;

    /// <summary>Counts words and CJK characters.</summary>
    public static WordCount Count(ReadOnlySpan<char> text)
    {
        int words = 0, cjk = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsWordChar(text[i]))
            {
                i++;
                continue;
            }
            var end = TokenEnd(text, i, out var script);
            if (script is Script.Han or Script.Kana)
                cjk++;
            else if (script == Script.Spaceless)
                words += (end - i + LettersPerThaiWord - 1) / LettersPerThaiWord;
            else
                words++;
            i = end;
        }
        return new WordCount(words, cjk);
    }

    /// <summary>The words of a range, in order: runs of letters and digits, with the apostrophes, hyphens, non-joiners (Persian) and decimal points inside them; each CJK character by itself.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="range">The part to look at.</param>
    /// <returns>Ranges of <paramref name="text"/>.</returns>
    public static List<TextRange> Tokens(string text, TextRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<TextRange>(range.Length / 6 + 1);
        var span = range.Of(text);
        for (var i = 0; i < span.Length;)
        {
            if (!IsWordChar(span[i]))
            {
                i++;
                continue;
            }
            var end = TokenEnd(span, i, out _);
            tokens.Add(new TextRange(range.Start + i, end - i));
            i = end;
        }
        return tokens;
    }

    private static int TokenEnd(ReadOnlySpan<char> text, int start, out Script script)
    {
        script = Scripts.Of(text[start]);
        if (script is Script.Han or Script.Kana)
            return Math.Min(text.Length, start + (char.IsHighSurrogate(text[start]) ? 2 : 1));
        var i = start + 1;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c))
                continue;
            if (c is '\'' or '’' or '-' or '.' or ',' or '\u00AD' or '\u200C' or '\u05F4' or '"')
            {
                if (i + 1 < text.Length && Joins(text[i - 1], c, text[i + 1]))
                    continue;
                break;
            }
            if (!IsWordChar(c) || Scripts.IsCjk(c))
                break;
        }
        return i;
    }

    private static bool Joins(char before, char mark, char after) => mark switch
    {
        '\'' or '’' or '-' or '\u00AD' or '\u200C' or '\u05F4' => IsWordChar(before) && IsWordChar(after) && !Scripts.IsCjk(after),
        '.' or ',' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
        '"' => Scripts.Of(before) == Script.Hebrew && Scripts.Of(after) == Script.Hebrew, // gershayim, as typed
        _ => false,
    };

    private static bool IsWordChar(char c) =>
        c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || Scripts.Of(c) != Script.Other || char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.LetterNumber;
}
