using System.Text;
using System.Text.Json;

namespace DigestBot.Model;

/// <summary>The words of mails and pages in every language that has a file.</summary>
public sealed class TextSet
{
    private readonly Dictionary<string, Texts> languages = new(StringComparer.OrdinalIgnoreCase);

    private TextSet(Texts english) => English = languages[english.Language] = english;

    /// <summary>The language that stands in for every other.</summary>
    public Texts English { get; }

    /// <summary>All languages, by tag.</summary>
    public IReadOnlyList<Texts> All => [.. languages.Values.OrderBy(texts => texts.Language, StringComparer.Ordinal)];

    /// <summary>The language asked for, or the one that its tag begins with ("de-AT" is served by "de"), or English.</summary>
    public Texts For(string? language)
    {
        // RFC 4647 3.4, lookup: subtags are dropped from the right until one matches.
        for (var tag = language; !string.IsNullOrEmpty(tag); tag = tag.LastIndexOf('-') is > 0 and var end ? tag[..end] : null)
            if (languages.TryGetValue(tag, out var texts))
                return texts;
        return English;
    }

    /// <summary>Reads every <c>*.json</c> of a folder; <c>en.json</c> must be there, and lends its words where another file lacks one.</summary>
    /// <exception cref="InvalidDataException">A file is no JSON object of strings, or a text has a broken <c>{0}</c>.</exception>
    public static TextSet Load(string folder)
    {
        var english = Path.Combine(folder, "en.json");
        if (!File.Exists(english))
            throw new InvalidDataException($"{english} is missing: every language falls back to it. Restore it from the project.");

        var set = new TextSet(new Texts("en", Read(english), null));
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Where(path => path != english))
            if (Path.GetFileNameWithoutExtension(path) is { } language)
                set.languages[language] = new Texts(language, Read(path), set.English);
        return set;
    }

    private static Dictionary<string, string> Read(string path)
    {
        Dictionary<string, string>? words;
        try
        {
            words = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} must be one JSON object of \"key\": \"text\": {broken.Message}", broken);
        }

        foreach (var (key, text) in words ?? throw new InvalidDataException($"{path} is empty."))
            Check(path, key, text);
        return words;
    }

    private static void Check(string path, string key, string text)
    {
        try
        {
            _ = CompositeFormat.Parse(text ?? throw new FormatException("the text is null"));
        }
        catch (FormatException broken)
        {
            throw new InvalidDataException($"{path}: the text \"{key}\" cannot be filled in ({broken.Message}) A brace that is meant is written twice.", broken);
        }
    }
}
