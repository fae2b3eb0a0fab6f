namespace DigestBot.Model;

/// <summary>What languages call themselves: a reader finds their own whatever language the page is in. (CLDR, locale display names.)</summary>
public static class LanguageNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["ar"] = "العربية", ["bg"] = "Български", ["bn"] = "বাংলা", ["bs"] = "Bosanski", ["ca"] = "Català", ["cs"] = "Čeština",
        ["da"] = "Dansk", ["de"] = "Deutsch", ["el"] = "Ελληνικά", ["en"] = "English", ["es"] = "Español", ["et"] = "Eesti",
        ["eu"] = "Euskara", ["fa"] = "فارسی", ["fi"] = "Suomi", ["fr"] = "Français", ["ga"] = "Gaeilge", ["gl"] = "Galego",
        ["he"] = "עברית", ["hi"] = "हिन्दी", ["hr"] = "Hrvatski", ["hu"] = "Magyar", ["id"] = "Bahasa Indonesia", ["it"] = "Italiano",
        ["ja"] = "日本語", ["ko"] = "한국어", ["lt"] = "Lietuvių", ["lv"] = "Latviešu", ["ms"] = "Bahasa Melayu", ["nb"] = "Norsk bokmål",
        ["nl"] = "Nederlands", ["nn"] = "Norsk nynorsk", ["no"] = "Norsk", ["pl"] = "Polski", ["pt"] = "Português", ["ro"] = "Română",
        ["ru"] = "Русский", ["sk"] = "Slovenčina", ["sl"] = "Slovenščina", ["sq"] = "Shqip", ["sr"] = "Српски", ["sv"] = "Svenska",
        ["sw"] = "Kiswahili", ["ta"] = "தமிழ்", ["th"] = "ไทย", ["tl"] = "Tagalog", ["tr"] = "Türkçe", ["uk"] = "Українська",
        ["ur"] = "اردو", ["vi"] = "Tiếng Việt", ["zh"] = "中文",
    };

    /// <summary>The language's name for itself; the tag where it is not known.</summary>
    /// <param name="tag">Primary subtag (RFC 5646 2.2.1), lower-case.</param>
    public static string One(string tag) => Names.GetValueOrDefault(tag, tag);

    /// <summary>The names of "de,en".</summary>
    public static IReadOnlyList<string> Of(string tags) => [.. tags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    /// <summary>Whether a text has the shape of a primary subtag: two or three lower-case letters.</summary>
    public static bool IsTag(string text) => text.Length is 2 or 3 && text.All(char.IsAsciiLetterLower);
}
