using System.Globalization;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>Finds the numbers of a text, in digits of any script and in words, so that "1,200", "1.200" (German), "1 200" and "1.2 thousand" are the same.</summary>
internal static class Numbers
{
    private const int MostDigits = 24;
    private const decimal MostToScale = 1e12m;

    /// <summary>The numbers in order. "One" says too little to be one, unless a scale follows: "one million".</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Two-letter code; English when null.</param>
    public static List<StatedNumber> Of(string text, string? language)
    {
        var found = new List<StatedNumber>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsDigit(text[i])) i = InDigits(text, i, language, found);
            else if (KanjiNumber.IsDigit(text[i])) i = KanjiNumber.Read(text, i, found);
            else if (char.IsLetter(text[i])) i = InWords(text, i, language, found);
            else i++;
        }

        return found;
    }

    private static int InDigits(string text, int start, string? language, List<StatedNumber> found)
    {
        var written = new StringBuilder();
        var i = start;
        for (; i < text.Length && written.Length < MostDigits * 2; i++)
        {
            if (char.IsDigit(text[i])) written.Append((char)('0' + (int)CharUnicodeInfo.GetNumericValue(text[i])));
            else if (i + 1 < text.Length && char.IsDigit(text[i + 1]) && Separator(text, i, written, language) is { } mark) written.Append(mark);
            else break;
        }

        if (written.Length >= MostDigits * 2)
            while (i < text.Length && char.IsDigit(text[i])) i++; // no number that anybody states
        var (value, parts) = Notation.Read(written.ToString(), language);
        var (scaled, percent, end) = Following(text, i, value, language);
        found.Add(new StatedNumber(scaled, percent, start) { Unit = Units.Of(text, start, end) });
        // "100m" may be metres, and a date or a version is made of numbers: the source says these too.
        if (scaled != value) found.Add(new StatedNumber(value, percent, -1));
        foreach (var part in parts) found.Add(new StatedNumber(part, false, -1));
        return end;
    }

    private static int InWords(string text, int start, string? language, List<StatedNumber> found)
    {
        var end = Math.Max(start + 1, WordEnd(text, start));
        if (end - start > 30) return end;
        var word = text[start..end].ToLowerInvariant();
        var value = NumberWords.Value(language, word);
        if (value == 0) return end;
        if (value % 10 == 0 && value >= 20 && language is "es" or "ru" && LongerWord(text, start, end, language) is { Value: > 0 } longer) (end, value) = longer;
        var (scaled, percent, after) = Following(text, end, value.ToString(CultureInfo.InvariantCulture), language);
        if (scaled != "1" || percent) found.Add(new StatedNumber(scaled, percent, start) { Unit = Units.Of(text, start, after) });
        return after;
    }

    /// <summary>"treinta y cinco", "тридцать пять".</summary>
    private static (int End, int Value) LongerWord(string text, int start, int end, string language)
    {
        for (var words = 0; words < 2 && end < text.Length && text[end] == ' '; words++)
        {
            end = WordEnd(text, end + 1);
            if (end - start < 40 && NumberWords.Value(language, text[start..end].ToLowerInvariant()) is > 0 and var value) return (end, value);
        }

        return default;
    }

    /// <summary>What the words after a number make of it: "3 million", "12 %", "2億5000万".</summary>
    private static (string Value, bool Percent, int End) Following(string text, int at, string value, string? language)
    {
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > MostToScale) return (value, false, at);
        if (at < text.Length && NumberWords.Sign(text[at]) > 0) return KanjiNumber.Mixed(text, at, number);
        var i = at;
        for (var scales = 0; scales < 2; scales++)
        {
            var begin = Skip(text, i);
            if (begin < text.Length && (text[begin] is '%' or '٪' or '％' || text.AsSpan(begin).StartsWith("パーセント"))) return (Plain(number), true, begin + 1);
            var end = WordEnd(text, begin);
            if (end == begin || end - begin > 15) break;
            var word = text[begin..end].ToLowerInvariant();
            if (NumberWords.IsPercent(word, text[Skip(text, end)..WordEnd(text, Skip(text, end))].ToLowerInvariant())) return (Plain(number), true, end);
            // A single letter multiplies only where it is written to the digits.
            if (NumberWords.Scale(language, word) is not (> 0 and var scale) || (word.Length == 1 && begin != at) || number * scale > MostToScale * 1000) break;
            number *= scale;
            i = end;
        }

        return (Plain(number), false, i);
    }

    internal static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static char? Separator(string text, int i, StringBuilder written, string? language) => text[i] switch
    {
        '.' or ',' => text[i],
        '٫' => '.',
        '\'' or '’' or '\u00a0' or '\u202f' or '\u2009' or '٬' when IsGroup(text, i, written) => '_',
        ' ' when language is "de" or "fr" or "es" or "it" or "pt" or "nl" or "ru" or "uk" or "pl" or "cs" or "sk" or "sv" or "da" or "fi" or "nb" or "no" or "bg" or "hu" && IsGroup(text, i, written) => '_',
        _ => null,
    };

    // Three digits behind, and one to three, or three again, before.
    private static bool IsGroup(string text, int i, StringBuilder written)
    {
        var before = written.Length - 1 - written.ToString().LastIndexOfAny(['.', ',', '_']);
        return before is >= 1 and <= 3 && i + 3 < text.Length && char.IsDigit(text[i + 2]) && char.IsDigit(text[i + 3]) && (i + 4 >= text.Length || !char.IsDigit(text[i + 4]));
    }

    private static int Skip(string text, int i)
    {
        while (i < text.Length && text[i] is ' ' or '\u00a0' or '\u202f' or '-') i++;
        return i;
    }

    private static int WordEnd(string text, int i)
    {
        while (i < text.Length && (char.IsLetter(text[i]) || (text[i] is '-' && i + 1 < text.Length && char.IsLetter(text[i + 1]))) && !Scripts.IsCjk(text[i])) i++;
        return i;
    }
}
