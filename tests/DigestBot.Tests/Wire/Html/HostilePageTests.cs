using System.Diagnostics;
using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

public class HostilePageTests(ITestOutputHelper output)
{
    private static readonly Uri Address = new("https://pages.example/");

    // Two seconds are the promise of a release build on an idle machine; what is quadratic takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("deep div", "<div>", 100_000)]
    [InlineData("deep list", "<ul><li>", 100_000)]
    [InlineData("deep table", "<table><tr><td>", 100_000)]
    [InlineData("links", "<a href=/x>link</a> ", 1_000_000)]
    [InlineData("unclosed links", "<p><a href=/x>link text", 400_000)]
    [InlineData("formatting", "<p><b><i><font color=red>", 300_000)]
    [InlineData("formatting with attributes", "<p><b class=a><i id=b>", 300_000)]
    [InlineData("links that wrap blocks", "<a href=x><div>", 100_000)]
    [InlineData("comments without end", "<!-- ", 1_000_000)]
    [InlineData("drawings without end", "<svg><template><noscript>", 300_000)]
    [InlineData("quotes without end", "<a href=\"", 1_000_000)]
    [InlineData("end tags", "</b></div></p></x>", 500_000)]
    [InlineData("linked data", "<script type=application/ld+json>[[[[[[{\"a\":", 200_000)]
    [InlineData("titles", "<title>", 1_000_000)]
    [InlineData("entities", "&amp;&notit;&#x41;", 500_000)]
    [InlineData("short paragraphs", "<p>word, and words and more of them here.", 350_000)]
    [InlineData("sections", "<h3>Comments</h3><p>A sentence that is long enough, with its commas, to count as prose on a page like this one.</p>", 60_000)]
    [InlineData("machinery", "<p>Advertisement</p><p>A sentence that is long enough, with its commas, to count as prose on a page like this one.</p>", 60_000)]
    [InlineData("line breaks", "word<br><br>", 1_000_000)]
    public void Markup_made_to_hurt_is_read_in_bounded_time(string name, string repeated, int times) =>
        InTime(name, Encoding.ASCII.GetBytes(Repeat(repeated, times) + "the end"));

    [Fact]
    public void Rows_and_links_misplaced_in_a_table_are_read_in_bounded_time()
    {
        InTime("links in a table", Encoding.ASCII.GetBytes("<table>" + Repeat("<a href=/x>link</a>text", 300_000)));
        InTime("blocks in a table", Encoding.ASCII.GetBytes("<table>" + Repeat("<div>text</div>", 300_000)));
        InTime("texts in a table", Encoding.ASCII.GetBytes("<table><tr>" + Repeat("xx<td></td><tr>", 500_000)));
    }

    [Fact]
    public void A_text_of_fifteen_megabytes_is_cut_with_a_reason()
    {
        var page = InTime("one paragraph", Encoding.ASCII.GetBytes("<p>" + Repeat("word, and words. ", 900_000)));
        page.Text.Length.ShouldBeInRange(900_000, 1_000_000);
        page.Reason.ShouldNotBeNull().ShouldContain("cut");
    }

    [Fact]
    public void An_article_before_a_million_elements_is_kept_with_a_reason()
    {
        var article = Repeat("<p>A sentence of the article, long enough, with commas, to be one.</p>", 20);
        var page = InTime("article", Encoding.ASCII.GetBytes($"<article>{article}</article>" + Repeat("<a href=/x>link</a> ", 500_000)));
        page.Text.ShouldStartWith("A sentence of the article");
        page.Reason.ShouldNotBeNull().ShouldContain("100000 elements");
    }

    [Fact]
    public void A_page_deeper_than_browsers_nest_still_has_its_article()
    {
        var page = InTime("wrapped", Encoding.ASCII.GetBytes(Repeat("<div>", 20_000) + "<p>The article, far below, is a paragraph with commas, and it is long enough to be found.</p>" + Repeat("</div>", 20_000)));
        page.Text.ShouldBe("The article, far below, is a paragraph with commas, and it is long enough to be found.");
    }

    [Fact]
    public void A_text_file_is_read_as_paragraphs_not_as_markup()
    {
        var page = PageReader.Read("First, a < b and <p> is no tag.\r\n\r\nSecond."u8.ToArray(), "text/plain; charset=utf-8", Address);
        page.Text.ShouldBe("First, a < b and <p> is no tag.\n\nSecond.");
        page.Reason.ShouldBeNull();
    }

    [Fact]
    public void Broken_and_cut_pages_never_throw()
    {
        var random = new Random(20250101);
        foreach (var file in Directory.GetFiles(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "pages"), "*.html"))
            for (var turn = 0; turn < 40; turn++)
            {
                var bytes = File.ReadAllBytes(file);
                for (var change = 0; change < 8 && bytes.Length > 1; change++)
                    bytes[random.Next(bytes.Length)] = (byte)"<>\"'/!-= &;\0\u00ff"[random.Next(13)];
                var page = PageReader.Read(bytes.AsMemory(0, random.Next(bytes.Length + 1)), null, Address);
                (page.Text.Length > 0 || page.Reason is not null).ShouldBeTrue();
            }
    }

    private Page InTime(string name, byte[] bytes)
    {
        var clock = Stopwatch.StartNew();
        var page = PageReader.Read(bytes, "text/html", Address);
        output.WriteLine($"{name}: {bytes.Length / 1000} kB in {clock.ElapsedMilliseconds} ms");
        clock.Elapsed.ShouldBeLessThan(Patience, name);
        return page;
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
