using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;
using NodaTime;
using NodaTime.Text;

namespace DigestBot.Replies;

/// <summary>A subscriber after their commands, and what to tell them.</summary>
/// <param name="Subscriber">As changed; not stored yet.</param>
/// <param name="Lists">Mutes and follows as changed.</param>
/// <param name="Said">What was changed, or why not.</param>
/// <param name="Left">They asked to leave: nothing else matters.</param>
public sealed record CommandEffect(Subscriber Subscriber, ReaderLists Lists, IReadOnlyList<Statement> Said, bool Left);

/// <summary>Commands → changes. Pure.</summary>
public static class CommandEffects
{
    /// <summary>Does what the commands say, one after another.</summary>
    /// <param name="subscriber">Before.</param>
    /// <param name="lists">Before.</param>
    /// <param name="commands">In order.</param>
    /// <param name="topics">All topics, to find them by name in any language.</param>
    /// <param name="now">For pauses.</param>
    public static CommandEffect Apply(Subscriber subscriber, ReaderLists lists, IReadOnlyList<ReplyCommand> commands, IReadOnlyList<Topic> topics, DateTimeOffset now)
    {
        if (commands.Any(command => command.Verb == "unsubscribe")) return new CommandEffect(subscriber, lists, [], Left: true);
        var effect = new CommandEffect(subscriber, lists, [], false);
        foreach (var command in commands) effect = One(effect, command, topics, now);
        if (effect.Said.Count == 0) effect = Say(effect, "change.nothing");
        return effect with { Subscriber = Changes.Rescheduled(subscriber, effect.Subscriber, now) };
    }

    private static CommandEffect One(CommandEffect e, ReplyCommand command, IReadOnlyList<Topic> topics, DateTimeOffset now) => command.Verb switch
    {
        "pause" => Pause(e, command.Argument, now),
        "resume" => e.Subscriber.Status == SubscriberStatus.Paused
            ? Say(e with { Subscriber = e.Subscriber with { Status = SubscriberStatus.Active, PausedUntil = null } }, "change.resumed")
            : e,
        "daily" or "weekdays" or "weekly" or "monthly" => Frequent(e, Enum.Parse<Frequency>(command.Verb, ignoreCase: true), now),
        "add" => Add(e, command.Argument ?? "", topics),
        "remove" => Remove(e, command.Argument ?? "", topics),
        "mute" => Mute(e, command.Argument ?? ""),
        "unmute" => e.Lists.MutedWords.Contains(Word(command.Argument)) ? Say(e with { Lists = e.Lists with { MutedWords = [.. e.Lists.MutedWords.Where(word => word != Word(command.Argument))] } }, "change.unmuted", command.Argument!) : e,
        "help" or "topics" => Say(e, "change.help"),
        _ => Say(e, "change.unknown", command.Verb),
    };

    private static CommandEffect Frequent(CommandEffect e, Frequency frequency, DateTimeOffset now)
    {
        // "weekly" means a week from the day on which it is asked for, not some other day.
        var weekday = (int)Schedule.Today(e.Subscriber.Zone, now).DayOfWeek;
        var after = e.Subscriber with { Frequency = frequency, Weekday = frequency == Frequency.Weekly && e.Subscriber.Frequency != Frequency.Weekly ? weekday : e.Subscriber.Weekday };
        return Say(e with { Subscriber = after }, "change.frequency");
    }

    private static CommandEffect Pause(CommandEffect e, string? argument, DateTimeOffset now)
    {
        if (e.Subscriber.Status is not (SubscriberStatus.Active or SubscriberStatus.Paused)) return e;
        var today = Schedule.Today(e.Subscriber.Zone, now);
        var until = argument is null ? today.PlusYears(10) : Until(today, argument);
        if (until is not { } date || date <= today) return Say(e, "change.unknown", "pause " + argument);
        var iso = LocalDatePattern.Iso.Format(date);
        var paused = e with { Subscriber = Changes.Paused(e.Subscriber, iso, now) };
        return argument is null ? Say(paused, "change.pausedOpen") : Say(paused, "change.paused", iso);
    }

    private static LocalDate? Until(LocalDate today, string argument)
    {
        var words = argument.Split(' ');
        if (words is ["until", var day])
        {
            if (Schedule.ParseDate(day) is { } date) return date;
            if (Enum.TryParse<IsoDayOfWeek>(day, ignoreCase: true, out var weekday) && weekday != IsoDayOfWeek.None) return today.Next(weekday);
            if (!AnnualDatePattern.CreateWithInvariantCulture("MM-dd").Parse(day).TryGetValue(default, out var annual)) return null;
            var next = annual.InYear(today.Year);
            return next > today ? next : annual.InYear(today.Year + 1);
        }

        if (words is not [var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 999) return null;
        return unit.TrimEnd('s') switch
        {
            "day" => today.PlusDays(n),
            "week" => today.PlusWeeks(n),
            "month" => today.PlusMonths(n),
            "year" => today.PlusYears(Math.Min(n, 100)),
            _ => null,
        };
    }

    private static CommandEffect Add(CommandEffect e, string name, IReadOnlyList<Topic> topics)
    {
        if (Find(name, topics) is not { } slug) return Say(e, "change.unknownTopic", name);
        var chosen = Chosen(e.Subscriber);
        if (!chosen.Contains(slug)) chosen.Add(slug);
        return Say(e with { Subscriber = WithTopics(e.Subscriber, slug == Topic.All ? [slug] : chosen) }, "change.added", name);
    }

    private static CommandEffect Remove(CommandEffect e, string name, IReadOnlyList<Topic> topics)
    {
        if (Find(name, topics) is not { } slug) return Say(e, "change.unknownTopic", name);
        var chosen = Chosen(e.Subscriber);
        if (chosen.Contains(Topic.All)) chosen = [.. topics.Select(topic => topic.Slug)];
        if (!chosen.Remove(slug)) return e;
        return chosen.Count == 0 ? Say(e, "change.lastTopic", name) : Say(e with { Subscriber = WithTopics(e.Subscriber, chosen) }, "change.removed", name);
    }

    private static CommandEffect Mute(CommandEffect e, string word)
    {
        var muted = Word(word);
        if (muted.Length is 0 or > ReaderLists.LongestEntry || e.Lists.MutedWords.Count >= ReaderLists.MostEntries) return Say(e, "change.unknown", "mute " + word);
        return Say(e with { Lists = e.Lists with { MutedWords = ReaderLists.Clean(e.Lists.MutedWords.Append(muted)) } }, "change.muted", word);
    }

    private static string Word(string? word) => ReaderLists.Clean(word ?? "");

    private static string? Find(string name, IReadOnlyList<Topic> topics) =>
        name.Trim() is var asked && (asked.Equals(Topic.All, StringComparison.OrdinalIgnoreCase) || asked.Equals("all topics", StringComparison.OrdinalIgnoreCase)) ? Topic.All : Topic.SlugOf(asked, topics);

    private static List<string> Chosen(Subscriber s) => [.. s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static Subscriber WithTopics(Subscriber s, IEnumerable<string> topics) =>
        (Preferences.Of(s) with { Topics = [.. topics] }).ApplyTo(s);

    private static CommandEffect Say(CommandEffect e, string key, params string[] arguments) => e with { Said = [.. e.Said, new Statement(key, arguments)] };
}
