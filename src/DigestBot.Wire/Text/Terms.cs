using System.Collections.Frozen;

namespace DigestBot.Wire.Text;

/// <summary>The forms in which words are compared: lower case, without endings; CJK and Thai as pairs of characters; no stop words.</summary>
public static class Terms
{
    private const int PrefixLength = 6;

    /// <summary>The terms of a range in order, with repetitions.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="tokens">Its words, from <see cref="Words.Tokens"/>.</param>
    /// <param name="language">A language tag; English when null.</param>
    public static List<string> Of(string text, IReadOnlyList<TextRange> tokens, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        var stop = StopWords.Of(language);
        var english = LanguageTag.Primary(language) is null or "en";
        var terms = new List<string>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i].Of(text);
            var script = Scripts.Of(token[0]);
            if (script is Script.Han or Script.Kana)
            {
                if (i + 1 < tokens.Count && tokens[i + 1].Start == tokens[i].End && Scripts.IsCjk(text[tokens[i + 1].Start]) && !(IsHiragana(token[0]) && IsHiragana(text[tokens[i + 1].Start])))
                    terms.Add(text.Substring(tokens[i].Start, tokens[i].Length + tokens[i + 1].Length));
            }
            else if (script == Script.Spaceless)
                AddThai(token, terms);
            else if (Of(token, stop, english) is { } term)
                terms.Add(term);
        }
        return terms;
    }

    /// <summary>One word's term; null for a stop word, a single letter, or a word without letters and digits.</summary>
    public static string? Of(ReadOnlySpan<char> word, string? language) =>
        Of(word, StopWords.Of(language), LanguageTag.Primary(language) is null or "en");

    private static string? Of(ReadOnlySpan<char> word, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> stop, bool english)
    {
        word = Bare(word);
        if (word.Length < 2 || stop.Contains(word))
            return null;
        Span<char> lower = stackalloc char[Math.Min(word.Length, 32)];
        word[..lower.Length].ToLowerInvariant(lower);
        if (english)
            return lower[..StemLength(lower)].ToString();
        return (lower.Length > PrefixLength && Scripts.Of(lower[0]) is not (Script.Arabic or Script.Hebrew) ? lower[..PrefixLength] : lower).ToString();
    }

    /// <summary>Without the English possessive and the French and Italian elision.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word)
    {
        var apostrophe = word.IndexOfAny('\'', '’');
        if (apostrophe < 0)
            return word;
        return apostrophe <= 2 && word.Length - apostrophe > 3 ? word[(apostrophe + 1)..] : word.Length - apostrophe <= 3 ? word[..apostrophe] : word;
    }

    /// <summary>A light English stemmer: plural, -ing, -ed, -ly and -ation go when enough is left.</summary>
    private static int StemLength(ReadOnlySpan<char> w)
    {
        var n = w.Length;
        if (n > 3 && w[n - 1] == 's' && w[n - 2] is not ('s' or 'u' or 'i'))
            n -= n > 4 && w[n - 2] == 'e' && (w[n - 3] is 's' or 'x' or 'z' || w[n - 3] == 'h' && w[n - 4] is 's' or 'c') ? 2 : 1;
        if (n > 4 && w[..n].EndsWith("ie"))
            return n - 2;
        if (n > 6 && w[..n].EndsWith("ation"))
            n -= 5;
        else if (n > 5 && w[..n].EndsWith("ing"))
            n -= 3;
        else if (n > 4 && w[..n].EndsWith("ed"))
            n -= 2;
        else if (n > 5 && w[..n].EndsWith("ly"))
            n -= 2;
        if (n > 3 && n < w.Length && w[n - 1] == w[n - 2] && w[n - 1] is not ('s' or 'l'))
            n--;
        if (n > 3 && w[n - 1] is 'e' or 'y')
            n--;
        return n;
    }

    private static void AddThai(ReadOnlySpan<char> run, List<string> terms)
    {
        for (var i = 0; i + 4 <= run.Length; i += 2)
            terms.Add(run.Slice(i, 4).ToString());
    }

    private static bool IsHiragana(char c) => c is >= '\u3041' and <= '\u309F';
}
