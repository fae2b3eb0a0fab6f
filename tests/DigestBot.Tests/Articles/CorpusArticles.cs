using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using DigestBot.Wire.Html;
using DigestBot.Wire.Syndication;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>An article of the corpora.</summary>
/// <param name="Name">Where it is from.</param>
/// <param name="Group">The folder or feed that it shares with others.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Text">Main text.</param>
internal sealed record CorpusArticle(string Name, string Group, string Title, string Text)
{
    /// <summary>Whether rules may be made by it; the others only say how well they hold.</summary>
    public bool ForTuning => StableNumber(Name) % 2 == 0;

    /// <summary>A number that is the same in every process.</summary>
    public static int StableNumber(string text) => (int)(text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u) >> 1);
}

/// <summary>All articles of the corpora that have some length: pages, long feed items, news texts, and sentences of 33 languages put together.</summary>
internal static class CorpusArticles
{
    private const int FewestWords = 80;
    private const int SentencesEach = 20;

    private static readonly Uri Address = new("https://site.example/article");

    public static List<CorpusArticle> All()
    {
        var all = Pages().Concat(FeedItems()).Concat(News()).Concat(Languages()).Where(article => Words.Count(article.Text).Total >= FewestWords);
        return [.. all.DistinctBy(article => article.Text)];
    }

    public static IEnumerable<CorpusArticle> Pages()
    {
        foreach (var file in Directory.GetFiles(Corpora.Path_("pages/benchmark"), "*.html.gz").Order(StringComparer.Ordinal))
        {
            using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            yield return Page(Path.GetFileName(file)[..8], "benchmark", bytes.ToArray());
        }

        foreach (var folder in Directory.GetDirectories(Corpora.Path_("pages/reader")).Order(StringComparer.Ordinal))
            yield return Page(Path.GetFileName(folder), "reader", File.ReadAllBytes(Path.Combine(folder, "source.html")));
    }

    /// <summary>Of the real feeds, whatever their length.</summary>
    public static IEnumerable<CorpusArticle> FeedItems()
    {
        foreach (var file in Directory.GetFiles(Corpora.Path_("feeds/real")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var number = 0;
            foreach (var item in FeedParser.Parse(File.ReadAllBytes(file), null, Address).Items)
            {
                var html = (item.Content?.Length ?? 0) > (item.Summary?.Length ?? 0) ? item.Content : item.Summary;
                yield return new CorpusArticle(string.Create(CultureInfo.InvariantCulture, $"{name}/{number++}"), name, item.Title ?? "", HtmlText.FromFragment(html ?? "", null).Text);
            }
        }
    }

    private static CorpusArticle Page(string name, string group, byte[] bytes) =>
        PageReader.Read(bytes, "text/html", Address) is var page ? new CorpusArticle(name, group, page.Title ?? "", page.Text) : throw new InvalidOperationException();

    private static IEnumerable<CorpusArticle> News()
    {
        foreach (var line in File.ReadLines(Corpora.Path_("summaries.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.GetProperty("text").GetString() ?? "";
            // One line each: paragraphs of three sentences, so that there is something to choose from.
            var sentences = Sentences.Split(text, new TextRange(0, text.Length), "en").Select(range => range.Of(text).ToString()).Chunk(3).Select(chunk => string.Join(' ', chunk));
            yield return new CorpusArticle(json.RootElement.GetProperty("id").GetString() ?? "", "news", "", string.Join("\n\n", sentences));
        }
    }

    private static IEnumerable<CorpusArticle> Languages()
    {
        foreach (var file in Directory.GetFiles(Corpora.Path_("languages"), "*.txt").Order(StringComparer.Ordinal))
            foreach (var (number, lines) in File.ReadLines(file).Distinct().Chunk(SentencesEach).Index())
                yield return new CorpusArticle($"{Path.GetFileName(file)}/{number}", Path.GetFileName(file), "", string.Join("\n\n", lines.Chunk(4).Select(four => string.Join(' ', four))));
    }
}
