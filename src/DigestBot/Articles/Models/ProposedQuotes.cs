using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>Quotations that a model proposes → ranges of the article, or nothing. What is printed is the article's own slice, whatever the model wrote.</summary>
internal static class ProposedQuotes
{
    /// <summary>Those that are whole sentences of the article, in its order, filled up with the extractive ones.</summary>
    /// <param name="proposed">As they came.</param>
    /// <param name="reading">The article.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="summary">The summary as it will be printed.</param>
    /// <param name="extractive">What the article's own quotes are.</param>
    public static IReadOnlyList<PulledQuote> Choose(IReadOnlyList<string> proposed, Reading reading, string kind, string summary, IReadOnlyList<PulledQuote> extractive)
    {
        var chosen = new List<PulledQuote>();
        var printed = QuoteText.Of(summary);
        if (proposed.Count > 0)
        {
            var text = new QuoteText(reading.Text);
            var voices = Voices.Of(reading);
            foreach (var quote in proposed)
                if (chosen.Count < KeyQuotes.Most && Find(quote, text, reading, kind, voices) is { } found) Take(found);
        }

        var most = Math.Max(chosen.Count, extractive.Count);
        foreach (var quote in extractive)
            if (chosen.Count < most) Take(quote);
        chosen.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return chosen;

        void Take(PulledQuote quote)
        {
            var words = QuoteText.Of(quote.Of(reading.Text).ToString());
            if (!printed.Contains(words.TrimEnd('.', '!', '?', '。'), StringComparison.OrdinalIgnoreCase) && !chosen.Exists(other => other.Start < quote.End && quote.Start < other.End)
                && !chosen.Exists(other => QuoteText.Of(other.Of(reading.Text).ToString()) == words)) chosen.Add(quote);
        }
    }

    private static PulledQuote? Find(string quote, QuoteText text, Reading reading, string kind, Voices voices)
    {
        var words = QuoteText.Of(DisplayText.Line(quote));
        if (words.Length < 10 || words.Contains("[...", StringComparison.Ordinal) || words.StartsWith("...", StringComparison.Ordinal)) return null;
        var places = 0;
        for (var at = text.Text.IndexOf(words, StringComparison.Ordinal); at >= 0 && places < 5; at = text.Text.IndexOf(words, at + 1, StringComparison.Ordinal), places++)
            if (Whole(text.Range(at, words.Length), reading, kind, voices) is { } found) return found;
        return null;
    }

    /// <summary>The sentences that a range covers, when it begins and ends with them and they may be quoted; else nothing.</summary>
    private static PulledQuote? Whole(TextRange found, Reading reading, string kind, Voices voices)
    {
        var candidates = new List<QuoteCandidate>();
        // What somebody says within a sentence is whole too, with the speaker beside it.
        var first = reading.Sentences.FirstOrDefault(sentence => Covers(found, sentence.Range, reading.Text)) ?? reading.Sentences.FirstOrDefault(sentence => sentence.Range.Start <= found.Start && found.End <= sentence.Range.End);
        if (first is null) return null;
        QuoteCandidates.Add(reading, first, kind, voices, candidates);
        foreach (var candidate in candidates)
            if (IsAlmost(candidate.Range, found, reading.Text)) return new PulledQuote(candidate.Range, candidate.Speaker);
        var last = first;
        // Models leave the last stop out; the article's own is printed.
        for (var next = first.Index + 1; next < reading.Sentences.Count && reading.Sentences[next] is var sentence && sentence.Range.Start < found.End && sentence.Paragraph == first.Paragraph; next++) last = sentence;
        var range = new TextRange(first.Range.Start, last.Range.End - first.Range.Start);
        // The first must stand on its own feet; the next may lean on it.
        return first != last && IsAlmost(range, found, reading.Text) && candidates.Exists(candidate => candidate.Range == first.Range && candidate.Speaker is null) && QuoteGates.IsWhole(range.Of(reading.Text), reading.Language)
            ? new PulledQuote(range, null) : null;
    }

    private static bool IsAlmost(TextRange range, TextRange found, string text) =>
        IsOnlyMarks(text, range.Start, found.Start) && IsOnlyMarks(text, found.Start, range.Start) && IsOnlyMarks(text, range.End, found.End) && IsOnlyMarks(text, found.End, range.End);

    private static bool Covers(TextRange found, TextRange sentence, string text) =>
        found.End > sentence.Start && found.Start < sentence.End && IsOnlyMarks(text, sentence.Start, found.Start) && IsOnlyMarks(text, found.Start, sentence.Start);

    // Nothing but quotation marks, stops and spaces in between; true for an empty or a backward range.
    private static bool IsOnlyMarks(string text, int start, int end)
    {
        if (end - start > 6) return false;
        for (var i = start; i < end; i++)
            if (!char.IsPunctuation(text[i]) && !char.IsWhiteSpace(text[i])) return false;
        return true;
    }
}
