using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Pulls up to four sentences that speak for the article: gates, then a score, then one per paragraph.</summary>
public static class KeyQuotes
{
    /// <summary>A card prints no more.</summary>
    public const int Most = 4;

    private const double OpeningOfEssay = .08;
    private const double TooAlike = .5;

    /// <summary>The quotes in the text's order; each is a range of the article's text.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="summary">Sentences that the card prints already.</param>
    public static IReadOnlyList<TextRange> Choose(Reading reading, string kind, IReadOnlyList<Sentence> summary)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(summary);
        var most = MostFor(reading.Sentences.Count);
        var chosen = PullQuotes(reading).Where(q => !summary.Any(s => SaysTheSame(reading.Text, s.Range, q) || SaysTheSame(reading.Text, q, s.Range))).Take(Most).ToList();
        if (most == 0 || chosen.Count >= most)
            return chosen;
        var paragraphs = new HashSet<int>();
        var printed = summary.Select(s => s.Terms).ToList();
        foreach (var (range, sentence, _) in Candidates(reading, kind, summary).OrderByDescending(c => c.Score).ThenBy(c => c.Range.Start))
        {
            if (chosen.Count == most)
                break;
            if (paragraphs.Contains(sentence.Paragraph) || printed.Any(p => AreAlike(p, sentence.Terms)) || chosen.Exists(c => SaysTheSame(reading.Text, c, range)))
                continue;
            paragraphs.Add(sentence.Paragraph);
            printed.Add(sentence.Terms);
            chosen.Add(range);
        }
        chosen.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return chosen;
    }

    private static int MostFor(int sentences) => sentences switch { < 5 => 0, < 8 => 1, < 14 => 2, < 22 => 3, _ => Most };

    private static IEnumerable<(TextRange Range, Sentence Sentence, double Score)> Candidates(Reading reading, string kind, IReadOnlyList<Sentence> summary)
    {
        var content = reading.Weights.Content(reading.Sentences);
        var taken = summary.Select(s => s.Index).ToHashSet();
        var from = kind is "News" or "Interview" or "Release" ? 0 : (int)(reading.Text.Length * OpeningOfEssay);
        foreach (var sentence in reading.Sentences)
        {
            if (taken.Contains(sentence.Index) || sentence.Range.Start < from)
                continue;
            var range = QuoteGates.Pass(reading, sentence, kind);
            if (range.Length == 0)
                continue;
            var score = QuoteScore.Of(reading, range, sentence, content[sentence.Index], kind);
            if (score >= QuoteScore.Least)
                yield return (range, sentence, score);
        }
    }

    /// <summary>What the page itself marks as a pull quote, without the marks around it.</summary>
    private static IEnumerable<TextRange> PullQuotes(Reading reading)
    {
        foreach (var block in reading.Blocks)
        {
            if (block.Tag != "pullquote")
                continue;
            var range = Trimmed(reading.Text, new TextRange(block.Start, block.Length));
            var words = Words.Count(range.Of(reading.Text)).Total;
            if (words is >= 4 and <= 80 && !range.Of(reading.Text).Contains('\n'))
                yield return range;
        }
    }

    private static TextRange Trimmed(string text, TextRange range)
    {
        var span = range.Of(text);
        var start = 0;
        var end = span.Length;
        while (start < end && (char.IsWhiteSpace(span[start]) || span[start] is '“' or '"' or '„' or '«'))
            start++;
        while (end > start && (char.IsWhiteSpace(span[end - 1]) || span[end - 1] is '”' or '"' or '»'))
            end--;
        var inner = new TextRange(range.Start + start, end - start);
        return Speech.IsBalanced(inner.Of(text)) ? inner : range;
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
