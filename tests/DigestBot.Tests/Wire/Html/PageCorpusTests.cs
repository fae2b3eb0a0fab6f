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
        Shingles score = new(), even = new(), odd = new();
        foreach (var (number, page) in truth.RootElement.EnumerateObject().Index())
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, page.Name + ".html.gz")), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            var read = PageReader.Read(bytes.ToArray(), null, new Uri(page.Value.GetProperty("url").GetString()!));
            score.Add(page.Value.GetProperty("articleBody").GetString()!, read.Text);
            (number % 2 == 0 ? even : odd).Add(page.Value.GetProperty("articleBody").GetString()!, read.Text);
        }
        output.WriteLine(FormattableString.Invariant($"benchmark: precision {score.Precision:F3}, recall {score.Recall:F3}, F1 {score.F1:F3}; even {even.F1:F3}, odd {odd.F1:F3}"));
        score.F1.ShouldBeGreaterThan(.972);
        Math.Min(even.F1, odd.F1).ShouldBeGreaterThan(.96);
    }

    [Fact]
    public void Reader_modes_pages_give_the_text_that_it_gives()
    {
        Shingles score = new(), even = new(), odd = new();
        foreach (var (number, (folder, page)) in ReaderPages().Index())
        {
            var expected = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "expected.html")));
            score.Add(TextOf(expected.Body!), page.Text);
            (number % 2 == 0 ? even : odd).Add(TextOf(expected.Body!), page.Text);
        }
        output.WriteLine(FormattableString.Invariant($"reader: precision {score.Precision:F3}, recall {score.Recall:F3}, F1 {score.F1:F3}; even {even.F1:F3}, odd {odd.F1:F3}"));
        score.F1.ShouldBeGreaterThan(.960);
        Math.Min(even.F1, odd.F1).ShouldBeGreaterThan(.95);
    }

    /// <summary>Each page of pages/reader, read.</summary>
    internal static IEnumerable<(string Folder, Page Page)> ReaderPages() =>
        Directory.GetDirectories(Corpora.Path_("pages/reader")).Order(StringComparer.Ordinal)
            .Select(f => (f, PageReader.Read(File.ReadAllBytes(Path.Combine(f, "source.html")), null, new Uri("http://fakehost/test/page.html"))));

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
