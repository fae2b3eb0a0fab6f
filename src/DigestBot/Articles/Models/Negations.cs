using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>A "not" that slipped in or got lost: a sentence that says nearly the same as one of the article must be as negative as that one.</summary>
internal static class Negations
{
    /// <summary>So many of the terms of a summary's sentence are those of one sentence of the article.</summary>
    private const double NearlyTheSame = .7;

    private const int FewestTerms = 4;

    private static readonly FrozenDictionary<string, FrozenSet<string>> Words = new Dictionary<string, string>
    {
        ["en"] = "not no never nor neither without cannot nobody nothing none isn't aren't wasn't weren't don't doesn't didn't won't can't couldn't shouldn't wouldn't hasn't haven't hadn't fails failed refuses refused denies denied",
        ["de"] = "nicht kein keine keinen keinem keiner keines nie niemals ohne niemand nichts weder", ["fr"] = "pas jamais aucun aucune sans ni non rien personne", ["es"] = "no nunca jamás ningún ninguna ninguno sin ni tampoco nada nadie",
        ["it"] = "non mai nessun nessuno nessuna senza né niente nulla", ["pt"] = "não nunca jamais nenhum nenhuma sem nem nada ninguém", ["nl"] = "niet geen nooit zonder niemand niets", ["sv"] = "inte aldrig ingen inget inga utan",
        ["da"] = "ikke aldrig ingen intet uden", ["nb"] = "ikke aldri ingen intet uten", ["ru"] = "не ни никогда нет без никто ничего", ["uk"] = "не ні ніколи немає без ніхто нічого", ["pl"] = "nie nigdy bez ani nikt nic",
    }.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether a sentence of the summary says the opposite of the article's own; false in languages whose negations are not known.</summary>
    public static bool Differ(string summary, IReadOnlyList<TextRange> sentences, SourceText source)
    {
        if (!Words.TryGetValue(source.Language ?? "en", out var words)) return false;
        foreach (var sentence in sentences)
        {
            var terms = Terms.Of(summary, Wire.Text.Words.Tokens(summary, sentence), source.Language).ToHashSet(StringComparer.Ordinal);
            if (terms.Count < FewestTerms) continue;
            var own = Has(sentence.Of(summary), words);
            bool same = false, other = false;
            foreach (var (range, said) in source.Sentences)
                if (terms.Count(said.Contains) >= NearlyTheSame * terms.Count)
                    if (Has(range.Of(source.Text), words) == own) same = true;
                    else other = true;
            if (other && !same) return true;
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<char> sentence, FrozenSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[24];
        for (var rest = sentence; Openers.First(rest) is { IsEmpty: false } word;)
        {
            if (word.Length <= lower.Length)
            {
                var length = word.ToLowerInvariant(lower);
                lower[..length].Replace('’', '\'');
                if (lookup.Contains(lower[..length])) return true;
            }

            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }

        return false;
    }
}
