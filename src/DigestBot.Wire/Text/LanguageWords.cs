using System.Collections.Frozen;

namespace DigestBot.Wire.Text;

/// <summary>Counts each language's small words, and letters that only some languages have. (Character n-grams would go here beside it.)</summary>
internal static class LanguageWords
{
    /// <summary>Languages of Latin script that have a list of stop words.</summary>
    public static readonly string[] Latin =
        [.. StopWords.Languages.Where(l => l is not ("ru" or "uk" or "bg" or "el" or "ar" or "fa" or "ur" or "he" or "hi"))];

    /// <summary>Each small word with the languages that have it: bit n is the n-th of <see cref="StopWords.Languages"/>.</summary>
    private static readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> Having = MakeHaving();

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["de"] = "ßäöü", ["fr"] = "çèêàâîôûœé", ["es"] = "ñ¿¡óáíéú", ["pt"] = "ãõçáâêóé", ["it"] = "àèìòù", ["ca"] = "·çàèòï", ["ro"] = "șțăâî", ["sv"] = "åäö", ["da"] = "æøå", ["nb"] = "æøå",
        ["fi"] = "äö", ["et"] = "õäöü", ["pl"] = "łąęśżźćńó", ["cs"] = "řěůčšžýáíé", ["sk"] = "ľĺŕôčšžýáíťď", ["hu"] = "őűöüáéó", ["tr"] = "ğışçöü", ["vi"] = "ăâđêôơưạảấầậắằếềểệịọốồộớờợụủứừữựỳ", ["hr"] = "čćđšž",
    };

    /// <summary>The one among <paramref name="languages"/> whose words and letters the text has clearly more of; null when none.</summary>
    public static string? Best(ReadOnlySpan<char> text, IReadOnlyList<string> languages)
    {
        var scores = new double[languages.Count];
        var words = CountWords(text, languages, scores);
        if (words < 4)
            return null;
        AddLetters(text, languages, scores, words);
        int best = 0, second = -1;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                (second, best) = (best, i);
            else if (second < 0 || scores[i] > scores[second])
                second = i;
        var enough = scores[best] >= Math.Max(1.9, words * .12);
        return enough && scores[best] > (second < 0 ? 0 : scores[second]) * 1.04 + .3 ? languages[best] : null;
    }

    private static int CountWords(ReadOnlySpan<char> text, IReadOnlyList<string> languages, double[] scores)
    {
        var all = StopWords.Languages.ToList();
        var bits = languages.Select(l => 1UL << all.IndexOf(l)).ToArray();
        var words = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && char.IsLetter(text[i]))
                i++;
            words++;
            if (i - start > 12 || !Having.TryGetValue(text[start..i], out var having))
                continue;
            for (var l = 0; l < bits.Length; l++)
                if ((having & bits[l]) != 0)
                    scores[l] += i - start == 1 ? .5 : 1;
        }
        return words;
    }

    private static void AddLetters(ReadOnlySpan<char> text, IReadOnlyList<string> languages, double[] scores, int words)
    {
        Span<int> own = stackalloc int[languages.Count];
        var marked = 0;
        foreach (var c in text)
        {
            if (c < 128 || !char.IsLetter(c))
                continue;
            marked++;
            var lower = char.ToLowerInvariant(c);
            for (var l = 0; l < own.Length; l++)
                if (Letters.TryGetValue(languages[l], out var letters) && letters.Contains(lower, StringComparison.Ordinal))
                    own[l]++;
        }
        if (marked == 0)
            return;
        // A language is helped by letters that it has, and hindered by those that it has not.
        var weight = Math.Min(marked, words * .6);
        for (var l = 0; l < own.Length; l++)
            scores[l] += weight * (own[l] - (marked - own[l])) / marked * .6;
    }

    private static FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> MakeHaving()
    {
        var having = new Dictionary<string, ulong>(StringComparer.OrdinalIgnoreCase);
        for (var l = 0; l < StopWords.Languages.Count; l++)
            foreach (var word in StopWordLists.ByLanguage[StopWords.Languages[l]].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                having[word] = having.GetValueOrDefault(word) | 1UL << l;
        return having.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
