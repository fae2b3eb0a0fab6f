using System.Net;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Articles;

/// <summary>A read article that is about to enter the log.</summary>
/// <param name="Article">With its language.</param>
/// <param name="Terms">What it is about.</param>
/// <param name="Fingerprint">Of its text; null when it is too short.</param>
public sealed record Newcomer(Article Article, ArticleTerms Terms, byte[]? Fingerprint);

/// <summary>Where a new article stands among those that are there.</summary>
/// <param name="Story">The first article that told its story; itself when none did.</param>
/// <param name="Related">Ids of articles about the same things, closest first; never of the same story.</param>
/// <param name="Index">By what it will be found itself.</param>
public sealed record Standing(long Story, IReadOnlyList<long> Related, ArticleIndex Index);

/// <summary>
/// Compares new articles with those of the last days and weeks: who told its story first, and what is about the same things.
/// It holds nothing: what may be alike is looked up in the store, a bounded number for each, however many articles there are.
/// </summary>
public sealed class RecentArticles(StoryTable stories, RelatedTable related)
{
    /// <summary>Texts of the same days that are compared with a new one at most.</summary>
    public const int MostCompared = 48;

    /// <summary>What a story is looked for among.</summary>
    internal static readonly TimeSpan StoryWindow = TimeSpan.FromDays(7);

    /// <summary>What related articles are looked for among.</summary>
    internal static readonly TimeSpan RelatedWindow = TimeSpan.FromDays(90);

    /// <summary>Places articles that enter the log together; each is compared with those before it, too.</summary>
    /// <param name="newcomers">In the order in which they enter.</param>
    /// <param name="now">The time.</param>
    public async Task<IReadOnlyList<Standing>> PlaceAsync(IReadOnlyList<Newcomer> newcomers, DateTimeOffset now)
    {
        var keys = newcomers.Select(n => StoryFingerprint.Keys(n.Fingerprint)).ToList();
        var having = await stories.HavingAsync(keys, MostCompared);
        var prints = await stories.PrintsAsync(having.SelectMany(ids => ids).Distinct(), now - StoryWindow);
        var byAddress = await stories.ByAddressAsync([.. newcomers.Select(n => n.Article)]);
        var subjects = await RelatedRound.LoadAsync(related, newcomers, now - RelatedWindow);

        var placed = new List<StoryPrint>();
        var standings = new List<Standing>(newcomers.Count);
        for (var i = 0; i < newcomers.Count; i++)
        {
            var (article, _, fingerprint) = newcomers[i];
            var before = having[i].Select(prints.GetValueOrDefault).OfType<StoryPrint>().Concat(placed);
            var alike = before.Where(print => fingerprint is not null && SameStory(article, fingerprint, print)).ToList();
            // A feed that a stranger added must not swallow what everybody gets; what it told first is told again by this one, and not twice to its followers.
            var open = alike.Where(print => article.FollowersOnly || !print.FollowersOnly).ToList();
            var told = open.Select(print => print.Story).Concat(byAddress[i] is { } address ? [address] : []).Concat(SameAddress(newcomers, standings, i)).ToList();
            var story = told.Count > 0 ? told.Min() : article.Id;
            var retold = alike.Except(open).Select(print => print.Story).Distinct().ToList();
            placed = [.. placed.Select(print => retold.Contains(print.Story) ? print with { Story = story } : print)];
            // The first text of a story stands for all: what is compared with copies of copies wanders off.
            var isHead = fingerprint is not null && open.Count == 0;
            if (isHead) placed.Add(new StoryPrint(article.Id, story, article.FeedId, article.Language, article.FollowersOnly, fingerprint!, article.Title, article.CanonicalUrl));
            standings.Add(new Standing(story, subjects.RelatedTo(i, story), subjects.IndexOf(i, story) with { StoryKeys = isHead ? keys[i] : [], Retells = retold }));
        }

        return standings;
    }

    /// <summary>Forgets what new articles are no longer compared with; a bounded number of rows a run.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset now) => await stories.ForgetAsync(now - StoryWindow, now) + await related.ForgetAsync(now - RelatedWindow, now);

    private static bool SameStory(Article article, byte[] fingerprint, StoryPrint print)
    {
        if (print.Language is not null && article.Language is not null && print.Language != article.Language) return false;
        var overlap = StoryOverlap.Of(fingerprint, print.Fingerprint);
        // What one publication brings shares its forms, its notices and its walls: there, only a second edition under a like title is the same story. Better told twice than never.
        return overlap.IsSameStory && (!IsSamePublication(article, print) || (overlap.IsEdition && StoryTitles.AreAlike(article.Title, print.Title)));
    }

    private static bool IsSamePublication(Article article, StoryPrint print) =>
        article.FeedId == print.FeedId || (Host(article.CanonicalUrl) is { Length: > 0 } host && host == Host(print.Address));

    /// <summary>Canonical addresses have no scheme: they are compared, not fetched. A bare IP address is a machine, not a publication: it says nothing.</summary>
    private static string Host(string canonical)
    {
        var host = canonical.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? canonical[..end] : canonical;
        return IPEndPoint.TryParse(host, out _) ? "" : host;
    }

    private static IEnumerable<long> SameAddress(IReadOnlyList<Newcomer> newcomers, List<Standing> standings, int at)
    {
        var article = newcomers[at].Article;
        if (article.CanonicalUrl.Length == 0 || newcomers.GroupBy(n => n.Article.FeedId).Any(feed => feed.Count(n => n.Article.CanonicalUrl == article.CanonicalUrl) > 1)) yield break;
        for (var i = 0; i < at; i++)
            if (newcomers[i].Article is var other && other.CanonicalUrl == article.CanonicalUrl && other.FeedId != article.FeedId && (article.FollowersOnly || !other.FollowersOnly))
                yield return standings[i].Story;
    }
}
