using System.Buffers;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What a page itself marks as a pull quote: taken outright, when it repeats the article's own words.</summary>
internal static class PullQuotes
{
    private const int FewestWords = 4;
    private const int MostWords = 60;
    private const int FewestToCompare = 12;
    private const int MostToCompare = 40;

    private static readonly SearchValues<char> SetDifferently = SearchValues.Create("'’‘\"“”„«»…—–-\u00A0");

    /// <summary>In the text's order, without the marks around them; with the speaker where the article names one.</summary>
    public static IEnumerable<PulledQuote> Of(Reading reading)
    {
        foreach (var block in reading.Blocks)
        {
            if (block.Tag != "pullquote")
                continue;
            var whole = new TextRange(block.Start, block.Length);
            var range = Trimmed(reading.Text, whole);
            var span = range.Of(reading.Text);
            var words = Words.Count(span).Total;
            if (words is < FewestWords or > MostWords || span.Contains('\n') || Boilerplate.IsBlock(span, (double)block.Start / reading.Text.Length, null) || Source(reading, whole, span) is not { } source)
                continue;
            if (source.Speech.Length == 0)
                yield return new PulledQuote(range, null);
            else if (Speakers.Of(reading, source.Sentence, source.Speech).Name is { } speaker)
                yield return new PulledQuote(range, speaker);
            else if (range != whole)
                yield return new PulledQuote(whole, null); // with its marks: somebody says it
        }
    }

    /// <summary>The sentence that a pull quote repeats, and the quotation in it that it repeats, if any; null when the article does not say it.</summary>
    private static (Sentence Sentence, TextRange Speech)? Source(Reading reading, TextRange block, ReadOnlySpan<char> pulled)
    {
        // Marks and apostrophes are often set differently in the two places.
        var piece = default(TextRange);
        for (var from = 0; from < pulled.Length && piece.Length < MostToCompare;)
        {
            var length = pulled[from..].IndexOfAny(SetDifferently);
            length = length < 0 ? pulled.Length - from : length;
            if (length > piece.Length)
                piece = new TextRange(from, Math.Min(length, MostToCompare));
            from += length + 1;
        }
        if (piece.Length < Math.Min(FewestToCompare, pulled.Length))
            return null;
        var sought = pulled.Slice(piece.Start, piece.Length).Trim().TrimEnd('.');
        foreach (var sentence in reading.Sentences)
        {
            var span = sentence.Range.Of(reading.Text);
            var at = sentence.Range.Start >= block.Start && sentence.Range.Start < block.End ? -1 : span.IndexOf(sought, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                return (sentence, Speech.IsWithin(span, at) ? Speech.Longest(span) : default);
        }
        return null;
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
}
