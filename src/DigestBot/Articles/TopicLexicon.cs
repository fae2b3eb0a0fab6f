using System.Text.Json;
using DigestBot.Model;

namespace DigestBot.Articles;

/// <summary>All topics and what points to them, ready for looking up: built once, used for every article.</summary>
public sealed class TopicLexicon
{
    /// <summary>A word that hardly ever stands in an article about anything else.</summary>
    public const double Strong = 2.5;

    /// <summary>A word that speaks for the topic.</summary>
    public const double Plain = 1;

    /// <summary>A word that speaks for the topic beside better ones.</summary>
    public const double Weak = .4;

    private const double Vague = .25;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly List<Pointer[]> pointed = [];
    private readonly PhraseTree words;
    private readonly List<Pointer[]> filed = [];
    private readonly PhraseTree categories;

    /// <summary>Prepares topics.</summary>
    public TopicLexicon(IReadOnlyList<Topic> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        Topics = topics;
        words = Tree(topics, pointed, topic => [(topic.Strong, Strong), (topic.Words, Plain), (topic.Weak, Weak)]);
        categories = Tree(topics, filed, topic => [(topic.VagueCategories, Vague), ([topic.Slug, .. topic.Name.Values, .. topic.Categories], Plain)]);
    }

    /// <summary>The topics, in the file's order.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>Reads topics in the form of <c>config/topics.json</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not of that form.</exception>
    public static TopicLexicon Read(string json) =>
        new(JsonSerializer.Deserialize<List<Topic>>(json, Json) ?? throw new JsonException("The text says null."));

    /// <summary>Words and phrases that point to topics.</summary>
    internal PhraseTree Words => words;

    /// <summary>Where a phrase of <see cref="Words"/> points.</summary>
    internal ReadOnlySpan<Pointer> Pointed(int phrase) => pointed[phrase];

    /// <summary>The topics that a category or a path segment names: its whole, else the parts of "News/Politics" or "Film &amp; TV". Vague names weigh less.</summary>
    internal IEnumerable<Pointer> Named(string name)
    {
        if (categories.Whole(name) is var whole and >= 0)
            return filed[whole];
        var parts = name.Split(['/', '>', '|', '&', ',', ';', ':', '+', '·', '›', '»', '・', '、'], 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length < 2 ? [] : parts.Select(part => categories.Whole(part)).Where(part => part >= 0).SelectMany(part => filed[part]).Distinct();
    }

    private static PhraseTree Tree(IReadOnlyList<Topic> topics, List<Pointer[]> targets, Func<Topic, (IReadOnlyList<string> Phrases, double Weight)[]> lists)
    {
        var all = new Dictionary<string, List<Pointer>>(StringComparer.OrdinalIgnoreCase);
        for (var t = 0; t < topics.Count; t++)
            foreach (var (phrases, weight) in lists(topics[t]))
                foreach (var phrase in phrases.Select(phrase => phrase.Trim().Replace('-', ' ')).Where(phrase => phrase.Length > 0))
                {
                    if (!all.TryGetValue(phrase, out var pointers))
                        all[phrase] = pointers = [];
                    if (pointers.TrueForAll(pointer => pointer.Topic != t))
                        pointers.Add(new Pointer(t, weight));
                }
        targets.AddRange(all.Values.Select(pointers => pointers.Select(pointer => pointer with { Weight = pointer.Weight / Math.Sqrt(pointers.Count) }).ToArray()));
        return new PhraseTree(all.Keys.Select((phrase, number) => (phrase, number)));
    }

    /// <summary>That a phrase points to a topic.</summary>
    /// <param name="Topic">The topic's number.</param>
    /// <param name="Weight">How much it says; a phrase of several topics says less for each.</param>
    internal readonly record struct Pointer(int Topic, double Weight);
}
