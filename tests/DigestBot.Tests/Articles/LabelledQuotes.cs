using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Wire.Html;
using DigestBot.Wire.Syndication;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>One article of tests/fixtures/labels/quotes.json with the labelled sentences that were found in its text; QUOTES.md there says how.</summary>
internal sealed record LabelledQuotes(string Source, string Kind, string Language, ArticleText Article, IReadOnlyList<TextRange> Good, IReadOnlyList<TextRange> Bad, int Lost)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>Rules are tuned on one half of the sources and looked at on the other.</summary>
    public bool IsOfTuningHalf => SHA256.HashData(Encoding.UTF8.GetBytes(Source))[0] % 2 == 0;

    public static IEnumerable<LabelledQuotes> All()
    {
        var labels = JsonSerializer.Deserialize<List<Entry>>(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "labels", "quotes.json")), Names)!;
        return labels.Select(Of);
    }

    /// <summary>Every page of the corpora, and every feed item that carries at least <paramref name="fewest"/> units of HTML, as they would be read.</summary>
    public static IEnumerable<(string Name, ArticleText Article)> Everything(int fewest)
    {
        foreach (var folder in Directory.GetDirectories(Corpora.Path_("pages/reader")).Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(folder), Read(File.ReadAllBytes(Path.Combine(folder, "source.html"))));
        foreach (var file in Directory.GetFiles(Corpora.Path_("pages/benchmark"), "*.html.gz").Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(file), Read(Bytes(file)));
        foreach (var file in Directory.GetFiles(Corpora.Path_("feeds/real")).Order(StringComparer.Ordinal))
        {
            Feed feed;
            try
            {
                feed = FeedParser.Parse(File.ReadAllBytes(file));
            }
            catch (FeedFormatException)
            {
                continue; // some of them are no feeds
            }
            foreach (var item in feed.Items)
                if ((item.Content ?? item.Summary) is { } html && html.Length >= fewest)
                    yield return (Path.GetFileName(file), OfItem(item, html));
        }
    }

    private static LabelledQuotes Of(Entry entry)
    {
        var article = ArticleOf(entry);
        var text = article.Text;
        var sentences = new Lazy<List<(TextRange Range, string Hash)>>(() => [.. Pieces(text).Select(range => (range, Hash(range.Of(text))))]);
        var good = Find(entry.Good);
        var bad = Find(entry.Bad ?? []);
        return new LabelledQuotes(entry.Source, entry.Kind, entry.Language, article, good, bad, entry.Good.Count + (entry.Bad?.Count ?? 0) - good.Count - bad.Count);

        List<TextRange> Find(IReadOnlyList<Label> labels) => [.. labels.Select(One).OfType<TextRange>()];

        TextRange? One(Label label)
        {
            var at = new TextRange(label.At[0], label.At[1] - label.At[0]);
            if (at.End <= text.Length && Hash(at.Of(text)) == label.Sha256)
                return at;
            var same = sentences.Value.Where(s => s.Hash == label.Sha256).OrderBy(s => Math.Abs(s.Range.Start - at.Start)).Take(1).ToList();
            return same.Count > 0 ? same[0].Range : text.Length == entry.Length ? at : null;
        }
    }

    /// <summary>Sentences, and the sentences within quotations of several.</summary>
    private static IEnumerable<TextRange> Pieces(string text)
    {
        foreach (var sentence in Sentences.Split(text))
        {
            yield return sentence;
            var span = sentence.Of(text).ToString();
            for (var from = span.IndexOfAny(['“', '"', '„', '«', '「']); from >= 0 && from + 1 < span.Length; from = span.IndexOfAny(['“', '"', '„', '«', '「'], from + 1))
            {
                var to = span.IndexOfAny(['”', '"', '“', '»', '」'], from + 1);
                if (to > from + 1)
                    foreach (var inner in Sentences.Split(text, new TextRange(sentence.Start + from + 1, to - from - 1)))
                        yield return inner;
            }
        }
    }

    private static string Hash(ReadOnlySpan<char> sentence)
    {
        var words = string.Join(' ', sentence.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..12];
    }

    private static ArticleText ArticleOf(Entry entry)
    {
        var path = Corpora.Path_(entry.Source);
        if (entry.Item is null)
            return Read(Bytes(path));
        var items = FeedParser.Parse(File.ReadAllBytes(path)).Items;
        var item = items.First(i => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(i.Id ?? i.Link ?? i.Title ?? "")))[..16] == entry.Item);
        return OfItem(item, (entry.Field == "content" ? item.Content : item.Summary)!);
    }

    private static ArticleText OfItem(FeedItem item, string html) =>
        Read(Encoding.UTF8.GetBytes("<meta charset=\"utf-8\">" + html)) is var read && read.Title is { Length: > 0 } ? read : read with { Title = item.Title };

    private static ArticleText Read(byte[] bytes)
    {
        var page = PageReader.Read(bytes, null, new Uri("file:///"));
        return new ArticleText(page.Title, page.Text, page.Blocks, page.Language, page.CanonicalUrl, []);
    }

    private static byte[] Bytes(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private sealed record Entry(string Source, string? Item, string? Field, string Kind, string Language, int Length, IReadOnlyList<Label> Good, IReadOnlyList<Label>? Bad);

    private sealed record Label(IReadOnlyList<int> At, string Sha256);
}
