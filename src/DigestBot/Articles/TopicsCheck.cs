using DigestBot.Model;

namespace DigestBot.Articles;

/// <summary>Whether topics can work: slugs that are slugs and differ, an English name, words that are words. Case needs no check: words are found whatever theirs is.</summary>
internal static class TopicsCheck
{
    private const int MostTopics = 200;
    private const int MostWords = 20_000;
    private const int LongestSlug = 40;

    // The tree of phrases leaves longer ones out, which nobody would notice.
    private const int LongestWord = 80;

    /// <summary>What is wrong, one sentence each, with the topic and what to do.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Topic?> topics)
    {
        if (topics.Count is 0 or > MostTopics)
        {
            yield return $"it has {topics.Count} topics; it must have 1 to {MostTopics}.";
            yield break;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < topics.Count; i++)
        {
            if (topics[i] is not { } topic)
            {
                yield return $"topic {i + 1} is null: take it out.";
                continue;
            }

            if (SlugProblem(topic.Slug) is { } wrong) yield return $"topic {i + 1}{(Called(topic) is { } called ? $" ({called})" : "")}: {wrong}";
            else if (!places.TryAdd(topic.Slug, i)) yield return $"topic {i + 1}: the slug '{topic.Slug}' is that of topic {places[topic.Slug] + 1} already; give one of them another, or make them one topic.";
            var at = topic.Slug is { Length: > 0 } slug ? $"topic '{Shown(slug)}'" : $"topic {i + 1}";
            foreach (var problem in Names(topic).Concat(Lists(topic))) yield return $"{at}: {problem}";
        }
    }

    private static string? SlugProblem(string? slug) => slug switch
    {
        null or "" => "it has no slug; add \"slug\": \"a-name\".",
        Topic.All => $"the slug '{Topic.All}' stands for every topic; choose another.",
        _ when slug.Length > LongestSlug || slug[0] == '-' || slug[^1] == '-' || !slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            => $"'{Shown(slug)}' is no slug; use up to {LongestSlug} lower-case letters a to z, digits and hyphens, such as home-garden.",
        _ => null,
    };

    private static IEnumerable<string> Names(Topic topic)
    {
        if (topic.Name is null) return ["it has no name; add \"name\": {\"en\": \"…\"}."];
        var problems = topic.Name.Where(name => string.IsNullOrWhiteSpace(name.Value) || name.Value.Length > 60 || name.Value.Any(char.IsControl))
            .Select(name => $"name.{Shown(name.Key)} must be 1 to 60 characters on one line.");
        return topic.Name.ContainsKey("en") ? problems : problems.Append("it has no English name; add \"en\": \"…\" to name.");
    }

    private static IEnumerable<string> Lists(Topic topic) =>
        Words("words", topic.Words, "; add \"words\": [ … ], or [] for none").Concat(Words("strong", topic.Strong)).Concat(Words("weak", topic.Weak))
            .Concat(Words("categories", topic.Categories)).Concat(Words("vagueCategories", topic.VagueCategories));

    private static IEnumerable<string> Words(string list, IReadOnlyList<string?>? words, string advice = "; leave it out, or give a list")
    {
        if (words is null) return [$"it has no {list}{advice}."];
        if (words.Count > MostWords) return [$"{list} has {words.Count} entries; {MostWords} at most."];
        return words.Select((word, i) => word?.Trim() is not { Length: > 0 and <= LongestWord } trimmed || trimmed == "*" || trimmed.Any(char.IsControl)
            ? $"{list}[{i}] = '{Shown(word)}': it must be 1 to {LongestWord} characters on one line; correct it or take it out." : null).OfType<string>();
    }

    private static string? Called(Topic topic) => topic.Name?.Values.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } name ? Shown(name) : null;

    private static string Shown(string? text) => new([.. (text is { Length: > 40 } ? text[..40] + "…" : text ?? "null").Select(c => char.IsControl(c) ? ' ' : c)]);
}
