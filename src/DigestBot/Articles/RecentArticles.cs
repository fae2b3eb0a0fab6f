using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Articles;

/// <summary>
/// The articles of the last days in memory, so that a new one can be compared with all of them: who told its story first, and what is about the same things.
/// </summary>
public sealed class RecentArticles(ArticleTable articles)
{
    private const int Most = 20_000;
    private const int MostRelated = 3;

    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private readonly List<Entry> _entries = [];
    private long _seq;
    private DateTimeOffset _now;

    /// <summary>Takes in what has entered the log since the last call, and lets go of what is too old.</summary>
    public async Task RefreshAsync(DateTimeOffset now)
    {
        // A clock that was ahead has made all forgotten; set right, it makes all new again.
        if (now < _now)
        {
            _seq = 0;
            _entries.Clear();
        }

        _now = now;
        _entries.RemoveAll(entry => entry.Row.Time < now - Window || entry.Row.Seq == 0);
        foreach (var row in await articles.RecentAsync(_seq, now - Window, Most))
        {
            _entries.Add(new Entry(row, ArticleTerms.Parse(row.Terms)));
            _seq = Math.Max(_seq, row.Seq);
        }

        if (_entries.Count > Most) _entries.RemoveRange(0, _entries.Count - Most);
    }

    /// <summary>The story of an article: that of an earlier one with the same address or nearly the same text, else its own.</summary>
    public long StoryOf(Article article, byte[]? fingerprint)
    {
        foreach (var (row, _) in _entries)
        {
            // A feed that a stranger added must not swallow what everybody gets.
            if (row.FollowersOnly && !article.FollowersOnly) continue;
            if (row.FeedId != article.FeedId && article.CanonicalUrl.Length > 0 && row.CanonicalUrl == article.CanonicalUrl) return row.Story;
            if (fingerprint is not null && row.Fingerprint is { } other && SameLanguage(row, article) && StoryFingerprint.SameStory(fingerprint, other)) return row.Story;
        }

        return article.Id;
    }

    /// <summary>Ids of articles about the same things, closest first; never of the same story.</summary>
    public IReadOnlyList<long> RelatedTo(Article article, ArticleTerms terms, long story)
    {
        var candidates = new List<RelatedCandidate>();
        var stories = new HashSet<long> { story };
        // Newest first, and one of each story: two links to one story are one too many.
        for (var i = _entries.Count - 1; i >= 0 && candidates.Count < Related.MostCandidates; i--)
            if (!_entries[i].Row.FollowersOnly && SameLanguage(_entries[i].Row, article) && stories.Add(_entries[i].Row.Story))
                candidates.Add(new RelatedCandidate(_entries[i].Row.Id, _entries[i].Terms));
        return Related.Rank(terms, candidates, MostRelated);
    }

    /// <summary>Remembers an article that is about to enter the log, for those read in the same batch.</summary>
    public void Add(Article article, ArticleTerms terms, byte[]? fingerprint, long story) =>
        _entries.Add(new Entry(
            new RecentArticle
            {
                Id = article.Id, FeedId = article.FeedId, Story = story, Time = article.Time, Language = article.Language, CanonicalUrl = article.CanonicalUrl, Fingerprint = fingerprint,
                FollowersOnly = article.FollowersOnly,
            }, terms));

    private static bool SameLanguage(RecentArticle row, Article article) => row.Language is null || article.Language is null || row.Language == article.Language;

    // Seq 0 marks what was added before its commit; the next refresh reads it back from the log.
    private readonly record struct Entry(RecentArticle Row, ArticleTerms Terms);
}
