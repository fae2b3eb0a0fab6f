using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Wire.Html;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Articles;

/// <summary>An article of the corpora, read as the program reads it, with the labels of tests/fixtures/labels/articles.json.</summary>
/// <param name="Source">The page, or the feed.</param>
/// <param name="Language">Of the text, whatever the page declares.</param>
/// <param name="Short">A teaser or a title alone.</param>
/// <param name="Garbled">UTF-8 encoded twice.</param>
/// <param name="Types">Right types, best first; empty where none is.</param>
/// <param name="Topics">Right topics; null where the article has no such label, empty for "unknown".</param>
/// <param name="Allowed">Further topics that are no mistake.</param>
/// <param name="Article">As read, without the topics of its feed.</param>
internal sealed record LabelledArticle(string Source, string Language, bool Short, bool Garbled, string[] Types, string[]? Topics, string[] Allowed, ArticleText Article)
{
    /// <summary>Pages and feeds are split whole, by a hash of their name. The words of topics were tuned on half 1 alone; the weights of types were fitted to both.</summary>
    public string Half { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Source))[0] % 2 == 0 ? "half 1" : "half 2";

    /// <summary>The groups that figures are given for.</summary>
    public IEnumerable<string> Groups => ["all", Half, Short ? "short" : "long", Garbled ? "garbled" : "clean", Language is "en" or "de" or "fr" or "es" or "it" or "pt" ? Language : "other languages"];
}

/// <summary>Reads the labelled articles once.</summary>
internal static class LabelledArticles
{
    private static readonly Lazy<IReadOnlyList<LabelledArticle>> Articles = new(Read);

    /// <summary>All of them; the test is skipped when the corpora are absent.</summary>
    public static IReadOnlyList<LabelledArticle> All()
    {
        Corpora.Path_("pages");
        Corpora.Path_("feeds");
        return Articles.Value;
    }

    private static List<LabelledArticle> Read()
    {
        var feeds = new Dictionary<string, Feed>(StringComparer.Ordinal);
        var articles = new List<LabelledArticle>();
        using var labels = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "labels", "articles.json")));
        foreach (var entry in labels.RootElement.EnumerateArray())
        {
            var page = entry.TryGetProperty("page", out var name) ? name.GetString() : null;
            var source = page ?? entry.GetProperty("feed").GetString()!;
            articles.Add(new LabelledArticle(
                source, entry.GetProperty("language").GetString()!, entry.TryGetProperty("short", out _), entry.TryGetProperty("garbled", out _),
                entry.TryGetProperty("type", out var type) ? [type.GetString()!] : Strings(entry, "types") ?? [], Strings(entry, "topics"), Strings(entry, "allowed") ?? [],
                page is null ? OfFeed(feeds, source, entry.GetProperty("item").GetString()!) : OfPage(page)));
        }

        return articles;
    }

    private static string[]? Strings(JsonElement entry, string name) => entry.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static ArticleText OfPage(string name)
    {
        var packed = name.StartsWith("benchmark/", StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(Corpora.Path_(packed ? $"pages/{name}.html.gz" : $"pages/{name}/source.html"));
        if (packed)
        {
            using var unpacked = new MemoryStream();
            using (var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
                stream.CopyTo(unpacked);
            bytes = unpacked.ToArray();
        }

        var page = PageReader.Read(bytes, "text/html", new Uri("file:///"));
        return new ArticleText(page.Title, page.Text, page.Blocks, page.Language, page.CanonicalUrl, []) { PageType = page.Type };
    }

    private static ArticleText OfFeed(Dictionary<string, Feed> feeds, string name, string key)
    {
        if (!feeds.TryGetValue(name, out var feed))
            feeds[name] = feed = FeedParser.Parse(File.ReadAllBytes(Corpora.Path_("feeds/" + name)), null, null);
        var item = feed.Items.First(item => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Id ?? item.Link ?? item.Title ?? "")))[..16] == key);
        var html = (item.Content?.Length ?? 0) >= (item.Summary?.Length ?? 0) ? item.Content : item.Summary;
        var (text, blocks) = html is { Length: > 0 } ? HtmlText.FromFragment(html, item.Link is null ? null : new Uri(item.Link)) : ("", []);
        return new ArticleText(item.Title, text, blocks, item.Language ?? feed.Language, item.Link, item.Categories);
    }
}

/// <summary>Right answers and all answers, by group.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, (int Right, int All)> groups = new(StringComparer.Ordinal);

    public void Add(IEnumerable<string> names, bool right)
    {
        foreach (var name in names)
            groups[name] = groups.GetValueOrDefault(name) is var (r, all) ? (r + (right ? 1 : 0), all + 1) : default;
    }

    /// <summary>The share of right answers of a group, 0 to 1.</summary>
    public double this[string group] => groups.TryGetValue(group, out var count) ? (double)count.Right / count.All : 0;

    public override string ToString() => string.Join("  ", groups.Select(g => FormattableString.Invariant($"{g.Key} {g.Value.Right}/{g.Value.All} ({100.0 * g.Value.Right / g.Value.All:0} %)")));
}
