using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Replies;

/// <summary>
/// Finds the feeds that a message asks to follow. An address may have to be fetched, which no transaction can wait for: so this comes before it. All searches of a message have one end.
/// </summary>
public sealed class ReplyFollows(SubscriberTable subscribers, ReaderListTable lists, Following following, IReadOnlyList<Topic> topics, TimeProvider clock)
{
    /// <summary>Feeds that one message may ask for.</summary>
    private const int MostPerMessage = 3;

    /// <summary>No feeds.</summary>
    internal static IReadOnlyDictionary<string, FollowTarget> Nothing { get; } = new Dictionary<string, FollowTarget>();

    /// <summary>Whether finding them may take addresses to be fetched, for up to <see cref="Following.Patience"/>.</summary>
    public bool MayLookUp(IReadOnlyList<ReplyCommand> commands) => Asked(commands).Any(command => FeedNames.AddressOf(command.Argument!) is not null);

    /// <summary>Finds them, by what each command says; who cannot follow anything is told so.</summary>
    public async Task<IReadOnlyDictionary<string, FollowTarget>> ResolveAsync(long subscriber, IReadOnlyList<ReplyCommand> commands)
    {
        var asked = Asked(commands);
        if (asked.Count == 0 || await subscribers.GetAsync(subscriber) is not { } s) return Nothing;
        if (FollowRows.Refusal(s) is { } refusal) return asked.ToDictionary(command => command.Argument!, command => new FollowTarget(command.Argument!, command.Argument!, null, null, refusal));
        var followed = (await lists.OfAsync(subscriber)).Follows.Select(follow => follow.FeedId).ToHashSet();
        var targets = new Dictionary<string, FollowTarget>();
        var started = clock.GetUtcNow();
        foreach (var command in asked.Take(MostPerMessage))
        {
            var name = command.Argument!;
            targets[name] = Following.Patience - (clock.GetUtcNow() - started) is var left && left > TimeSpan.Zero
                ? Certain(command, await following.ResolveAsync(subscriber, name, followed, CancellationToken.None, left))
                : FollowTarget.Failed(name, "follow.notFound", name);
        }

        foreach (var command in asked.Skip(MostPerMessage))
            targets[command.Argument!] = FollowTarget.Failed(command.Argument!, "follow.fewer", MostPerMessage.ToString(CultureInfo.InvariantCulture));
        return targets;
    }

    // Who leaves follows nothing.
    private List<ReplyCommand> Asked(IReadOnlyList<ReplyCommand> commands) =>
        commands.Any(command => command.Verb == "unsubscribe") ? [] : [.. commands.Where(MeansFeed).DistinctBy(command => command.Argument)];

    // "add Heise" may mean a feed by its name; an address is followed, not added.
    private bool MeansFeed(ReplyCommand command) =>
        command.Argument is { } name && Topic.SlugOf(name, topics) is null && (command.Verb is "follow" or "follow-feed" || (command.Verb == "add" && FeedNames.AddressOf(name) is null));

    // "Follow the money" must not find "Money and the World": part of a name will do only for who says that a feed is meant.
    private static FollowTarget Certain(ReplyCommand command, FollowTarget target)
    {
        var name = command.Argument!;
        return command.Verb == "follow" && target.Problem is null && FeedNames.AddressOf(name) is null && ReaderLists.Clean(name) != ReaderLists.Clean(target.Name)
            ? FollowTarget.Failed(name, "follow.meant", name, target.Name)
            : target;
    }
}
