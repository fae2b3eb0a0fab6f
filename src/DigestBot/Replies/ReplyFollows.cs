using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Replies;

/// <summary>
/// Finds the feeds that a message asks to follow. An address may have to be fetched, which no transaction can wait for: so this comes before it. Each search has an end of its own.
/// </summary>
public sealed class ReplyFollows(SubscriberTable subscribers, ReaderListTable lists, Following following, IReadOnlyList<Topic> topics)
{
    /// <summary>Feeds that one message may ask for.</summary>
    private const int MostPerMessage = 3;

    /// <summary>No feeds.</summary>
    internal static IReadOnlyDictionary<string, FollowTarget> Nothing { get; } = new Dictionary<string, FollowTarget>();

    /// <summary>Finds them, by what each command says.</summary>
    public async Task<IReadOnlyDictionary<string, FollowTarget>> ResolveAsync(long subscriber, IReadOnlyList<ReplyCommand> commands)
    {
        // "add Heise" may mean a feed by its name; an address is followed, not added.
        bool MeansFeed(ReplyCommand command, string name) =>
            Topic.SlugOf(name, topics) is null && (command.Verb is "follow" or "follow-feed" || (command.Verb == "add" && FeedNames.AddressOf(name) is null));
        var asked = commands.Where(command => command.Argument is { } name && MeansFeed(command, name))
            .DistinctBy(command => command.Argument).ToList();
        if (asked.Count == 0 || commands.Any(command => command.Verb == "unsubscribe")) return Nothing;
        if (await subscribers.GetAsync(subscriber) is not { Status: SubscriberStatus.Active or SubscriberStatus.Paused }) return Nothing;
        var followed = (await lists.OfAsync(subscriber)).Follows.Select(follow => follow.FeedId).ToHashSet();
        var targets = new Dictionary<string, FollowTarget>();
        foreach (var command in asked.Take(MostPerMessage))
            targets[command.Argument!] = Certain(command, await following.ResolveAsync(subscriber, command.Argument!, followed, CancellationToken.None));
        foreach (var command in asked.Skip(MostPerMessage))
            targets[command.Argument!] = FollowTarget.Failed(command.Argument!, "follow.fewer", MostPerMessage.ToString(CultureInfo.InvariantCulture));
        return targets;
    }

    // "Follow the money" must not find "Money and the World": part of a name will do only for who says that a feed is meant.
    private static FollowTarget Certain(ReplyCommand command, FollowTarget target)
    {
        var name = command.Argument!;
        return command.Verb == "follow" && target.Problem is null && FeedNames.AddressOf(name) is null && ReaderLists.Clean(name) != ReaderLists.Clean(target.Name)
            ? FollowTarget.Failed(name, "follow.meant", name, target.Name)
            : target;
    }
}
