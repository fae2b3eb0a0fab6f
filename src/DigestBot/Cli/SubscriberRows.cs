using System.Globalization;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Cli;

/// <summary>A subscriber that an operator's list names.</summary>
/// <param name="Email">Address.</param>
/// <param name="Choices">Checked.</param>
/// <param name="MutedWords">Words that keep an article away.</param>
/// <param name="MutedSources">Sources that stay away.</param>
/// <param name="Feeds">Names or addresses of feeds to follow.</param>
internal sealed record ImportedRow(string Email, Preferences Choices, IReadOnlyList<string> MutedWords, IReadOnlyList<string> MutedSources, IReadOnlyList<string> Feeds);

/// <summary>Lines of an operator's list → subscribers. Columns stand in a fixed order, or as a first line that begins with "email" names them.</summary>
internal sealed class SubscriberRows(Forms forms, Wording wording, IReadOnlyList<Topic> topics)
{
    /// <summary>All columns, in their order.</summary>
    public const string Columns = "email;topics;zone;time;frequency;language;budget;days;weekday;time2;monthDay;readLanguages;name;pictures;quietNote;mutedWords;mutedSources;feeds";

    private string[] _columns = Columns.Split(';');

    /// <summary>Takes a first line that names the columns.</summary>
    /// <returns>Whether the line was one.</returns>
    /// <exception cref="UserException">It names a column that there is not.</exception>
    public bool TakeHeader(string line)
    {
        if (!line.StartsWith("email", StringComparison.OrdinalIgnoreCase) || line.Contains('@', StringComparison.Ordinal)) return false;
        var known = Columns.Split(';');
        _columns = [.. SeparatedFields.Read(line).Select(name => known.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UserException($"There is no column '{name}'. There are {string.Join(", ", known)}."))];
        return true;
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="UserException">A field cannot be read; the message says which and what would be right.</exception>
    public ImportedRow Read(string line)
    {
        var fields = SeparatedFields.Read(line);
        var choices = forms.Defaults(Field("language") is { Length: > 0 } language ? language : "en");
        choices = choices with
        {
            Topics = Field("topics").Length > 0 ? Many("topics") : Names("feeds").Count > 0 ? [] : [Topic.All],
            Zone = Field("zone").Length > 0 ? Field("zone") : "UTC",
            SendMinute = Time("time") ?? choices.SendMinute,
            SecondMinute = Time("time2") ?? choices.SecondMinute,
            Frequency = One("frequency", HowOften, "daily, weekdays, weekly, monthly, days or twice") ?? choices.Frequency,
            Budget = Number("budget") ?? choices.Budget,
            Days = One("days", Schedule.ParseDays, "names of days such as monday thursday") ?? choices.Days,
            Weekday = One("weekday", Day, "the name of a day such as monday") ?? choices.Weekday,
            MonthDay = Number("monthDay") ?? choices.MonthDay,
            ReadLanguages = [.. Many("readLanguages").Select(tag => LanguageNames.IsTag(tag) ? tag : throw new UserException($"'{tag}' is not a language such as en."))],
            Name = Field("name"), Pictures = Yes("pictures"), QuietNote = Yes("quietNote"),
        };
        Check(Field("email"), choices, Names("feeds").Count);
        return new ImportedRow(Field("email"), choices, Names("mutedWords"), Names("mutedSources"), Names("feeds"));

        string Field(string column) => Array.IndexOf(_columns, column) is >= 0 and var i && i < fields.Length ? fields[i] : "";
        IReadOnlyList<string> Many(string column) => Field(column).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<string> Names(string column) => SeparatedFields.Names(Field(column));
        int? Time(string column) => One(column, Schedule.ParseTime, "a time of day such as 07:00");
        int? Number(string column) => One(column, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null, "a number");
        bool Yes(string column) => One(column, YesOrNo, "yes or no") ?? false;
        T? One<T>(string column, Func<string, T?> parse, string right) where T : struct =>
            Field(column) is { Length: > 0 } text ? parse(text) ?? throw new UserException($"'{text}' is not {right}.") : null;
    }

    private static Frequency? HowOften(string text) => Enum.TryParse<Frequency>(text, ignoreCase: true, out var frequency) && !char.IsAsciiDigit(text[0]) ? frequency : null;

    private static int? Day(string text) => Schedule.ParseDays(text) is { } mask && int.IsPow2(mask) ? int.Log2(mask) + 1 : null;

    private static bool? YesOrNo(string text) => text.ToLowerInvariant() switch { "yes" or "true" or "on" or "1" => true, "no" or "false" or "off" or "0" => false, _ => null };

    /// <summary>Checks choices that no form has checked.</summary>
    /// <exception cref="UserException">What is wrong, and what would be right.</exception>
    public void Check(string email, Preferences choices, int feeds = 0)
    {
        var known = topics.Select(topic => topic.Slug).ToHashSet();
        if (choices.Topics.FirstOrDefault(topic => topic != Topic.All && !known.Contains(topic)) is { } unknown)
            throw new UserException($"There is no topic '{unknown}'. There are {string.Join(", ", known.Append(Topic.All))}.");
        if (!Schedule.Knows(choices.Zone)) throw new UserException($"'{choices.Zone}' is not an IANA time zone such as Europe/Berlin.");
        if (wording.Languages.All(texts => texts.Language != choices.Language))
            throw new UserException($"There are no words in '{choices.Language}'. There are {string.Join(", ", wording.Languages.Select(texts => texts.Language))}.");
        if (choices.Problems(known, feeds) is { Count: > 0 } problems)
            throw new UserException($"{email}: {string.Join(' ', Forms.Sentences(problems, wording.In("en")).Select(error => error.Sentence))}");
    }
}
