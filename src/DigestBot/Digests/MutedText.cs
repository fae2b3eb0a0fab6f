using System.Globalization;
using System.Text;

namespace DigestBot.Digests;

/// <summary>
/// Finding muted words in titles. A word is found where it stands as a word of its own: no letter, digit or combining mark joins it on either side,
/// but where a script puts no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and for signs and emoji, it is found anywhere.
/// A phrase is found as it is written, whatever the spaces, dashes and apostrophes look like; an apostrophe or a dash ends a word ("Trump's", "AI-powered").
/// Case does not count, nor width (ＡＩ is AI), nor whether an accent is part of its letter or a mark of its own; the accent itself counts.
/// Beyond the simple case of each letter: the Turkish ı, I, i and İ are one letter, ß is ss, ς is σ, whatever the title's language.
/// </summary>
internal static class MutedText
{
    /// <summary>A text in the form in which texts are compared.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return Spaces(text.ToLowerInvariant());
        var whole = new StringBuilder(text.Length);
        // Rune by rune: a stranger's title may have half a surrogate pair, which cannot be normalised.
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        var folded = new StringBuilder(text.Length);
        foreach (var rune in whole.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            folded.Append(rune.Value switch
            {
                'ı' or 'İ' => "i",
                'ß' or 'ẞ' => "ss",
                'ς' => "σ",
                (>= 0x2010 and <= 0x2015) or 0x2212 => "-",
                0x2018 or 0x2019 or 0x02BC or 0x02B9 => "'",
                0x00AD or 0x200B or 0x2060 or 0xFEFF or 0xFE0E or 0xFE0F => "", // soft hyphen, zero-width spaces, variation selectors
                _ => Rune.ToLowerInvariant(rune).ToString(),
            });
        }

        return Spaces(folded.ToString());
    }

    /// <summary>Whether a folded title has a folded word.</summary>
    public static bool Has(string title, string word)
    {
        for (var at = title.IndexOf(word, StringComparison.Ordinal); at >= 0; at = title.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (!Joined(title, at) && !Joined(title, at + word.Length)) return true;
        return false;
    }

    private static string Spaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a place is within a word or within a letter, so that no word begins or ends there.</summary>
    private static bool Joined(string text, int at)
    {
        if (at <= 0 || at >= text.Length) return false;
        if (!Rune.TryGetRuneAt(text, at, out var after)) return true; // between the halves of a surrogate pair
        if (Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _) != System.Buffers.OperationStatus.Done) return true;
        if (IsMark(after)) return Rune.IsLetterOrDigit(before) || IsMark(before); // the mark belongs to the letter before it, in any script
        return InWord(before) && InWord(after);
    }

    private static bool InWord(Rune rune) => (Rune.IsLetterOrDigit(rune) || IsMark(rune)) && !WithoutSpaces(rune.Value);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Unicode blocks: Thai, Lao; Myanmar; Khmer; CJK radicals to Han, kana and bopomofo (Hangul spaces its words); compatibility ideographs, half-width kana; the ideographic planes.
    private static bool WithoutSpaces(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x312F)
        or (>= 0x3190 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
