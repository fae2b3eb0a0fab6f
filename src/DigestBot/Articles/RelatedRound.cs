using DigestBot.Store;

namespace DigestBot.Articles;

/// <summary>What is needed to relate the articles of one batch: how rare their terms are, and those that have the same.</summary>
internal sealed class RelatedRound
{
    /// <summary>Candidates whose vectors are looked at, for each article: those that share most of what it is found by.</summary>
    public const int MostCandidates = 64;

    private const int MostRelated = 3;

    // A word in most of what a feed brings is its name, its writer or its plea.
    private const int LatestOfFeed = 12;
    private const int FewestOfFeed = 6;
    private const double InMost = .6;

    private static readonly IReadOnlySet<uint> NoWords = new HashSet<uint>();

    private readonly IReadOnlyList<Newcomer> _newcomers;
    private readonly IReadOnlyList<IReadOnlyList<(uint Term, double Weight)>> _terms;
    private readonly TermVector[] _vectors;
    private readonly List<RelatedCandidate>[] _candidates;
    private readonly List<RelatedCandidate> _placed = [];

    private RelatedRound(IReadOnlyList<Newcomer> newcomers)
    {
        _newcomers = newcomers;
        // Of a text whose language nobody knows, nobody can say whether another is in the same.
        _terms = [.. newcomers.Select(n => (IReadOnlyList<(uint, double)>)[.. (n.Article.Language is null ? [] : n.Terms.Terms).Select(t => (TermVector.Hash(n.Article.Language, t.Term), t.Weight))])];
        _vectors = new TermVector[newcomers.Count];
        _candidates = new List<RelatedCandidate>[newcomers.Count];
    }

    public static async Task<RelatedRound> LoadAsync(RelatedTable related, IReadOnlyList<Newcomer> newcomers, DateTimeOffset since)
    {
        var round = new RelatedRound(newcomers);
        await round.WeighAsync(related);
        await round.FindAsync(related, since);
        return round;
    }

    /// <summary>What article <paramref name="i"/> of the batch is related to; those of the batch that were asked for before are among it.</summary>
    /// <param name="i">Its number.</param>
    /// <param name="story">Its story.</param>
    public IReadOnlyList<long> RelatedTo(int i, long story)
    {
        var article = _newcomers[i].Article;
        var found = Related.Rank(_vectors[i], _candidates[i].Concat(_placed).Where(candidate => candidate.Id != story && candidate.Id != article.Id), MostRelated);
        if (IsOpen(i) && story == article.Id) _placed.Add(new RelatedCandidate(article.Id, article.FeedId, _vectors[i]));
        return found;
    }

    /// <summary>By what article <paramref name="i"/> will be found; by nothing when it is not the first of its story, or not for everybody.</summary>
    /// <param name="i">Its number.</param>
    /// <param name="story">Its story.</param>
    public ArticleIndex IndexOf(int i, long story) =>
        !IsOpen(i) || story != _newcomers[i].Article.Id || _vectors[i].Terms.Count == 0 ? ArticleIndex.None : new ArticleIndex
        {
            Vector = _vectors[i].Pack(), Terms = [.. _vectors[i].Strongest.Select(t => (long)t.Term)], Counted = [.. Buckets(i)],
        };

    private bool IsOpen(int i) => !_newcomers[i].Article.FollowersOnly;

    private IEnumerable<long> Buckets(int i) => _terms[i].Select(t => TermVector.Bucket(t.Term)).Append(TermVector.LanguageBucket(_newcomers[i].Article.Language)).Distinct();

    private async Task WeighAsync(RelatedTable related)
    {
        var all = Enumerable.Range(0, _newcomers.Count).ToList();
        var counts = await related.CountsAsync(all.SelectMany(Buckets).Distinct());
        foreach (var bucket in all.SelectMany(Buckets)) counts[bucket] = counts.GetValueOrDefault(bucket) + 1;
        var latest = await related.LatestAsync(_newcomers.Select(n => n.Article.FeedId), LatestOfFeed);
        var ownWords = all.GroupBy(i => _newcomers[i].Article.FeedId).ToDictionary(
            feed => feed.Key, feed => OwnWords([.. latest[feed.Key].Select(bytes => TermVector.Unpack(bytes).Terms), .. feed.Select(i => _terms[i].Select(t => t.Term).ToList())]));
        foreach (var i in all)
        {
            var articles = counts[TermVector.LanguageBucket(_newcomers[i].Article.Language)];
            _vectors[i] = TermVector.Of(_terms[i], term => Math.Log((articles + 1) / (counts[TermVector.Bucket(term)] + .5)), ownWords[_newcomers[i].Article.FeedId]);
        }
    }

    private static IReadOnlySet<uint> OwnWords(List<IReadOnlyList<uint>> articles) =>
        articles.Count < FewestOfFeed ? NoWords
        : articles.SelectMany(terms => terms.Distinct()).GroupBy(term => term).Where(group => group.Count() >= articles.Count * InMost).Select(group => group.Key).ToHashSet();

    private async Task FindAsync(RelatedTable related, DateTimeOffset since)
    {
        var having = await related.HavingAsync(_vectors.SelectMany(vector => vector.Strongest).Select(t => (long)t.Term));
        var nearest = _vectors.Select(vector => Nearest(vector, having)).ToList();
        var found = (await related.VectorsAsync(nearest.SelectMany(ids => ids).Distinct(), since)).ToDictionary(row => row.Key, row => new RelatedCandidate(row.Key, row.Value.FeedId, TermVector.Unpack(row.Value.Vector)));
        for (var i = 0; i < nearest.Count; i++) _candidates[i] = [.. nearest[i].Select(found.GetValueOrDefault).OfType<RelatedCandidate>()];
    }

    private static List<long> Nearest(TermVector vector, Dictionary<long, IReadOnlyList<long>> having)
    {
        var weights = new Dictionary<long, double>();
        foreach (var (term, weight) in vector.Strongest)
            foreach (var id in having[term]) weights[id] = weights.GetValueOrDefault(id) + (weight * weight);
        return [.. weights.OrderByDescending(w => w.Value).ThenByDescending(w => w.Key).Take(MostCandidates).Select(w => w.Key)];
    }
}
