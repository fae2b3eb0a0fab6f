using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Digests;

/// <summary>What somebody with these topics would get now: for the signup page and for <c>digestbot preview</c>, without a subscriber.</summary>
public sealed class Today(ArticleLog articles, DigestOptions options, TimeProvider clock)
{
    private const int MostArticles = 500;

    /// <summary>Chooses from the articles of the last day, within the usual reading time.</summary>
    /// <param name="topics">Slugs; "all" stands for every topic.</param>
    /// <param name="languages">Primary language subtags; empty for all.</param>
    /// <param name="budget">Reading time in minutes; null for the usual.</param>
    public async Task<Chosen> ChooseAsync(IReadOnlyList<string> topics, IReadOnlyList<string>? languages = null, int? budget = null)
    {
        var log = await articles.RecentAsync(topics, clock.GetUtcNow().AddHours(-options.FirstHours), MostArticles);
        IReadOnlyList<string> wanted = topics.Contains(Topic.All) ? [Topic.All] : [.. topics.Distinct().Order(StringComparer.Ordinal)];
        return Chooser.Choose([.. log.OrderBy(entry => entry.Seq)], 0, new Choices(wanted, budget ?? options.BudgetMinutes) { Languages = languages ?? [] }, new HashSet<long>());
    }
}
