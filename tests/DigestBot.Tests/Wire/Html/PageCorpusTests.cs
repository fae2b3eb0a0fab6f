using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>How well pages by others are read. The floors stand a little below what was reached; half of both sets is kept elsewhere.</summary>
public class PageCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void The_benchmarks_articles_are_read()
    {
        var folder = Corpora.Path_("pages/benchmark");
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "ground-truth.json")));
        var score = new Shingles();
        foreach (var page in truth.RootElement.EnumerateObject())
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, page.Name + ".html.gz")), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            var read = PageReader.Read(bytes.ToArray(), null, new Uri(page.Value.GetProperty("url").GetString()!));
            score.Add(page.Value.GetProperty("articleBody").GetString()!, read.Text);
        }
        output.WriteLine(FormattableString.Invariant($"benchmark: precision {score.Precision:F3}, recall {score.Recall:F3}, F1 {score.F1:F3}"));
        score.F1.ShouldBeGreaterThan(.972);
    }

    [Fact]
    public void Reader_modes_pages_give_the_text_that_it_gives()
    {
        var score = new Shingles();
        foreach (var (folder, page) in ReaderPages())
        {
            var expected = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "expected.html")));
            score.Add(TextOf(expected.Body!), page.Text);
        }
        output.WriteLine(FormattableString.Invariant($"reader: precision {score.Precision:F3}, recall {score.Recall:F3}, F1 {score.F1:F3}"));
        score.F1.ShouldBeGreaterThan(.960);
    }

    // Floors below 90 % are the reference's doing: it takes "Follow Author" and a date for names, and keeps "| Site" in titles.
    [Theory]
    [InlineData("title", .91)]
    [InlineData("byline", .78)]
    [InlineData("siteName", .97)]
    [InlineData("publishedTime", .97)]
    [InlineData("lang", .97)]
    public void Reader_modes_metadata_is_found_where_it_is_stated(string field, double floor)
    {
        int stated = 0, same = 0;
        foreach (var (folder, page) in ReaderPages())
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected-metadata.json")));
            if (!expected.RootElement.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.String || Fold(value.GetString()!) is not { Length: > 0 } want)
                continue;
            stated++;
            if (Same(field, want, page))
                same++;
            else
                output.WriteLine($"{Path.GetFileName(folder)}: {want}");
        }
        output.WriteLine(FormattableString.Invariant($"{field}: {same} of {stated}, {100.0 * same / stated:F1} %"));
        ((double)same / stated).ShouldBeGreaterThan(floor);
    }

    private static bool Same(string field, string want, Page page) => field switch
    {
        "title" => page.Title == want,
        "byline" => page.Byline == (want.StartsWith("By ", StringComparison.OrdinalIgnoreCase) ? want[3..] : want),
        "siteName" => page.Site == want,
        "lang" => string.Equals(page.Language, want, StringComparison.OrdinalIgnoreCase),
        _ => page.Published == DateTimeOffset.Parse(want, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    private static IEnumerable<(string Folder, Page Page)> ReaderPages() =>
        Directory.GetDirectories(Corpora.Path_("pages/reader")).Order(StringComparer.Ordinal)
            .Select(f => (f, PageReader.Read(File.ReadAllBytes(Path.Combine(f, "source.html")), null, new Uri("http://fakehost/test/page.html"))));

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text, with a space wherever an element other than an inline one begins or ends.</summary>
    private static string TextOf(INode node)
    {
        var text = new StringBuilder();
        foreach (var child in node.ChildNodes)
        {
            if (child is IText data)
                text.Append(data.Data);
            else if (child is IElement element)
            {
                var space = element.LocalName is "a" or "b" or "i" or "em" or "strong" or "span" or "code" or "sup" or "sub" or "u" or "abbr" or "font" ? "" : " ";
                text.Append(space).Append(TextOf(element)).Append(space);
            }
        }
        return text.ToString();
    }
}
