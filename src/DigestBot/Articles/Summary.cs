namespace DigestBot.Articles;

/// <summary>
/// Extracts a summary: sentences that say what the article says most, and say it early, and not what another chosen one says already
/// (centroid + position + redundancy; on news texts this beats the first three sentences, TextRank and LexRank).
/// </summary>
public static class Summary
{
    private const int FewestWords = 80;
    private const int FewestSentences = 4;
    private const double Position = 1.4;
    private const double Redundancy = .6;

    /// <summary>Two, three or four sentences, by the text's length, in the text's order; none when it is too short to need a summary.</summary>
    public static IReadOnlyList<Sentence> Choose(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var count = reading.Sentences.Count;
        if (count < FewestSentences || reading.Sentences.Sum(s => s.Words) < FewestWords)
            return [];
        return Choose(reading, count < 12 ? 2 : count > 60 ? 4 : 3);
    }

    /// <summary>The best <paramref name="number"/> sentences in the text's order.</summary>
    internal static IReadOnlyList<Sentence> Choose(Reading reading, int number)
    {
        var sentences = reading.Sentences;
        var scores = Scores(reading);
        var chosen = new List<int>();
        var overlap = new double[scores.Length];
        while (chosen.Count < Math.Min(number, scores.Length))
        {
            var best = -1;
            for (var i = 0; i < scores.Length; i++)
                if (!chosen.Contains(i) && (best < 0 || scores[i] - Redundancy * overlap[i] > scores[best] - Redundancy * overlap[best]))
                    best = i;
            if (best < 0 || double.IsNegativeInfinity(scores[best]))
                break;
            chosen.Add(best);
            var terms = sentences[best].Terms.ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < scores.Length; i++)
                overlap[i] = Math.Max(overlap[i], Overlap(sentences[i].Terms, terms));
        }
        chosen.Sort();
        return [.. chosen.Select(i => sentences[i])];
    }

    private static double[] Scores(Reading reading)
    {
        var sentences = reading.Sentences;
        var scores = reading.Weights.Content(sentences);
        for (var i = 0; i < scores.Length; i++)
        {
            var sentence = sentences[i];
            var span = sentence.Range.Of(reading.Text);
            scores[i] += Position * Math.Exp(-.1 * sentence.Index)
                - LengthPenalty(sentence.Words)
                - (Openers.IsDangling(span, reading.Language) ? .1 : 0)
                - (span[^1] is '?' or '？' or '؟' ? .3 : 0)
                - (span[^1] is ':' ? .5 : 0)
                - (sentence.Tag is "li" or "blockquote" or "dd" ? .4 : 0)
                - (span[0] is '(' or '[' ? .3 : 0);
        }
        return scores;
    }

    private static double LengthPenalty(int words) => words < 8 ? .08 * (8 - words) : words > 45 ? Math.Min(1.2, .03 * (words - 45)) : 0;

    private static double Overlap(IReadOnlyList<string> terms, HashSet<string> other)
    {
        if (terms.Count == 0 || other.Count == 0)
            return 0;
        var shared = terms.Distinct(StringComparer.Ordinal).Count(other.Contains);
        return (double)shared / Math.Min(terms.Count, other.Count);
    }
}
