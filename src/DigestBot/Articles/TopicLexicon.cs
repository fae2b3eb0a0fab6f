using System.Collections.Frozen;
using System.Text.Json;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>A topic and what points to it.</summary>
/// <param name="Slug">Lower case, as in addresses: <c>technology</c>.</param>
/// <param name="Names">Its names by language; a category of that name is that topic.</param>
/// <param name="Words">Words and phrases of up to three words that tell the topic, in any language.</param>
public sealed record LexiconTopic(string Slug, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Words);

/// <summary>All topics, ready for looking up: built once, used for every article.</summary>
public sealed class TopicLexicon
{
    /// <summary>A phrase has no more words than this.</summary>
    public const int LongestPhrase = 3;

    private readonly FrozenDictionary<string, int[]> byPhrase;
    private readonly FrozenDictionary<string, int> byName;

    /// <summary>Prepares topics.</summary>
    public TopicLexicon(IReadOnlyList<LexiconTopic> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        Topics = topics;
        var phrases = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var t = 0; t < topics.Count; t++)
        {
            names.TryAdd(topics[t].Slug, t);
            foreach (var name in topics[t].Names.Values)
                names.TryAdd(name.Trim(), t);
            foreach (var word in topics[t].Words)
                if (Key(word) is { Length: > 0 } key)
                {
                    if (!phrases.TryGetValue(key, out var list))
                        phrases[key] = list = [];
                    if (!list.Contains(t))
                        list.Add(t);
                }
        }
        byPhrase = phrases.ToFrozenDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal);
        byName = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The topics, in the file's order.</summary>
    public IReadOnlyList<LexiconTopic> Topics { get; }

    /// <summary>Reads <c>[{"slug":"technology","name":{"en":"Technology"},"words":["…"]}]</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a topic has no slug.</exception>
    public static TopicLexicon Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var topics = new List<LexiconTopic>();
        foreach (var topic in document.RootElement.EnumerateArray())
        {
            if (!topic.TryGetProperty("slug", out var slug) || slug.GetString() is not { Length: > 0 } name)
                throw new JsonException($"Topic {topics.Count + 1} of the lexicon has no \"slug\".");
            topics.Add(new LexiconTopic(
                name,
                topic.TryGetProperty("name", out var names) && names.ValueKind == JsonValueKind.Object
                    ? names.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal)
                    : new Dictionary<string, string>(),
                topic.TryGetProperty("words", out var words) && words.ValueKind == JsonValueKind.Array
                    ? [.. words.EnumerateArray().Select(w => w.GetString() ?? "").Where(w => w.Length > 0)]
                    : []));
        }
        return new TopicLexicon(topics);
    }

    /// <summary>The topic that a category or a path segment names; -1 for none.</summary>
    internal int Named(string name) => byName.GetValueOrDefault(name.Trim(), -1);

    /// <summary>The topics that a phrase points to.</summary>
    internal int[]? Pointed(string key) => byPhrase.GetValueOrDefault(key);

    /// <summary>The form in which phrases are compared: lower case, English plural ignored, one space between words.</summary>
    internal static string Key(string phrase) =>
        string.Join(' ', Wire.Text.Words.Tokens(phrase, new TextRange(0, phrase.Length)).Select(t => Word(t.Of(phrase))));

    internal static string Word(ReadOnlySpan<char> word)
    {
        var lower = word.ToString().ToLowerInvariant();
        return lower.Length > 4 && lower[^1] == 's' && lower[^2] != 's' ? lower[..^1] : lower;
    }
}
