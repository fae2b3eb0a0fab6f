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
        var asked = commands.Where(command => command.Argument is { } name && Topic.SlugOf(name, topics) is null && (command.Verb == "follow" || (command.Verb == "add" && FeedNames.AddressOf(name) is null)))
            .Select(command => command.Argument!).Distinct().ToList();
        if (asked.Count == 0 || commands.Any(command => command.Verb == "unsubscribe")) return Nothing;
        if (await subscribers.GetAsync(subscriber) is not { Status: SubscriberStatus.Active or SubscriberStatus.Paused }) return Nothing;
        var followed = (await lists.OfAsync(subscriber)).Follows.Select(follow => follow.FeedId).ToHashSet();
        var targets = new Dictionary<string, FollowTarget>();
        foreach (var name in asked.Take(MostPerMessage)) targets[name] = await following.ResolveAsync(subscriber, name, followed, CancellationToken.None);
        foreach (var name in asked.Skip(MostPerMessage)) targets[name] = FollowTarget.Failed(name, "follow.fewer", MostPerMessage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return targets;
    }
}
