using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Replies;

/// <summary>Reads how often and at what time a digest shall come: "every Monday and Thursday at 6:30", "am 15. jedes Monats", "a las 7:00 y a las 18:00".</summary>
internal static partial class When
{
    private static readonly string[] Week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The commands that the words come to; null when they are no schedule.</summary>
    /// <param name="table">Their language.</param>
    /// <param name="start">First word.</param>
    /// <param name="end">The word after the last.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="timeOnly">Times alone, or days with or without times.</param>
    public static IReadOnlyList<ReplyCommand>? Read(PhraseTable table, int start, int end, IReadOnlyList<Word> words, bool timeOnly)
    {
        var at = start;
        var often = timeOnly ? null : Often(table, ref at, end, words);
        var times = Times(table, ref at, end, words, bare: often is not null);
        if (often is null && !timeOnly && times.Count > 0) often = Often(table, ref at, end, words);
        if (often is null && !timeOnly) return null;
        if (at != end) return null;
        return (often, times) switch
        {
            ({ } only, []) => [only],
            (null or { Verb: "daily" or "twice" }, [var first, var second]) when first != second => [new ReplyCommand("twice", first + " " + second)],
            (null, [var time]) => [new ReplyCommand("time", time)],
            ({ Verb: not "twice" } days, [var time]) => [days, new ReplyCommand("time", time)],
            _ => null,
        };
    }

    private static ReplyCommand? Often(PhraseTable table, ref int at, int end, IReadOnlyList<Word> words)
    {
        if (DayOfMonth(table, ref at, end, words) is { } monthly) return monthly;
        if (Weekdays(table, ref at, end, words) is { } days) return days;
        if (table["often weekends"].Longest(at, words) is var weekend && weekend > at && weekend <= end)
        {
            at = weekend;
            return new ReplyCommand("days", "saturday sunday");
        }

        foreach (var verb in (string[])["twice", "weekdays", "daily", "weekly", "monthly"])
            if (table["often " + verb].Longest(at, words) is var after && after > at && after <= end)
            {
                at = after;
                return new ReplyCommand(verb);
            }

        return null;
    }

    private static ReplyCommand? DayOfMonth(PhraseTable table, ref int at, int end, IReadOnlyList<Word> words)
    {
        var stated = table["monthly on"].Longest(at, words);
        var open = stated > at ? stated : table["on day"].Longest(at, words);
        if (open <= at || open >= end || Ordinal(words[open].Text) is not { } day) return null;
        var after = table["of month"].Longest(open + 1, words);
        // "on the 15th" alone may be any date: the month has to be named on one side.
        if (stated <= at && after <= open + 1) return null;
        at = Math.Max(open + 1, after);
        return at <= end ? new ReplyCommand("monthly", day.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static ReplyCommand? Weekdays(PhraseTable table, ref int at, int end, IReadOnlyList<Word> words)
    {
        var (chosen, start, bare) = (new SortedSet<int>(), at, false);
        for (var next = at; next < end;)
        {
            var first = chosen.Count == 0;
            var from = first ? next : Math.Max(next, table["and"].Longest(next, words));
            var each = Math.Max(from, table["each"].Longest(from, words));
            var day = Math.Max(each, table["soft"].Longest(from, words));
            if (day >= end || table.Meaning("weekday", day, day + 1, words) is not { } name) break;
            // "Monday" alone is a day, "Mondays" and "every Monday" are a habit, and so are several days together.
            bare |= first && each == from && !table["habit"].Covers(day, day + 1, words);
            chosen.Add(Array.IndexOf(Week, name));
            at = next = day + 1;
        }

        if (bare && chosen.Count < 2)
        {
            at = start;
            return null;
        }

        return chosen.Count switch
        {
            0 => null,
            1 => new ReplyCommand("weekly", Week[chosen.Min]),
            7 => new ReplyCommand("daily"),
            _ => new ReplyCommand("days", string.Join(' ', chosen.Select(day => Week[day]))),
        };
    }

    private static List<string> Times(PhraseTable table, ref int at, int end, IReadOnlyList<Word> words, bool bare)
    {
        var times = new List<string>();
        while (at < end && times.Count < 2)
        {
            var from = times.Count == 0 ? at : Math.Max(at, table["and"].Longest(at, words));
            var clock = Math.Max(from, table["at"].Longest(from, words));
            // Without "at" before it, a number is no time of day; the second has the first one's.
            if (clock >= end || (times.Count == 0 && clock == from) || Time(table, clock, end, words, bare) is not var (time, after)) break;
            times.Add(time);
            at = after;
        }

        return times;
    }

    // 6:30, 18.00, 18h30, 7h, 7am, 7:30 pm, 7 Uhr; a number alone is one only after "every Monday at".
    private static (string Time, int After)? Time(PhraseTable table, int at, int end, IReadOnlyList<Word> words, bool bare)
    {
        if (Clock().Match(words[at].Text) is not { Success: true } match) return null;
        var hour = int.Parse(match.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        var certain = bare || match.Groups["minute"].Success || match.Groups["mark"].Success || half.Length > 0;
        var after = at + 1;
        if (half.Length == 0 && after < end && words[after].Text is "am" or "pm") half = words[after++].Text;
        else if (table["hour"].Longest(after, words) is var named && named > after && named <= end) (after, certain) = (named, true);
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12) return null;
            (hour, certain) = ((hour % 12) + (half == "pm" ? 12 : 0), true);
        }

        return certain && hour < 24 && minute < 60 ? (string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}"), after) : null;
    }

    private static int? Ordinal(string text) =>
        Day().Match(text) is { Success: true } match && int.Parse(match.Groups["day"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is >= 1 and <= 31 and var day ? day : null;

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(?:[:.h](?<minute>[0-9]{2})|(?<mark>h))?(?<half>am|pm)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex("^(?<day>[0-9]{1,2})(?:st|nd|rd|th|er|o|e)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
