using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>A topic that an article belongs to.</summary>
/// <param name="Slug">The topic.</param>
/// <param name="Score">How sure, 0 to 1: 1 when the feed itself belongs to the topic.</param>
public sealed record TopicScore(string Slug, double Score);

/// <summary>Finds an article's topics: the feed's own first, then what the publisher filed it under, its address, and the words of title and text.</summary>
public static class Topics
{
    private const double OwnCategory = .9;
    private const double InAddress = .75;
    private const double BestByWords = .7;
    private const double LeastEvidence = 3.5;
    private const int MostByWords = 2;
    private const int MostTokens = 1500;
    private const double TitleWeight = 3;

    /// <summary>The topics, surest first; empty when nothing points clearly anywhere.</summary>
    /// <param name="lexicon">The topics there are.</param>
    /// <param name="feedTopics">Slugs of the feed's topics.</param>
    /// <param name="article">The article.</param>
    public static IReadOnlyList<TopicScore> Score(TopicLexicon lexicon, IReadOnlyList<string> feedTopics, ArticleText article)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(feedTopics);
        ArgumentNullException.ThrowIfNull(article);
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var slug in feedTopics)
            scores[slug] = 1;
        foreach (var category in article.Categories.Take(20))
            Add(scores, lexicon, lexicon.Named(category), OwnCategory);
        foreach (var segment in Segments(article.Url))
            Add(scores, lexicon, lexicon.Named(segment), InAddress);
        foreach (var (topic, score) in ByWords(lexicon, article))
            Add(scores, lexicon, topic, score);
        return [.. scores.Select(s => new TopicScore(s.Key, Math.Round(s.Value, 3))).OrderByDescending(s => s.Score).ThenBy(s => s.Slug, StringComparer.Ordinal)];
    }

    private static void Add(Dictionary<string, double> scores, TopicLexicon lexicon, int topic, double score)
    {
        if (topic >= 0)
            scores[lexicon.Topics[topic].Slug] = Math.Max(score, scores.GetValueOrDefault(lexicon.Topics[topic].Slug));
    }

    private static IEnumerable<string> Segments(string? url)
    {
        if (url is null || url.Length > 2000 || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            yield break;
        // The last segment is the article's own name.
        foreach (var segment in address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipLast(1).Take(6))
            yield return segment;
    }

    private static IEnumerable<(int Topic, double Score)> ByWords(TopicLexicon lexicon, ArticleText article)
    {
        var evidence = new double[lexicon.Topics.Count];
        foreach (var category in article.Categories.Take(20))
            Collect(lexicon, Cut(category, 100), evidence, 2);
        Collect(lexicon, Cut(article.Title ?? "", 300), evidence, TitleWeight);
        Collect(lexicon, Cut(article.Text, 20_000), evidence, 1);
        var best = evidence.Length == 0 ? 0 : evidence.Max();
        if (best < LeastEvidence)
            return [];
        return evidence.Select((e, topic) => (Topic: topic, Evidence: e))
            .Where(t => t.Evidence >= LeastEvidence && t.Evidence >= .6 * best)
            .OrderByDescending(t => t.Evidence).ThenBy(t => t.Topic)
            .Take(MostByWords)
            .Select(t => (t.Topic, BestByWords * (1 - Math.Exp(-t.Evidence / 6))));
    }

    /// <summary>Each phrase counts with the logarithm of its frequency: five different words say more than one word five times.</summary>
    private static void Collect(TopicLexicon lexicon, string text, double[] evidence, double weight)
    {
        var tokens = Words.Tokens(text, new TextRange(0, text.Length)).Take(MostTokens).Select(t => TopicLexicon.Word(t.Of(text))).ToList();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
        {
            var key = "";
            for (var n = 0; n < TopicLexicon.LongestPhrase && i + n < tokens.Count; n++)
            {
                key = n == 0 ? tokens[i] : key + " " + tokens[i + n];
                if (lexicon.Pointed(key) is not null)
                    seen[key] = seen.GetValueOrDefault(key) + 1;
            }
        }
        foreach (var (key, count) in seen)
            foreach (var topic in lexicon.Pointed(key)!)
                evidence[topic] += weight * (1 + Math.Log(Math.Min(count, 8))) * (key.Contains(' ', StringComparison.Ordinal) ? 1.5 : 1) / lexicon.Pointed(key)!.Length;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
