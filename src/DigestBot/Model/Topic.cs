namespace DigestBot.Model;

/// <summary>A topic of <c>config/topics.json</c>.</summary>
/// <param name="Slug">Lower-case name used in forms, rows and addresses.</param>
/// <param name="Name">Its name by language; "en" is always there.</param>
/// <param name="Words">Words and phrases that speak for it, in any language; "word*" stands for all words that begin so.</param>
public sealed record Topic(string Slug, IReadOnlyDictionary<string, string> Name, IReadOnlyList<string> Words)
{
    /// <summary>Stands for every topic in a subscriber's choices.</summary>
    public const string All = "all";

    /// <summary>Words and phrases that hardly ever stand in an article about anything else.</summary>
    public IReadOnlyList<string> Strong { get; init; } = [];

    /// <summary>Words that speak for it only beside better ones.</summary>
    public IReadOnlyList<string> Weak { get; init; } = [];

    /// <summary>Names under which publishers file it, in categories and in the path of an address.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Names under which publishers file it among much else: "News".</summary>
    public IReadOnlyList<string> VagueCategories { get; init; } = [];

    /// <summary>The name in <paramref name="language"/>, else in English, else the slug.</summary>
    public string NameIn(string language) =>
        Name.TryGetValue(language, out var name) || Name.TryGetValue("en", out name) ? name : Slug;

    /// <summary>The slug of the topic that is called <paramref name="name"/>, by slug or by its name in any language, whatever the case; null when there is none.</summary>
    public static string? SlugOf(string name, IReadOnlyList<Topic> topics)
    {
        name = name.Trim();
        return topics.FirstOrDefault(topic => topic.Slug.Equals(name, StringComparison.OrdinalIgnoreCase)
            || topic.Name.Values.Any(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)))?.Slug;
    }
}
