namespace DigestBot.Articles.Slop;

/// <summary>Whether the rules can work: numbers within bounds, phrases that are phrases.</summary>
internal static class SlopRulesCheck
{
    private const int MostEntries = 5000;
    private const int LongestPhrase = 120;
    private const int ShortestPhrase = 4;

    /// <summary>What is wrong, one sentence each, with its place in the file.</summary>
    public static IEnumerable<string> Problems(SlopRules rules)
    {
        if (rules.Threshold is < 1 or > 10_000) yield return $"threshold = {rules.Threshold}: it must be 1 to 10000.";
        if (Weight("blockedHostWeight", rules.BlockedHostWeight) is { } host) yield return host;
        foreach (var problem in Names("blockedHosts", rules.BlockedHosts, 3)) yield return problem;
        for (var i = 0; i < (rules.BlockedHosts?.Count ?? 0); i++)
            if (rules.BlockedHosts![i] is { } name && (Uri.CheckHostName(name) != UriHostNameType.Dns || name.StartsWith('.')))
                yield return $"blockedHosts[{i}] = '{name}': it must be a host name such as content-farm.example, without https:// and path.";
        if (rules.Declared is not { } declared || rules.Repetition is not { } repetition || rules.Phrases is null)
        {
            yield return "declared, repetition and phrases must not be null: leave them out for the program's own.";
            yield break;
        }

        if (Weight("declared.weight", declared.Weight) is { } weight) yield return weight;
        foreach (var problem in (string[])[.. Names("declared.generators", declared.Generators, 2), .. Names("declared.authors", declared.Authors, 2), .. Names("declared.statuses", declared.Statuses, 1), .. Names("declared.sourceTypes", declared.SourceTypes, 2),
                     .. Names("aboutMachines", rules.AboutMachines, 2), .. Names("negations", rules.Negations, 1)]) yield return problem;
        if (Weight("repetition.weight", repetition.Weight) is { } again) yield return again;
        if (repetition.Sentences is not (> 0 and <= 1) || repetition.FourGrams is not (> 0 and <= 1)) yield return "repetition.sentences and repetition.fourGrams must be shares above 0 and up to 1.";
        if (repetition.FewestWords is < 20 or > 100_000) yield return $"repetition.fewestWords = {repetition.FewestWords}: it must be 20 to 100000.";
        if (rules.Phrases.Count > 50) yield return $"phrases has {rules.Phrases.Count} rules; 50 at most.";
        for (var i = 0; i < Math.Min(50, rules.Phrases.Count); i++)
            foreach (var problem in Rule($"phrases[{i}]", rules.Phrases[i])) yield return problem;
    }

    private static IEnumerable<string> Rule(string at, SlopPhrases? rule)
    {
        if (rule?.Words is null)
        {
            yield return $"{at} is null: it must be {{\"name\": …, \"weight\": …, \"words\": {{\"en\": [ … ]}}}}.";
            yield break;
        }

        if (rule.Name is not { Length: >= 1 and <= 40 } || rule.Name.Any(char.IsControl)) yield return $"{at}.name must be 1 to 40 characters on one line.";
        if (Weight($"{at}.weight", rule.Weight) is { } weight) yield return weight;
        if (Weight($"{at}.aboutWeight", rule.AboutWeight ?? 1) is { } about) yield return about;
        if (Weight($"{at}.most", rule.Most) is { } most) yield return most;
        if (rule.PerWords is < 0 or > 100_000) yield return $"{at}.perWords = {rule.PerWords}: it must be 0 to 100000.";
        foreach (var (language, words) in rule.Words)
        {
            if (language != "*" && (language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower))) yield return $"{at}.words.{language}: the key must be a language such as en, or *.";
            foreach (var problem in Names($"{at}.words.{language}", words, ShortestPhrase)) yield return problem;
        }
    }

    private static string? Weight(string name, int weight) => weight is < 1 or > 10_000 ? $"{name} = {weight}: it must be 1 to 10000." : null;

    private static IEnumerable<string> Names(string at, IReadOnlyList<string>? words, int shortest)
    {
        if (words is null) return [$"{at} is null: give a list, or [] for none."];
        if (words.Count > MostEntries) return [$"{at} has {words.Count} entries; {MostEntries} at most."];
        return words.Select((word, i) => word is null || word.Trim().Length < shortest || word.Length > LongestPhrase || word.Any(char.IsControl)
            ? $"{at}[{i}] = '{(word is { Length: > 40 } ? word[..40] + "…" : word)}': it must be {shortest} to {LongestPhrase} characters on one line."
            : word != word.Trim() || word.Any(c => char.ToLowerInvariant(c) != c) ? $"{at}[{i}] = '{word}': it must be in lower case, without spaces around it." : null).OfType<string>();
    }
}
