using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;
using NodaTime;
using NodaTime.Text;

namespace DigestBot.Replies;

// When a digest comes, how much it holds, and pauses.
public static partial class CommandEffects
{
    private static CommandEffect Frequent(CommandEffect e, ReplyCommand command, DateTimeOffset now)
    {
        var (s, argument) = (e.Subscriber, command.Argument);
        var choices = Preferences.Of(s) with { Frequency = Enum.Parse<Frequency>(command.Verb, ignoreCase: true) };
        switch (choices.Frequency)
        {
            // "weekly" means a week from the day on which it is asked for, not some other day.
            case Frequency.Weekly when argument is null && s.Frequency != Frequency.Weekly:
                choices = choices with { Weekday = (int)Schedule.Today(s.Zone, now).DayOfWeek };
                break;
            case Frequency.Weekly when argument is not null:
                if (Schedule.ParseDays(argument) is not { } weekday || !int.IsPow2(weekday)) return Say(e, "change.unknown", $"{command.Verb} {argument}");
                choices = choices with { Weekday = int.Log2(weekday) + 1 };
                break;
            case Frequency.Days:
                choices = choices with { Days = Schedule.ParseDays(argument ?? "") ?? 0 };
                break;
            case Frequency.Monthly when argument is not null:
                choices = choices with { MonthDay = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0 };
                break;
            case Frequency.Twice when argument is not null:
                var times = argument.Split(' ').Select(Schedule.ParseTime).ToArray();
                choices = choices with { SendMinute = times[0] ?? -1, SecondMinute = times.ElementAtOrDefault(1) ?? -1 };
                break;
            case Frequency.Twice when choices.SecondMinute == choices.SendMinute:
                choices = choices with { SecondMinute = (choices.SendMinute + (12 * 60)) % (24 * 60) };
                break;
        }

        return Scheduled(e, choices, argument is null ? command.Verb : $"{command.Verb} {argument}");
    }

    private static CommandEffect Time(CommandEffect e, string time) =>
        Schedule.ParseTime(time) is { } minute ? Scheduled(e, Preferences.Of(e.Subscriber) with { SendMinute = minute }, time) : Say(e, "change.unknown", time);

    private static CommandEffect Zone(CommandEffect e, string name) => Schedule.FindZone(name) is { } zone
        ? Say(e with { Subscriber = e.Subscriber with { Zone = zone } }, "change.zone", zone)
        : Say(e, "change.unknownZone", name);

    private static CommandEffect Budget(CommandEffect e, string minutes) =>
        int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= Preferences.LeastBudget and <= Preferences.MostBudget
            ? Say(e with { Subscriber = e.Subscriber with { Budget = n } }, "change.budget", n.ToString(CultureInfo.InvariantCulture))
            : Say(e, "change.badBudget", Preferences.LeastBudget.ToString(CultureInfo.InvariantCulture), Preferences.MostBudget.ToString(CultureInfo.InvariantCulture));

    // The schedule is said once, as it is in the end.
    private static CommandEffect Scheduled(CommandEffect e, Preferences choices, string asked)
    {
        if (choices.ScheduleProblems().Count > 0) return Say(e, "change.unknown", asked);
        e = e with { Subscriber = choices.ApplyTo(e.Subscriber) };
        return e.Said.Any(said => said.Key == "change.frequency") ? e : Say(e, "change.frequency");
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
}
