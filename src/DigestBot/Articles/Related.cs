namespace DigestBot.Articles;

/// <summary>An article that another may point to.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Terms">What it is about.</param>
/// <param name="Story">Its story, when it shares one with others; null for none.</param>
public sealed record RelatedCandidate(long Id, ArticleTerms Terms, string? Story = null);

/// <summary>Finds articles about the same things: cosine over the terms that are rare among the candidates (tf-idf).</summary>
public static class Related
{
    /// <summary>Terms compared.</summary>
    public const int Compared = 40;

    /// <summary>Candidates looked at; a caller passes its most recent ones first.</summary>
    public const int MostCandidates = 5000;

    private const double LeastCosine = .08;

    /// <summary>The related articles' numbers, closest first; never one of the same story.</summary>
    /// <param name="terms">The article that asks.</param>
    /// <param name="candidates">Recent articles of the same language, without the one that asks.</param>
    /// <param name="most">How many to return at most.</param>
    /// <param name="story">The asking article's story; null for none.</param>
    public static IReadOnlyList<long> Rank(ArticleTerms terms, IReadOnlyList<RelatedCandidate> candidates, int most = 3, string? story = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(candidates);
        var count = Math.Min(candidates.Count, MostCandidates);
        var having = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
            foreach (var (term, _) in candidates[i].Terms.Terms)
                having[term] = having.GetValueOrDefault(term) + 1;
        var own = Weighted(terms, having, count).ToDictionary(t => t.Term, t => t.Weight, StringComparer.Ordinal);
        var ownLength = Math.Sqrt(own.Values.Sum(w => w * w));
        var found = new List<(long Id, double Cosine)>();
        for (var i = 0; i < count; i++)
        {
            if (story is not null && candidates[i].Story == story)
                continue;
            double dot = 0, length = 0;
            foreach (var (term, weight) in Weighted(candidates[i].Terms, having, count))
            {
                length += weight * weight;
                dot += weight * own.GetValueOrDefault(term);
            }
            var cosine = dot == 0 ? 0 : dot / (ownLength * Math.Sqrt(length));
            if (cosine >= LeastCosine)
                found.Add((candidates[i].Id, cosine));
        }
        return [.. found.OrderByDescending(f => f.Cosine).ThenByDescending(f => f.Id).Take(most).Select(f => f.Id)];
    }

    private static IEnumerable<(string Term, double Weight)> Weighted(ArticleTerms terms, Dictionary<string, int> having, int count) =>
        terms.Terms
            .Select(t => (t.Term, Weight: t.Weight * Math.Log((count + 1.0) / (having.GetValueOrDefault(t.Term) + .5))))
            .Where(t => t.Weight > 0)
            .OrderByDescending(t => t.Weight).ThenBy(t => t.Term, StringComparer.Ordinal)
            .Take(Compared);
}
