namespace DigestBot.Articles;

/// <summary>How much each term of an article matters: the more sentences have it the more, and most when the title has it too.</summary>
public sealed class TermWeights
{
    private const double Once = .15;
    private const double InTitle = 1.0;

    private readonly Dictionary<string, double> weights;

    private TermWeights(Dictionary<string, double> weights) => this.weights = weights;

    /// <summary>ln(1 + sentences with the term) when there are several, a little when there is one; more for the title's terms.</summary>
    public static TermWeights Of(IReadOnlyList<Sentence> sentences, IReadOnlySet<string> title)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(title);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            seen.Clear();
            foreach (var term in sentence.Terms)
                if (seen.Add(term))
                    weights[term] = weights.GetValueOrDefault(term) + 1;
        }
        foreach (var term in weights.Keys.ToList())
            weights[term] = (weights[term] > 1 ? Math.Log(1 + weights[term]) : Once) + (title.Contains(term) ? InTitle : 0);
        return new TermWeights(weights);
    }

    /// <summary>Each sentence's share in what the article is about, divided by the greatest: 0 to 1.</summary>
    public double[] Content(IReadOnlyList<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var content = new double[sentences.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var greatest = 0.0;
        for (var i = 0; i < content.Length; i++)
        {
            seen.Clear();
            var sum = 0.0;
            foreach (var term in sentences[i].Terms)
                if (seen.Add(term))
                    sum += weights[term];
            // Short sentences are not to win by their shortness alone.
            content[i] = sum / Math.Pow(Math.Max(sentences[i].Words, 5), .7);
            greatest = Math.Max(greatest, content[i]);
        }
        for (var i = 0; i < content.Length && greatest > 0; i++)
            content[i] /= greatest;
        return content;
    }
}
