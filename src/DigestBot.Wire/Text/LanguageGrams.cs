namespace DigestBot.Wire.Text;

/// <summary>
/// What a language model sees of a text: its letters in lower case, everything else folded into one space, cut into sequences of 1 to <see cref="Longest"/> characters
/// and into whole words. Detector and trainer share it. Sequences are known by a 32-bit hash only.
/// </summary>
internal static class LanguageGrams
{
    /// <summary>Characters of the longest sequence, the spaces around a word included.</summary>
    public const int Longest = 5;

    /// <summary>Letters of the longest word that counts as a whole.</summary>
    public const int LongestWord = 16;

    private const uint Basis = 2166136261;
    private const uint WordBasis = 0x9E3779B9;

    /// <summary>Writes the letters of <paramref name="script"/> in lower case, with one space for everything between them, at the start, and at the end.</summary>
    /// <returns>Characters written: at most two more than <paramref name="text"/> has, and no more than <paramref name="folded"/> takes.</returns>
    public static int Fold(ReadOnlySpan<char> text, Script script, Span<char> folded)
    {
        var n = 0;
        folded[n++] = ' ';
        foreach (var c in text)
        {
            if (n + 1 >= folded.Length)
                break;
            if (c < 128)
            {
                if (char.IsAsciiLetter(c) && script == Script.Latin)
                    folded[n++] = (char)(c | 0x20);
                else if (folded[n - 1] != ' ')
                    folded[n++] = ' ';
            }
            else if (Scripts.Of(c) == script)
                folded[n++] = char.ToLowerInvariant(c);
            else if (c is not '\u00AD' && folded[n - 1] != ' ')
                folded[n++] = ' ';
        }
        if (folded[n - 1] != ' ')
            folded[n++] = ' ';
        return n;
    }

    /// <summary>The hash of a sequence's first character.</summary>
    public static uint First(char c) => Next(Basis, c);

    /// <summary>The hash of a sequence that is one character longer.</summary>
    public static uint Next(uint hash, char c) => (hash ^ c) * 16777619u ^ (hash >> 15);

    /// <summary>The hash of a whole word.</summary>
    public static uint Word(ReadOnlySpan<char> word)
    {
        var hash = WordBasis;
        foreach (var c in word)
            hash = Next(hash, c);
        return hash;
    }
}
