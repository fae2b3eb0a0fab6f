using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

public class OpmlTests
{
    [Fact]
    public void A_list_is_read_with_its_folders()
    {
        var list = Parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0"><head><title>Mine</title></head><body>
              <outline text="Top &amp; only" type="rss" xmlUrl="https://top.example/feed" htmlUrl="https://top.example/"/>
              <outline text="Tech">
                <outline text="Design" title="Design">
                  <outline title="Inner" xmlUrl="https://inner.example/feed?a=1&b=2"></outline>
                </outline>
                <outline text="" xmlurl="http://untitled.example/rss"/>
                <outline text="A page" type="link" url="https://page.example/"/>
                <outline text="No address" xmlUrl="feed.xml"/>
              </outline>
              <outline text="By attribute" category="/Tech/Web,/News" xmlUrl="https://category.example/feed"/>
            </body></opml>
            """);
        list.Select(outline => $"{outline.Title}|{outline.XmlUrl}|{outline.HtmlUrl}|{string.Join('/', outline.Category)}").ShouldBe(
        [
            "Top & only|https://top.example/feed|https://top.example/|",
            "Inner|https://inner.example/feed?a=1&b=2||Tech/Design",
            "http://untitled.example/rss|http://untitled.example/rss||Tech",
            "By attribute|https://category.example/feed||Tech/Web",
        ]);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        OpmlOutline[] list =
        [
            new("Plain", "https://plain.example/feed", null, []),
            new("Marks <&\"> and \u0001 control", "https://marks.example/feed?a=1&b=2", "https://marks.example/", ["A & B", "C"]),
            new("Same folder", "https://same.example/feed", null, ["A & B", "C"]),
            new("Outer folder", "https://outer.example/feed", null, ["A & B"]),
        ];
        var back = Opml.Parse(Opml.Write("Title", list));
        back.Select(outline => outline.XmlUrl).ShouldBe(list.Select(outline => outline.XmlUrl).Order(StringComparer.Ordinal), ignoreOrder: true);
        var marks = back.Single(outline => outline.HtmlUrl is not null);
        marks.Title.ShouldBe("Marks <&\"> and control");
        marks.Category.ShouldBe(["A & B", "C"]);
    }

    [Fact]
    public void The_same_list_is_the_same_bytes() =>
        Encoding.UTF8.GetString(Opml.Write("T", [new("A", "https://a.example/feed", null, ["F"])])).ShouldBe(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <opml version="2.0">
              <head>
                <title>T</title>
              </head>
              <body>
                <outline text="F">
                  <outline type="rss" text="A" title="A" xmlUrl="https://a.example/feed" />
                </outline>
              </body>
            </opml>

            """.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("<rss version='2.0'/>", "root is <rss>")]
    [InlineData("no list", "no <opml>")]
    [InlineData("", "empty")]
    public void What_is_no_list_is_refused_with_a_reason(string text, string reason) =>
        Should.Throw<FeedFormatException>(() => Parse(text)).Message.ShouldContain(reason);

    [Fact]
    public void Starter_lists_are_read_whole_but_for_outlines_with_quotes_inside_of_quotes()
    {
        int missed = 0, all = 0;
        foreach (var path in Directory.EnumerateFiles(Corpora.Path_("starter-feeds"), "*.opml", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            var addresses = Encoding.UTF8.GetString(bytes).Split("xmlUrl=\"http").Length - 1;
            all += addresses;
            missed += addresses - Opml.Parse(bytes).Count;
        }
        missed.ShouldBeLessThanOrEqualTo(all / 100);
    }

    private static IReadOnlyList<OpmlOutline> Parse(string text) => Opml.Parse(Encoding.UTF8.GetBytes(text));
}
