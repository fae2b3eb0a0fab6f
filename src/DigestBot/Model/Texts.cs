using System.Globalization;

namespace DigestBot.Model;

/// <summary>Every word of mails and pages in one language, by key: <c>config/texts/{language}.json</c>.</summary>
public sealed partial class Texts
{
    private readonly IReadOnlyDictionary<string, string> words;
    private readonly Texts? fallback;

    internal Texts(string language, IReadOnlyDictionary<string, string> words, Texts? fallback)
    {
        Language = language;
        this.words = words;
        this.fallback = fallback;
    }

    /// <summary>BCP 47 tag, as the file is named.</summary>
    public string Language { get; }

    /// <summary>The language's own name for itself.</summary>
    public string Name => this["language.name"];

    /// <summary>"ltr" or "rtl".</summary>
    public string Direction => this["language.direction"];

    /// <summary>The keys that the file itself has.</summary>
    public IEnumerable<string> Keys => words.Keys;

    /// <summary>Reads every <c>*.json</c> of <paramref name="folder"/>; see <see cref="TextSet.Load"/>.</summary>
    public static TextSet Load(string folder) => TextSet.Load(folder);

    /// <summary>The words of a key; a key that this file lacks is taken from English.</summary>
    /// <exception cref="KeyNotFoundException">No file has the key: a mistake in the program, or English was cut.</exception>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"No text \"{key}\" in {Language}.json nor in en.json.");

    /// <summary>The words of a key, or null when no file has it.</summary>
    public string? Find(string key) => words.TryGetValue(key, out var text) ? text : fallback?.Find(key);

    /// <summary>
    /// The words of a key with <c>{0}</c>, <c>{1}</c> … replaced. A key that only comes in numbers (<c>key.one</c>, <c>key.other</c>) counts by its first
    /// argument: who hands a statement on need not know which do.
    /// </summary>
    public string Format(string key, params object?[] arguments) =>
        arguments.Length > 0 && Find(key) is null && Find(key + ".other") is not null && long.TryParse(Convert.ToString(arguments[0], CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Count(key, number, arguments[1..])
            : string.Format(CultureInfo.InvariantCulture, this[key], arguments);

    /// <summary>
    /// The words for a number: <c>key.one</c> or <c>key.other</c>, and for nought <c>key.none</c> where there is one. The number is <c>{0}</c>, <paramref name="more"/> begins at <c>{1}</c>.
    /// </summary>
    public string Count(string key, long number, params object?[] more)
    {
        // CLDR's cardinal rules for the languages at hand differ only at zero: French counts it as one.
        var one = number == 1 || (number == 0 && this["language.zero"] == "one");
        if (number == 0 && Find(key + ".none") is not null) return Format(key + ".none", [number, .. more]);
        return Format(key + (one ? ".one" : ".other"), [number, .. more]);
    }

    /// <summary>Names one after another: "Design, Science and Food".</summary>
    public string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => Format("list.and", string.Join(", ", names.Take(names.Count - 1)), names[^1]),
    };

    /// <summary>A kind of article ("Insight") in this language; one that the file does not know stays as stored.</summary>
    public string Type(string stored) => Find("type." + stored.ToLowerInvariant()) ?? stored;

    /// <summary>A topic's name by its slug; <paramref name="given"/> is what the operator calls a topic that the file does not know.</summary>
    public string Topic(string slug, string given) => Find("topic." + slug) ?? given;

    /// <summary>daily, weekdays, weekly or monthly, as a choice.</summary>
    public string Frequency(string frequency) => Find("frequency." + frequency) ?? frequency;

    /// <summary>active, paused, pending … as the subscriber reads it.</summary>
    public string Status(string status) => Find("status." + status) ?? status;
}
