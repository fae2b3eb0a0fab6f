namespace DigestBot.Articles;

/// <summary>An article that another may point to: the first of its story.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FeedId">Which feed brought it.</param>
/// <param name="Vector">What it is about.</param>
public sealed record RelatedCandidate(long Id, long FeedId, TermVector Vector);

/// <summary>Finds articles about the same things: near by cosine, and by more than one name or word.</summary>
public static class Related
{
    /// <summary>Of one feed, so that a prolific one does not fill the list.</summary>
    public const int MostOfFeed = 2;

    // A name alone connects an actor's divorce with the opening of a park: the rest must hold too. What a teaser of two lines shares may be chance; two whole essays have words enough that less is telling.
    private static readonly Nearness OfTeasers = new(.14, 3, .08);
    private static readonly Nearness OfWholeTexts = new(.085, 4, .06);

    // Of the terms that are kept: fewer are no whole text.
    private const int WholeText = TermVector.Kept * 9 / 10;

    private readonly record struct Nearness(double Cosine, int Shared, double WithoutStrongest);

    /// <summary>The related articles' numbers, closest first, then newest.</summary>
    /// <param name="asking">What the article that asks is about.</param>
    /// <param name="candidates">Earlier articles, each of another story.</param>
    /// <param name="most">How many to return at most.</param>
    public static IReadOnlyList<long> Rank(TermVector asking, IEnumerable<RelatedCandidate> candidates, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(asking);
        ArgumentNullException.ThrowIfNull(candidates);
        var near = new List<(RelatedCandidate Candidate, double Cosine)>();
        foreach (var candidate in candidates)
        {
            var cosine = asking.Cosine(candidate.Vector, out var shared, out var strongest);
            var least = Math.Min(asking.Telling, candidate.Vector.Telling) >= WholeText ? OfWholeTexts : OfTeasers;
            if (cosine >= least.Cosine && shared >= least.Shared && cosine - strongest >= least.WithoutStrongest) near.Add((candidate, cosine));
        }

        var chosen = new List<RelatedCandidate>();
        foreach (var (candidate, _) in near.OrderByDescending(n => n.Cosine).ThenByDescending(n => n.Candidate.Id))
            if (chosen.Count < most && chosen.Count(other => other.FeedId == candidate.FeedId) < MostOfFeed) chosen.Add(candidate);
        return [.. chosen.Select(candidate => candidate.Id)];
    }
}
