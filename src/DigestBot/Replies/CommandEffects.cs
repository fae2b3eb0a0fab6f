using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Wire.Text;

namespace DigestBot.Replies;

/// <summary>A subscriber after their commands, and what to tell them.</summary>
/// <param name="Subscriber">As changed; not stored yet.</param>
/// <param name="Lists">Mutes and follows as changed.</param>
/// <param name="Said">What was changed, or why not.</param>
/// <param name="Left">They asked to leave: nothing else matters.</param>
public sealed record CommandEffect(Subscriber Subscriber, ReaderLists Lists, IReadOnlyList<Statement> Said, bool Left);

/// <summary>What commands about feeds need to know.</summary>
/// <param name="Known">Feeds that the reader may know of: listed ones, and those that they follow.</param>
/// <param name="Targets">What was found for each follow, by its argument.</param>
/// <param name="Most">Feeds that one subscriber may follow.</param>
public sealed record CommandFeeds(IReadOnlyList<Feed> Known, IReadOnlyDictionary<string, FollowTarget> Targets, int Most)
{
    /// <summary>No feeds at all.</summary>
    public static CommandFeeds None { get; } = new([], new Dictionary<string, FollowTarget>(), 0);
}

/// <summary>Commands → changes. Pure.</summary>
public static partial class CommandEffects
{
    /// <summary>Does what the commands say, one after another.</summary>
    /// <param name="subscriber">Before.</param>
    /// <param name="lists">Before.</param>
    /// <param name="commands">In order.</param>
    /// <param name="topics">All topics, to find them by name in any language.</param>
    /// <param name="now">For pauses.</param>
    /// <param name="feeds">For follows and muted sources; null for none.</param>
    /// <param name="languages">Languages that mails can be in; null for English alone.</param>
    public static CommandEffect Apply(
        Subscriber subscriber, ReaderLists lists, IReadOnlyList<ReplyCommand> commands, IReadOnlyList<Topic> topics, DateTimeOffset now, CommandFeeds? feeds = null,
        IReadOnlyCollection<string>? languages = null)
    {
        if (commands.Any(command => command.Verb == "unsubscribe")) return new CommandEffect(subscriber, lists, [], Left: true);
        var effect = new CommandEffect(subscriber, lists, [], false);
        foreach (var command in commands) effect = One(effect, command, topics, now, feeds ?? CommandFeeds.None, languages ?? ["en"]);
        if (effect.Said.Count == 0) effect = Say(effect, "change.nothing");
        return effect with { Subscriber = Changes.Rescheduled(subscriber, effect.Subscriber, now) };
    }

    private static CommandEffect One(
        CommandEffect e, ReplyCommand command, IReadOnlyList<Topic> topics, DateTimeOffset now, CommandFeeds feeds, IReadOnlyCollection<string> languages) => command.Verb switch
    {
        "pause" => Pause(e, command.Argument, now),
        "resume" => e.Subscriber.Status == SubscriberStatus.Paused
            ? Say(e with { Subscriber = e.Subscriber with { Status = SubscriberStatus.Active, PausedUntil = null } }, "change.resumed")
            : e,
        "daily" or "weekdays" or "weekly" or "monthly" or "days" or "twice" => Frequent(e, command, now),
        "time" => Time(e, command.Argument ?? ""),
        "zone" => Zone(e, command.Argument ?? ""),
        "budget" => Budget(e, command.Argument ?? ""),
        "language" => Language(e, command.Argument ?? "", languages),
        "languages" => Languages(e, command.Argument),
        "pictures" => Say(e with { Subscriber = e.Subscriber with { Pictures = command.Argument == "on" } }, command.Argument == "on" ? "change.pictures" : "change.noPictures"),
        "quiet" => Say(e with { Subscriber = e.Subscriber with { QuietNote = command.Argument == "on" } }, command.Argument == "on" ? "change.quiet" : "change.noQuiet"),
        "name" => Name(e, command.Argument),
        "add" => Add(e, command.Argument ?? "", topics, feeds),
        "remove" => Remove(e, command.Argument ?? "", topics, feeds),
        "follow" or "follow-feed" => Follow(e, command.Argument ?? "", topics, feeds),
        "unfollow" => Unfollow(e, command.Argument ?? "", topics, feeds),
        "mute" or "mute-source" => Mute(e, command.Argument ?? "", command.Verb == "mute-source", feeds),
        "unmute" or "unmute-source" => Unmute(e, command.Argument ?? ""),
        "help" or "topics" => Say(e, "change.help"),
        "schedule" => Say(e, "change.unknown", command.Argument ?? ""),
        _ => Say(e, "change.unknown", command.Verb),
    };

    // Mails and pages; what articles may be in is another choice.
    private static CommandEffect Language(CommandEffect e, string language, IReadOnlyCollection<string> languages) => languages.Contains(language)
        ? Say(e with { Subscriber = e.Subscriber with { Language = language } }, "change.language", language)
        : Say(e, "change.noLanguage", language, string.Join(',', languages));

    private static CommandEffect Languages(CommandEffect e, string? argument)
    {
        if (argument is null) return Say(e with { Subscriber = e.Subscriber with { ReadLanguages = "" } }, "change.allLanguages");
        return Say(e with { Subscriber = (Preferences.Of(e.Subscriber) with { ReadLanguages = argument.Split(',') }).ApplyTo(e.Subscriber) }, "change.readLanguages", argument);
    }

    private static CommandEffect Name(CommandEffect e, string? name)
    {
        if (name is null) return Say(e with { Subscriber = e.Subscriber with { Name = "" } }, "change.noName");
        name = DisplayText.Line(name);
        return Preferences.IsName(name) ? Say(e with { Subscriber = e.Subscriber with { Name = name } }, "change.name", name) : Say(e, "change.unknown", name);
    }

    private static CommandEffect Say(CommandEffect e, string key, params string[] arguments) => e with { Said = [.. e.Said, new Statement(key, arguments)] };
}
