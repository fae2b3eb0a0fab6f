using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Replies;

// Topics, followed feeds, and what is kept away.
public static partial class CommandEffects
{
    // What looks like a host and is a name of something to read about.
    private static readonly string[] NoSites = ["js", "ts", "py", "cpp", "exe", "md", "txt", "pdf"];

    private static CommandEffect Add(CommandEffect e, string name, IReadOnlyList<Topic> topics, CommandFeeds feeds)
    {
        if (Find(name, topics) is not { } slug) return feeds.Targets.TryGetValue(name, out var target) && target.Problem is null ? Followed(e, target, feeds) : Say(e, "change.unknownTopic", name);
        var chosen = Chosen(e.Subscriber);
        if (!chosen.Contains(slug)) chosen.Add(slug);
        return Say(e with { Subscriber = WithTopics(e.Subscriber, slug == Topic.All ? [slug] : chosen) }, "change.added", name);
    }

    private static CommandEffect Remove(CommandEffect e, string name, IReadOnlyList<Topic> topics, CommandFeeds feeds)
    {
        if (Find(name, topics) is not { } slug) return Ended(e, name, feeds) ?? Say(e, "change.unknownTopic", name);
        var chosen = Chosen(e.Subscriber);
        if (chosen.Contains(Topic.All)) chosen = [.. topics.Select(topic => topic.Slug)];
        if (!chosen.Remove(slug)) return e;
        return chosen.Count == 0 && e.Lists.Follows.Count == 0
            ? Say(e, "change.lastTopic", name)
            : Say(e with { Subscriber = WithTopics(e.Subscriber, chosen) }, "change.removed", name);
    }

    // "follow Design" means the topic.
    private static CommandEffect Follow(CommandEffect e, string name, IReadOnlyList<Topic> topics, CommandFeeds feeds) =>
        Find(name, topics) is not null ? Add(e, name, topics, feeds)
        : feeds.Targets.TryGetValue(name, out var target) ? Followed(e, target, feeds)
        : Say(e, "follow.unknownName", name);

    private static CommandEffect Unfollow(CommandEffect e, string name, IReadOnlyList<Topic> topics, CommandFeeds feeds) =>
        Ended(e, name, feeds) ?? (Find(name, topics) is not null ? Remove(e, name, topics, feeds) : Say(e, "follow.not", name));

    private static CommandEffect Followed(CommandEffect e, FollowTarget target, CommandFeeds feeds)
    {
        var (lists, said) = FollowRows.Add(e.Lists, target, feeds.Most);
        return Say(e with { Lists = lists }, said.Key, said.Arguments);
    }

    private static CommandEffect? Ended(CommandEffect e, string name, CommandFeeds feeds)
    {
        var followed = feeds.Known.Where(feed => e.Lists.Follows.Any(follow => follow.FeedId == feed.Id)).ToList();
        var meant = FeedNames.Meant(followed, name);
        if (meant.Count > 1) return Say(e, "follow.several", name, string.Join(", ", meant.Take(4).Select(feed => feed.DisplayTitle)));
        if (meant is not [var feed]) return null;
        if (e.Lists.Follows.Count == 1 && e.Subscriber.Topics.Length == 0) return Say(e, "change.lastFollow", feed.DisplayTitle);
        return Say(e with { Lists = e.Lists with { Follows = [.. e.Lists.Follows.Where(follow => follow.FeedId != feed.Id)] } }, "change.unfollowed", feed.DisplayTitle);
    }

    // A host or the name of a publication keeps that away; anything else is a word.
    private static CommandEffect Mute(CommandEffect e, string asked, bool source, CommandFeeds feeds)
    {
        var muted = ReaderLists.Clean(asked);
        if (source || IsSite(muted) || FeedNames.Called(feeds.Known, muted).Count > 0)
        {
            if (FeedNames.AddressOf(muted) is { } address) muted = address.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? address.IdnHost[4..] : address.IdnHost;
            return muted.Length is > 0 and <= ReaderLists.LongestEntry && e.Lists.MutedSources.Count < ReaderLists.MostEntries
                ? Say(e with { Lists = e.Lists with { MutedSources = ReaderLists.Clean(e.Lists.MutedSources.Append(muted)) } }, "change.mutedSource", asked)
                : Say(e, "change.unknown", "mute " + asked);
        }

        return muted.Length is > 0 and <= ReaderLists.LongestEntry && e.Lists.MutedWords.Count < ReaderLists.MostEntries
            ? Say(e with { Lists = e.Lists with { MutedWords = ReaderLists.Clean(e.Lists.MutedWords.Append(muted)) } }, "change.muted", asked)
            : Say(e, "change.unknown", "mute " + asked);
    }

    private static CommandEffect Unmute(CommandEffect e, string asked)
    {
        var muted = ReaderLists.Clean(asked);
        var host = FeedNames.AddressOf(muted)?.IdnHost;
        var lists = e.Lists with
        {
            MutedWords = [.. e.Lists.MutedWords.Where(word => word != muted)],
            MutedSources = [.. e.Lists.MutedSources.Where(source => source != muted && source != host && "www." + source != host)],
        };
        return lists.SameAs(e.Lists) ? e : Say(e with { Lists = lists }, "change.unmuted", asked);
    }

    private static bool IsSite(string text) => text.StartsWith("http", StringComparison.Ordinal) ? FeedNames.AddressOf(text) is not null : FeedNames.IsHost(text.Split('/', 2)[0]) && !NoSites.Contains(text[(text.LastIndexOf('.') + 1)..]);

    private static string? Find(string name, IReadOnlyList<Topic> topics) =>
        name.Trim() is var asked && (asked.Equals(Topic.All, StringComparison.OrdinalIgnoreCase) || asked.Equals("all topics", StringComparison.OrdinalIgnoreCase)) ? Topic.All : Topic.SlugOf(asked, topics);

    private static List<string> Chosen(Subscriber s) => [.. s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static Subscriber WithTopics(Subscriber s, IEnumerable<string> topics) =>
        (Preferences.Of(s) with { Topics = [.. topics] }).ApplyTo(s);
}
