namespace DigestBot.Model;

/// <summary>A topic of <c>config/topics.json</c>.</summary>
/// <param name="Slug">Lower-case name used in forms, rows and addresses.</param>
/// <param name="Name">Its name by language; "en" is always there.</param>
/// <param name="Words">Lower-case words that speak for it.</param>
public sealed record Topic(string Slug, IReadOnlyDictionary<string, string> Name, IReadOnlyList<string> Words)
{
    /// <summary>Stands for every topic in a subscriber's choices.</summary>
    public const string All = "all";

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
