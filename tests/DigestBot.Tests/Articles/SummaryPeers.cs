using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>The summarisers that ours is measured against, as their papers describe them; all choose from the same sentences.</summary>
internal static class SummaryPeers
{
    private const double Damping = .85;
    private const int Rounds = 60;
    private const double LexRankThreshold = .1;

    /// <summary>The first sentences.</summary>
    public static string Lead(IReadOnlyList<string> sentences, int number) => string.Join(' ', sentences.Take(number));

    /// <summary>TextRank (Mihalcea and Tarau 2004): shared words by the logarithms of both lengths, then PageRank with weights.</summary>
    public static string TextRank(IReadOnlyList<string> sentences, int number)
    {
        var words = sentences.Select(s => Terms.Of(s, Words.Tokens(s, new TextRange(0, s.Length)), "en").ToHashSet(StringComparer.Ordinal)).ToList();
        return Best(sentences, Ranked(Matrix(sentences.Count, (i, j) =>
            words[i].Count < 2 || words[j].Count < 2 ? 0 : words[i].Count(words[j].Contains) / (Math.Log(words[i].Count) + Math.Log(words[j].Count)))), number);
    }

    /// <summary>LexRank (Erkan and Radev 2004): cosine of tf-idf vectors, links above .1, then PageRank.</summary>
    public static string LexRank(IReadOnlyList<string> sentences, int number)
    {
        var counts = sentences.Select(s => Terms.Of(s, Words.Tokens(s, new TextRange(0, s.Length)), "en").CountBy(t => t).ToDictionary(t => t.Key, t => (double)t.Value)).ToList();
        var having = counts.SelectMany(c => c.Keys).CountBy(t => t).ToDictionary(t => t.Key, t => t.Value);
        foreach (var vector in counts)
            foreach (var term in vector.Keys.ToList())
                vector[term] *= Math.Log((double)sentences.Count / having[term]) + 1e-9;
        var lengths = counts.Select(c => Math.Sqrt(c.Values.Sum(w => w * w))).ToList();
        return Best(sentences, Ranked(Matrix(sentences.Count, (i, j) =>
            lengths[i] == 0 || lengths[j] == 0 || counts[i].Sum(w => w.Value * counts[j].GetValueOrDefault(w.Key)) / (lengths[i] * lengths[j]) <= LexRankThreshold ? 0 : 1)), number);
    }

    private static double[,] Matrix(int count, Func<int, int, double> weight)
    {
        var matrix = new double[count, count];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < count; j++)
                matrix[i, j] = i == j ? 0 : weight(i, j);
        return matrix;
    }

    private static double[] Ranked(double[,] weights)
    {
        var count = weights.GetLength(0);
        var outgoing = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(j => weights[i, j])).ToArray();
        var rank = Enumerable.Repeat(1.0 / Math.Max(1, count), count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var next = new double[count];
            for (var i = 0; i < count; i++)
                next[i] = (1 - Damping) / count + Damping * Enumerable.Range(0, count).Sum(j => outgoing[j] == 0 ? 0 : weights[j, i] / outgoing[j] * rank[j]);
            rank = next;
        }

        return rank;
    }

    private static string Best(IReadOnlyList<string> sentences, double[] rank, int number) =>
        string.Join(' ', Enumerable.Range(0, rank.Length).OrderByDescending(i => rank[i]).ThenBy(i => i).Take(number).Order().Select(i => sentences[i]));
}
