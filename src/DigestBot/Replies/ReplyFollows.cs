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
    public bool MayLookUp(IReadOnlyList<ReplyCommand> commands) => Asked(commands).Any(name => FeedNames.AddressOf(name) is not null);

    /// <summary>Finds them, by what each command says; who cannot follow anything is told so.</summary>
    public async Task<IReadOnlyDictionary<string, FollowTarget>> ResolveAsync(long subscriber, IReadOnlyList<ReplyCommand> commands)
    {
        var asked = Asked(commands);
        if (asked.Count == 0 || await subscribers.GetAsync(subscriber) is not { } s) return Nothing;
        if (FollowRows.Refusal(s) is { } refusal) return asked.ToDictionary(name => name, name => new FollowTarget(name, name, null, null, refusal));
        var followed = (await lists.OfAsync(subscriber)).Follows.Select(follow => follow.FeedId).ToHashSet();
        var targets = new Dictionary<string, FollowTarget>();
        var started = clock.GetUtcNow();
        foreach (var name in asked.Take(MostPerMessage))
            targets[name] = Following.Patience - (clock.GetUtcNow() - started) is var left && left > TimeSpan.Zero
                ? await following.ResolveAsync(subscriber, name, followed, CancellationToken.None, left)
                : FollowTarget.Failed(name, "follow.notFound", name);
        foreach (var name in asked.Skip(MostPerMessage)) targets[name] = FollowTarget.Failed(name, "follow.fewer", MostPerMessage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return targets;
    }

    // "add Heise" may mean a feed by its name; an address is followed, not added. Who leaves follows nothing.
    private List<string> Asked(IReadOnlyList<ReplyCommand> commands) => commands.Any(command => command.Verb == "unsubscribe")
        ? []
        : [.. commands.Where(command => command.Argument is { } name && Topic.SlugOf(name, topics) is null && (command.Verb == "follow" || (command.Verb == "add" && FeedNames.AddressOf(name) is null)))
            .Select(command => command.Argument!).Distinct()];
}
