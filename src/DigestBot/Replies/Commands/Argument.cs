using System.Globalization;
using System.Text;

namespace DigestBot.Replies;

/// <summary>Takes a topic or phrase out of the line as it was written: C++, #crypto and U.S. keep their marks, «quotes» and emoji go.</summary>
internal static class Argument
{
    private const int MostPieces = 10;
    private const string KeptBefore = "#@.$€";
    private const string KeptAfter = "+#%*";

    /// <summary>The pieces of an argument; null when it holds what no argument would.</summary>
    /// <param name="line">The line.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="start">The argument's first word.</param>
    /// <param name="end">The word after its last.</param>
    /// <param name="limit">Where the sentence ends in the line.</param>
    /// <param name="table">Its language: which words separate topics, and which are none.</param>
    /// <param name="joined">They are separated by "and" as well as by commas.</param>
    /// <param name="most">Words of one piece at most.</param>
    public static IReadOnlyList<string>? Pieces(string line, IReadOnlyList<Word> words, int start, int end, int limit, PhraseTable table, bool joined, int most)
    {
        var pieces = new List<string>();
        var from = start;
        for (var at = start; at <= end; at++)
        {
            var conjunction = joined && at < end ? Math.Min(end, table["and"].Longest(at, words)) : -1;
            var cut = at == end || (at > from && words[at].Break) || conjunction > at;
            if (cut && at > from)
            {
                // A topic that holds "me" or "newsletter" is a sentence about something else.
                if (at - from > most || Enumerable.Range(from, at - from).Any(word => table["notopic"].Covers(word, word + 1, words)))
                    return null;
                pieces.Add(Slice(line, words, from, at, limit));
                from = at;
            }
            if (conjunction > at)
                (from, at) = (conjunction, conjunction - 1);
        }
        return pieces.Count is > 0 and <= MostPieces && !pieces.Contains("") ? pieces : null;
    }

    private static string Slice(string line, IReadOnlyList<Word> words, int from, int to, int limit)
    {
        var (start, end) = (words[from].Start, words[to - 1].End);
        if (start > 0 && KeptBefore.Contains(line[start - 1], StringComparison.Ordinal))
            start--;
        while (end < limit && end < line.Length && KeptAfter.Contains(line[end], StringComparison.Ordinal))
            end++;
        // U.S. keeps its last dot, design. does not.
        if (end < line.Length && line[end] == '.' && line[start..end].Contains('.', StringComparison.Ordinal))
            end++;
        var text = new StringBuilder();
        foreach (var rune in line[start..end].EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherSymbol))
                text.Append(rune.ToString());
        return string.Join(' ', text.ToString().Normalize(NormalizationForm.FormKC).Trim('*', '_', '"', '“', '”', '»', '«').Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
