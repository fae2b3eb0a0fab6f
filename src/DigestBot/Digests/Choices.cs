using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What decides which articles somebody gets. Subscribers with equal choices share one selection.</summary>
/// <param name="Topics">Sorted slugs; "all" alone stands for every topic.</param>
/// <param name="Budget">Reading time in minutes.</param>
public sealed record Choices(IReadOnlyList<string> Topics, int Budget)
{
    /// <summary>Languages that articles of the topics may be in, as BCP 47 primary subtags; empty for all. What names no language passes.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Feeds followed by name: in whatever language, and about whatever.</summary>
    public IReadOnlyList<Follow> Follows { get; init; } = [];

    /// <summary>What is kept away.</summary>
    public Mutes Mutes { get; init; } = Mutes.None;

    /// <summary>A subscriber's choices.</summary>
    public static Choices Of(Subscriber s, ReaderLists lists) => new(List(s.Topics), s.Budget)
    {
        Languages = List(s.ReadLanguages), Follows = lists.Follows, Mutes = Mutes.Of(lists),
    };

    /// <summary>Equal for equal choices.</summary>
    public string Key =>
        $"{string.Join(',', Topics)}|{Budget}|{string.Join(',', Languages)}|{string.Join(',', Follows.Select(follow => $"{follow.FeedId}:{follow.Since}"))}|{Mutes.Key}";

    /// <summary>Why the article is wanted, mutes apart; null when it is not.</summary>
    internal (Why Why, string By)? Wanted(LogEntry entry)
    {
        if (!entry.FollowersOnly && Reads(entry.Language))
        {
            if (Topics.Count > 0 && Topics[0] == Topic.All) return (Why.Topic, Topic.All);
            foreach (var topic in entry.Topics)
                if (Topics.Contains(topic)) return (Why.Topic, topic);
        }

        foreach (var follow in Follows)
            if (follow.FeedId == entry.FeedId && entry.Seq > follow.Since) return (Why.Follow, entry.Source);
        return null;
    }

    private bool Reads(string? language)
    {
        if (Languages.Count == 0 || string.IsNullOrEmpty(language)) return true;
        var primary = language.AsSpan(0, language.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? dash : language.Length);
        foreach (var chosen in Languages)
            if (primary.Equals(chosen, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static string[] List(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
