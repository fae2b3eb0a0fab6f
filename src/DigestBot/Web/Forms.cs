using System.Globalization;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Subscribers;
using Microsoft.Extensions.Primitives;

namespace DigestBot.Web;

/// <summary>Forms ↔ choices.</summary>
public sealed class Forms(Wording wording, DigestOptions defaults)
{
    private readonly HashSet<string> _slugs = [.. wording.Topics.Select(topic => topic.Slug)];

    /// <summary>What somebody has chosen before they have chosen anything.</summary>
    public Preferences Defaults(string language) =>
        new([], Frequency.Daily, 1, Schedule.ParseTime(defaults.SendTime) ?? 7 * 60, "UTC", language, defaults.BudgetMinutes);

    /// <summary>Reads choices from a form or a query; what is missing or unreadable is taken from <paramref name="before"/> and named as a problem.</summary>
    /// <param name="field">Gives a field's values.</param>
    /// <param name="before">Present choices.</param>
    /// <param name="problems">Receives keys of the texts.</param>
    public Preferences Read(Func<string, StringValues> field, Preferences before, List<string> problems)
    {
        var topics = field("topic").Where(topic => topic is not null).Select(topic => topic!).Distinct().Take(64).ToList();
        var frequency = Take("frequency", before.Frequency, text => Enum.TryParse<Frequency>(text, ignoreCase: true, out var f) && Enum.IsDefined(f) && !char.IsAsciiDigit(text[0]) ? f : null);
        var minute = Take("time", before.SendMinute, Schedule.ParseTime);
        var zone = Text("zone") is { Length: > 0 } given ? given : before.Zone;
        var language = Text("language") is { Length: > 0 } asked ? asked : before.Language;
        if (wording.Languages.All(texts => texts.Language != language))
        {
            problems.Add("error.language");
            language = before.Language;
        }

        var budget = Take("budget", before.Budget, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null);
        var choices = new Preferences(topics, frequency, before.Weekday, minute, zone, language, budget);
        problems.AddRange(choices.Problems(_slugs).Except(problems));
        return choices;

        string Text(string name) => field(name).ToString().Trim();

        T Take<T>(string name, T fallback, Func<string, T?> parse) where T : struct
        {
            if (Text(name) is not { Length: > 0 } text) return fallback;
            if (parse(text) is { } value) return value;
            problems.Add("error." + name);
            return fallback;
        }
    }

    /// <summary>The slugs that exist among those that a query names.</summary>
    public IReadOnlyList<string> KnownTopics(StringValues asked) =>
        [.. asked.Where(topic => topic == Topic.All || _slugs.Contains(topic ?? "")).Select(topic => topic!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The form with these choices.</summary>
    public ChoicesView View(Preferences chosen, Texts texts) => new(
        texts.Language,
        [
            new Choice(Topic.All, wording.TopicName(Topic.All, texts), chosen.Topics.Contains(Topic.All)),
            .. wording.Topics.Select(topic => new Choice(topic.Slug, wording.TopicName(topic.Slug, texts), chosen.Topics.Contains(topic.Slug))),
        ],
        [.. Enum.GetValues<Frequency>().Select(f => new Choice(f.ToString().ToLowerInvariant(), texts.Frequency(f.ToString().ToLowerInvariant()), f == chosen.Frequency))],
        Zones(chosen.Zone),
        Schedule.Time(chosen.SendMinute), chosen.Budget,
        // A language that is served by another (or by English) shows that one: with none chosen a browser would take the first of the list.
        [.. wording.Languages.Select(words => new Choice(words.Language, words.Name, words.Language == wording.In(chosen.Language).Language))]);

    // A zone that the list leaves out ("Etc/GMT+3") stays chosen: a list without it would choose its first for a reader who only saves.
    // One that nobody knows gives way to an empty choice: nothing can be saved before a zone is chosen.
    private static IReadOnlyList<Choice> Zones(string chosen)
    {
        var listed = Schedule.Zones.Select(zone => new Choice(zone, zone.Replace('_', ' '), zone == chosen));
        if (Schedule.Zones.Contains(chosen)) return [.. listed];
        return [Schedule.Knows(chosen) ? new Choice(chosen, chosen.Replace('_', ' '), true) : new Choice("", "–", true), .. listed];
    }

    /// <summary>Problems as sentences.</summary>
    public static IReadOnlyList<string> Sentences(IEnumerable<string> keys, Texts texts) =>
        [.. keys.Distinct().Select(key => key == "error.budget" ? texts.Format(key, Preferences.LeastBudget, Preferences.MostBudget) : texts[key])];
}
