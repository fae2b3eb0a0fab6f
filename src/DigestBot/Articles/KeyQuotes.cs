using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Pulls up to four sentences that speak for the article: gates, then a score, then one per paragraph.</summary>
public static class KeyQuotes
{
    /// <summary>A card prints no more.</summary>
    public const int Most = 4;

    private const int FewestIfPoor = 2;
    private const double OpeningOfEssay = .08;
    private const double TooAlike = .5;

    /// <summary>The quotes in the text's order; each is a range of the article's text.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="summary">Sentences that the card prints already.</param>
    public static IReadOnlyList<PulledQuote> Choose(Reading reading, string kind, IReadOnlyList<Sentence> summary)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(summary);
        var most = MostFor(reading.Sentences.Count);
        var chosen = PullQuotes.Of(reading).Where(q => !summary.Any(s => SaysTheSame(reading.Text, s.Range, q.Range) || SaysTheSame(reading.Text, q.Range, s.Range))).Take(Most).ToList();
        if (most == 0 || chosen.Count >= most)
            return chosen;
        var paragraphs = new HashSet<int>();
        var printed = summary.Select(s => s.Terms).ToList();
        foreach (var (candidate, sentence, score) in Candidates(reading, kind, summary).OrderByDescending(c => c.Score).ThenBy(c => c.Candidate.Range.Start))
        {
            if (chosen.Count == most || score < QuoteScore.Good && chosen.Count >= FewestIfPoor)
                break;
            if (paragraphs.Contains(sentence.Paragraph) || printed.Any(p => AreAlike(p, sentence.Terms)) || chosen.Exists(c => SaysTheSame(reading.Text, c.Range, candidate.Range)))
                continue;
            paragraphs.Add(sentence.Paragraph);
            printed.Add(sentence.Terms);
            chosen.Add(new PulledQuote(candidate.Range, candidate.Speaker));
        }
        chosen.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return chosen;
    }

    private static int MostFor(int sentences) => sentences switch { < 5 => 0, < 8 => 1, < 14 => 2, < 22 => 3, _ => Most };

    private static List<(QuoteCandidate Candidate, Sentence Sentence, double Score)> Candidates(Reading reading, string kind, IReadOnlyList<Sentence> summary)
    {
        var content = reading.Weights.Content(reading.Sentences);
        var voices = Voices.Of(reading);
        var from = kind is "News" or "Interview" or "Release" ? 0 : (int)(reading.Text.Length * OpeningOfEssay);
        var found = new List<QuoteCandidate>();
        var scored = new List<(QuoteCandidate, Sentence, double)>();
        foreach (var sentence in reading.Sentences)
        {
            if (sentence.Range.Start < from || IsOf(summary, sentence))
                continue;
            found.Clear();
            QuoteCandidates.Add(reading, sentence, kind, voices, found);
            foreach (var candidate in found)
            {
                var traits = QuoteTraits.Of(reading, candidate, sentence, content[sentence.Index], voices);
                var score = QuoteScore.Of(traits, kind);
                if (score >= QuoteScore.Least)
                    scored.Add((candidate, sentence, score));
            }
        }
        return scored;
    }

    private static bool IsOf(IReadOnlyList<Sentence> summary, Sentence sentence)
    {
        foreach (var printed in summary)
            if (printed.Index == sentence.Index)
                return true;
        return false;
    }

    private static bool AreAlike(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return false;
        var set = one.ToHashSet(StringComparer.Ordinal);
        return other.Distinct(StringComparer.Ordinal).Count(set.Contains) > TooAlike * Math.Min(set.Count, other.Count);
    }

    /// <summary>A pull quote repeats a sentence of the text.</summary>
    private static bool SaysTheSame(string text, TextRange one, TextRange other) =>
        one.Of(text).Contains(other.Of(text)[..Math.Min(40, other.Length)], StringComparison.OrdinalIgnoreCase);
}
