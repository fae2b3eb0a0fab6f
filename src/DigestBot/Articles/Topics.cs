namespace DigestBot.Articles;

/// <summary>A topic that an article belongs to.</summary>
/// <param name="Slug">The topic.</param>
/// <param name="Score">How sure, 0 to 1: 1 when the feed itself belongs to the topic.</param>
public sealed record TopicScore(string Slug, double Score);

/// <summary>
/// Finds an article's topics: the feed's own first, then by evidence that adds up: what the publisher filed it under, its address, the words of its title, of its opening and of its text.
/// Nothing is answered where the evidence is thin, or two topics share it.
/// </summary>
public static class Topics
{
    private const double OfCategory = 6;
    private const double OfTag = 2;
    private const double OfAddress = 5;
    private const double OfTitle = 2.2;
    private const double OfOpening = 1.5;
    private const int OpeningLength = 400;
    private const int LongestText = 12_000;
    private const double Least = 3;

    /// <summary>From so many UTF-16 units on a text is prose in which words of any topic turn up.</summary>
    private const int ProseLength = 1500;

    /// <summary>The topics, surest first; empty when nothing points clearly anywhere.</summary>
    /// <param name="lexicon">The topics there are.</param>
    /// <param name="feedTopics">Slugs of the feed's topics.</param>
    /// <param name="article">The article.</param>
    public static IReadOnlyList<TopicScore> Score(TopicLexicon lexicon, IReadOnlyList<string> feedTopics, ArticleText article)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(feedTopics);
        ArgumentNullException.ThrowIfNull(article);
        var scores = feedTopics.Distinct(StringComparer.Ordinal).ToDictionary(slug => slug, _ => 1.0, StringComparer.Ordinal);
        foreach (var (topic, score) in Answer(Evidence(lexicon, article), article.Text.Length))
            scores.TryAdd(lexicon.Topics[topic].Slug, score);
        return [.. scores.Select(s => new TopicScore(s.Key, Math.Round(s.Value, 3))).OrderByDescending(s => s.Score).ThenBy(s => s.Slug, StringComparer.Ordinal)];
    }

    internal static double[] Evidence(TopicLexicon lexicon, ArticleText article)
    {
        var evidence = new double[lexicon.Topics.Count];
        var categories = article.Categories.Take(20).ToList();
        // One section says much, each of twenty tags little.
        foreach (var category in categories)
        {
            if (!File(lexicon, category, evidence, OfCategory / (1 + (categories.Count - 1) * .3)))
                Collect(lexicon, Cut(category, 100), evidence, OfTag / Math.Sqrt(categories.Count));
        }
        // A category that is part of the address too is still one opinion, the publisher's.
        var address = new double[evidence.Length];
        foreach (var segment in Segments(article.Url))
            File(lexicon, segment, address, OfAddress);
        for (var topic = 0; topic < address.Length; topic++)
            evidence[topic] = Math.Max(evidence[topic], address[topic]);
        Collect(lexicon, Cut(article.Title ?? "", 300), evidence, OfTitle);
        var named = evidence.Select(found => found > 0).ToArray();
        var text = article.Text.AsSpan(0, Math.Min(article.Text.Length, LongestText));
        var opening = Math.Min(text.Length, OpeningLength);
        var spread = text.Length < ProseLength ? null : new TopicEvidenceSpread(evidence.Length, text.Length);
        Collect(lexicon, text[..opening], evidence, OfOpening, spread);
        Collect(lexicon, text[opening..], evidence, 1, spread, opening);
        for (var topic = 0; spread is not null && topic < evidence.Length; topic++)
            evidence[topic] *= spread.Share(topic, named[topic]);
        return evidence;
    }

    /// <summary>The best topic when its evidence is enough and no other has as much; a second one when it has nearly as much.</summary>
    private static IEnumerable<(int Topic, double Score)> Answer(double[] evidence, int length)
    {
        int best = -1, second = -1;
        for (var t = 0; t < evidence.Length; t++)
            if (best < 0 || evidence[t] > evidence[best])
                (best, second) = (t, best);
            else if (second < 0 || evidence[t] > evidence[second])
                second = t;
        // Words turn up by chance, the more the longer the text is.
        var least = Least + Math.Sqrt(Math.Min(length, LongestText)) * .06;
        if (best < 0 || evidence[best] < least)
            yield break;
        yield return (best, Sureness(evidence[best] / least));
        if (second >= 0 && evidence[second] >= 1.5 * least && evidence[second] >= .75 * evidence[best])
            yield return (second, Sureness(evidence[second] / least));
    }

    private static double Sureness(double ratio) => .95 * (1 - Math.Exp(-ratio / 2));

    private static bool File(TopicLexicon lexicon, string name, double[] evidence, double weight)
    {
        var known = false;
        foreach (var pointer in lexicon.Named(Cut(name, 100)))
        {
            evidence[pointer.Topic] += weight * pointer.Weight;
            known = true;
        }
        return known;
    }

    private static IEnumerable<string> Segments(string? url)
    {
        if (url is null || url.Length > 2000 || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.IsFile)
            yield break;
        if (address.Host.Count(c => c == '.') > 1)
            yield return address.Host[..address.Host.IndexOf('.')];
        // The last segment is the article's own name.
        foreach (var segment in address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipLast(1).Take(6))
            yield return Uri.UnescapeDataString(segment).Replace('_', ' ');
    }

    /// <summary>Each phrase counts with the logarithm of its frequency: five different words say more than one word five times.</summary>
    private static void Collect(TopicLexicon lexicon, ReadOnlySpan<char> text, double[] evidence, double weight, TopicEvidenceSpread? spread = null, int offset = 0)
    {
        var seen = new Dictionary<int, int>();
        for (var at = 0; lexicon.Words.Next(text, ref at) is var phrase and >= 0;)
        {
            seen[phrase] = seen.GetValueOrDefault(phrase) + 1;
            spread?.Add(phrase, offset + at, lexicon.Pointed(phrase));
        }
        foreach (var (phrase, count) in seen)
            foreach (var pointer in lexicon.Pointed(phrase))
                evidence[pointer.Topic] += weight * pointer.Weight * (1 + Math.Log(Math.Min(count, 8)));
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
