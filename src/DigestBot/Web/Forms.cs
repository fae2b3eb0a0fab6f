using System.Globalization;
using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Rendering;
using DigestBot.Subscribers;
using DigestBot.Wire.Text;
using Microsoft.Extensions.Primitives;

namespace DigestBot.Web;

/// <summary>Forms ↔ choices.</summary>
public sealed class Forms(Wording wording, DigestOptions defaults)
{
    /// <summary>The field in which a form names those of its tick boxes that send nothing when they are empty.</summary>
    public const string Marker = "has";

    private const int MostLanguages = 40;

    private readonly HashSet<string> _slugs = [.. wording.Topics.Select(topic => topic.Slug)];

    /// <summary>What somebody has chosen before they have chosen anything.</summary>
    public Preferences Defaults(string language) =>
        new([], Frequency.Daily, 1, Schedule.ParseTime(defaults.SendTime) ?? 7 * 60, "UTC", language, defaults.BudgetMinutes);

    /// <summary>Reads choices from a form or a query; what is missing or unreadable is taken from <paramref name="before"/> and named as a problem.</summary>
    /// <param name="field">Gives a field's values.</param>
    /// <param name="before">Present choices.</param>
    /// <param name="problems">Receives keys of the texts.</param>
    /// <param name="follows">How many feeds will be followed.</param>
    /// <param name="personal">Whether the form has what only a proven reader may set: the name, pictures, the quiet note.</param>
    public Preferences Read(Func<string, StringValues> field, Preferences before, List<string> problems, int follows = 0, bool personal = false)
    {
        var has = field(Marker);
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

        var choices = before with
        {
            Topics = topics.Count > 0 || has.Contains("topic") ? topics : before.Topics, Frequency = frequency, SendMinute = minute, Zone = zone, Language = language, Budget = Take("budget", before.Budget, Number),
            // What belongs to another frequency is hidden by most browsers: nobody is told to correct what they do not see.
            SecondMinute = Take("time2", before.SecondMinute, Schedule.ParseTime, frequency == Frequency.Twice),
            Weekday = Take("weekday", before.Weekday, text => Number(text) is >= 1 and <= 7 and var day ? day : null, frequency == Frequency.Weekly),
            MonthDay = Take("monthDay", before.MonthDay, text => Number(text) is >= 1 and <= 31 and var day ? day : null, frequency == Frequency.Monthly),
            Days = has.Contains("day") ? field("day").Select(day => Number(day ?? "")).Where(day => day is >= 1 and <= 7).Aggregate(0, (mask, day) => mask | (1 << (day!.Value - 1))) : before.Days,
            ReadLanguages = has.Contains("readLanguage") ? KnownLanguages(field("readLanguage")) : before.ReadLanguages,
        };
        if (choices.Days == 0 && frequency != Frequency.Days) choices = choices with { Days = before.Days };
        if (personal)
        {
            choices = choices with
            {
                Name = has.Contains("name") ? DisplayText.Line(Text("name")) : before.Name,
                Pictures = has.Contains("pictures") ? Text("pictures").Length > 0 : before.Pictures,
                QuietNote = has.Contains("quietNote") ? Text("quietNote").Length > 0 : before.QuietNote,
            };
        }

        problems.AddRange(choices.Problems(_slugs, follows).Except(problems));
        return choices;

        string Text(string name) => field(name).ToString().Trim();

        T Take<T>(string name, T fallback, Func<string, T?> parse, bool matters = true) where T : struct
        {
            if (Text(name) is not { Length: > 0 } text) return fallback;
            if (parse(text) is { } value) return value;
            if (matters) problems.Add("error." + name);
            return fallback;
        }
    }

    /// <summary>The slugs that exist among those that a query names.</summary>
    public IReadOnlyList<string> KnownTopics(StringValues asked) =>
        [.. asked.Where(topic => topic == Topic.All || _slugs.Contains(topic ?? "")).Select(topic => topic!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The language tags among what a query names.</summary>
    public static IReadOnlyList<string> KnownLanguages(StringValues asked) =>
        [.. asked.Where(tag => LanguageNames.IsTag(tag ?? "")).Select(tag => tag!).Distinct().Order(StringComparer.Ordinal).Take(MostLanguages)];

    /// <summary>The form with these choices.</summary>
    /// <param name="chosen">The choices.</param>
    /// <param name="languages">Languages that articles really come in; chosen ones are shown beside them.</param>
    /// <param name="texts">The page's words.</param>
    public ChoicesView View(Preferences chosen, IReadOnlyList<string> languages, Texts texts) => new(
        texts.Language,
        [
            new Choice(Topic.All, wording.TopicName(Topic.All, texts), chosen.Topics.Contains(Topic.All)),
            .. wording.Topics.Select(topic => new Choice(topic.Slug, wording.TopicName(topic.Slug, texts), chosen.Topics.Contains(topic.Slug))),
        ],
        [.. Enum.GetValues<Frequency>().Select(f => new Choice(f.ToString().ToLowerInvariant(), texts.Frequency(f.ToString().ToLowerInvariant()), f == chosen.Frequency))],
        Zones(chosen.Zone),
        Schedule.Time(chosen.SendMinute), chosen.Budget,
        // A language that is served by another (or by English) shows that one: with none chosen a browser would take the first of the list.
        [.. wording.Languages.Select(words => new Choice(words.Language, words.Name, words.Language == wording.In(chosen.Language).Language))])
    {
        Weekdays = [.. Enumerable.Range(1, 7).Select(day => new Choice(Digits(day), Day(day, texts), day == chosen.Weekday))],
        Days = [.. Enumerable.Range(1, 7).Select(day => new Choice(Digits(day), Day(day, texts), (chosen.Days >> (day - 1) & 1) == 1))],
        MonthDays = [.. Enumerable.Range(1, 31).Select(day => new Choice(Digits(day), Digits(day), day == chosen.MonthDay))],
        Time2 = Schedule.Time(chosen.SecondMinute),
        ReadLanguages = [.. languages.Union(chosen.ReadLanguages).Select(tag => new Choice(tag, LanguageNames.One(tag), chosen.ReadLanguages.Contains(tag)))],
    };

    // A zone that the list leaves out ("Etc/GMT+3") stays chosen: a list without it would choose its first for a reader who only saves.
    // One that nobody knows gives way to an empty choice: nothing can be saved before a zone is chosen.
    private static IReadOnlyList<Choice> Zones(string chosen)
    {
        var listed = Schedule.Zones.Select(zone => new Choice(zone, zone.Replace('_', ' '), zone == chosen));
        if (Schedule.Zones.Contains(chosen)) return [.. listed];
        return [Schedule.Knows(chosen) ? new Choice(chosen, chosen.Replace('_', ' '), true) : new Choice("", "–", true), .. listed];
    }

    /// <summary>Problems as sentences, each with its field.</summary>
    public static IReadOnlyList<FieldError> Sentences(IEnumerable<string> keys, Texts texts) =>
        [.. keys.Distinct().Select(key => new FieldError(key.Split('.')[1], key switch
        {
            "error.budget" => texts.Format(key, Preferences.LeastBudget, Preferences.MostBudget),
            "error.mutedWords" or "error.mutedSources" => texts.Format(key, ReaderLists.MostEntries, ReaderLists.LongestEntry),
            _ => texts[key],
        }))];

    private static string Day(int iso, Texts texts) => texts.Day((DayOfWeek)(iso % 7)) is var name ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
