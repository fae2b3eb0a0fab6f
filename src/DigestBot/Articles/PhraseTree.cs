using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>
/// Finds thousands of words and phrases in one pass over a text, in any language, without making strings: a tree over characters, entered at the beginning of each word.
/// Case is ignored, hyphens and apostrophes count as spaces, an "s" at the end of a word may be added. A phrase "wissenschaft*" is found in every word that begins so.
/// Chinese, Japanese and Thai have no spaces: their phrases are found anywhere. Korean ones are found at the beginning of a word, whatever particle follows.
/// </summary>
public sealed class PhraseTree
{
    private const int LongestPhrase = 80;
    private const char Star = '*';

    private readonly ulong[] keys;
    private readonly int[] children;
    private readonly List<int> exact = [-1];
    private readonly List<int> begun = [-1];
    private readonly int shift;

    /// <summary>Builds the tree. Of equal phrases the first stays.</summary>
    /// <param name="phrases">Phrases and the numbers (from 0) that stand for them; longer ones than 80 UTF-16 units are left out.</param>
    public PhraseTree(IEnumerable<(string Phrase, int Number)> phrases)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        var edges = new Dictionary<ulong, int>();
        foreach (var (phrase, number) in phrases)
            Insert(edges, Folded(phrase), number);
        var bits = 4;
        while (1 << bits < edges.Count * 2)
            bits++;
        shift = 64 - bits;
        keys = new ulong[1 << bits];
        children = new int[1 << bits];
        foreach (var (key, child) in edges)
        {
            var slot = Slot(key);
            while (keys[slot] != 0)
                slot = (slot + 1) & (keys.Length - 1);
            (keys[slot], children[slot]) = (key, child);
        }
    }

    /// <summary>The next phrase at or after a place; where several begin, the longest. The next search begins after it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin; afterwards the unit after the phrase, or the text's end.</param>
    /// <returns>The phrase's number; -1 when there is none.</returns>
    public int Next(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (!IsWord(c))
            {
                at++;
                continue;
            }
            var script = c < 128 ? Script.Latin : Scripts.Of(c);
            // Arabic and Hebrew write article, "and" and prepositions into the word.
            for (var skipped = 0; skipped <= (script is Script.Arabic ? 3 : script is Script.Hebrew ? 1 : 0); skipped++)
            {
                var (number, end) = Longest(text, at + skipped);
                if (number < 0)
                    continue;
                at = end;
                return number;
            }
            at++;
            if (script is not (Script.Han or Script.Kana or Script.Spaceless))
                while (at < text.Length && IsWord(text[at]) && !Scripts.IsCjk(text[at]))
                    at++;
        }
        return -1;
    }

    /// <summary>The number of the phrase that is the whole text; -1 when it is none.</summary>
    public int Whole(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestPhrase)
            return -1;
        var (number, end) = Longest(text, 0);
        return end == text.Length ? number : -1;
    }

    private (int Number, int End) Longest(ReadOnlySpan<char> text, int start) => Walk(text, start, start, 0);

    private (int Number, int End) Walk(ReadOnlySpan<char> text, int start, int from, int node)
    {
        var best = (Number: -1, End: start);
        for (var i = from; ;)
        {
            if (begun[node] >= 0)
                best = (begun[node], WordEnd(text, i));
            else if (exact[node] >= 0 && EndsAt(text, start, i) is var end and >= 0)
                best = (exact[node], end);
            if (i > start && Child(node, Star) is var rest and > 0 && Walk(text, start, WordEnd(text, i), rest) is { Number: >= 0 } longer && longer.End > best.End)
                best = longer;
            if (i >= text.Length || i - start > LongestPhrase)
                return best;
            var c = Fold(text[i++]);
            if (c == ' ')
                while (i < text.Length && Fold(text[i]) == ' ')
                    i++;
            if (c == '\u00AD')
                continue;
            node = Child(node, c);
            if (node == 0)
                return best;
        }
    }

    /// <summary>Where a phrase that was found up to <paramref name="i"/> ends; -1 when it ends inside a word.</summary>
    private static int EndsAt(ReadOnlySpan<char> text, int start, int i)
    {
        if (i >= text.Length || !IsWord(text[i]))
            return i - start > 1 || !IsDense(text[start]) || start == 0 || !IsDense(text[start - 1]) ? i : -1;
        if (IsDense(text[i - 1]))
            return i - start > 1 || Scripts.Of(text[start]) is Script.Spaceless ? i : -1; // one character alone is part of too many words
        if (text[i] is 's' && i - start >= 4 && text[i - 1] is not 's' && (i + 1 == text.Length || !IsWord(text[i + 1])))
            return i + 1;
        return Scripts.IsCjk(text[i]) ? i : -1;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && IsWord(text[i]) && !Scripts.IsCjk(text[i]))
            i++;
        return i;
    }

    private void Insert(Dictionary<ulong, int> edges, string phrase, int number)
    {
        var open = phrase.EndsWith(Star);
        if (open)
            phrase = phrase[..^1];
        if (phrase.Length is 0 or > LongestPhrase)
            return;
        var node = 0;
        foreach (var c in phrase)
        {
            var key = Key(node, c);
            if (!edges.TryGetValue(key, out var child))
            {
                edges[key] = child = exact.Count;
                exact.Add(-1);
                begun.Add(-1);
            }
            node = child;
        }
        var ends = open ? begun : exact;
        if (ends[node] < 0)
            ends[node] = number;
    }

    private static string Folded(string phrase)
    {
        var folded = new System.Text.StringBuilder(phrase.Length);
        foreach (var c in phrase.Trim())
            if (Fold(c) is var f && (f != ' ' || folded.Length > 0 && folded[^1] != ' '))
                folded.Append(f);
        return folded.ToString();
    }

    private int Child(int node, char c)
    {
        var key = Key(node, c);
        for (var slot = Slot(key); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
            if (keys[slot] == key)
                return children[slot];
        return 0;
    }

    private static ulong Key(int node, char c) => (ulong)(uint)node << 16 | c;

    private int Slot(ulong key) => (int)(key * 0x9E3779B97F4A7C15 >> shift);

    private static char Fold(char c) => c switch
    {
        '-' or '\'' => ' ',
        < (char)128 => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c,
        '’' or '‘' or '\u00A0' or '\u2010' or '\u2011' => ' ',
        'ё' or 'Ё' => 'е',
        _ => char.ToLowerInvariant(c),
    };

    private static bool IsWord(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Scripts in which a word's end cannot be seen, or is covered by a particle.</summary>
    private static bool IsDense(char c) => c >= '\u0E00' && Scripts.Of(c) is Script.Han or Script.Kana or Script.Spaceless or Script.Hangul;
}
