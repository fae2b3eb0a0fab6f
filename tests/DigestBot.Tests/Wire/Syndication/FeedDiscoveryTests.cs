using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

public class FeedDiscoveryTests
{
    [Fact]
    public void The_feeds_that_a_page_names_come_first_and_in_order()
    {
        var found = Find(
            """
            <!doctype html><html><head>
            <title>A <link rel="alternate" type="application/rss+xml" href="/in-title"></title>
            <script>var s = '<link rel="alternate" type="application/rss+xml" href="/in-script">';</script>
            <!-- <link rel="alternate" type="application/rss+xml" href="/in-comment"> -->
            <LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="atom.xml" TITLE="All &amp; more">
            <link rel=alternate type=application/rss+xml href=/rss.xml>
            <link rel="alternate" type="application/rss+xml" href="https://site.example/rss.xml">
            <link rel="alternate" hreflang="de" href="/de/">
            <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
            <link rel="alternate" type="application/json" href="/feed.json">
            <link rel="stylesheet" type="text/css" href="/style.css">
            <link rel="feed home" href="//other.example/news">
            <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
            </head><body></body></html>
            """);
        found.Where(feed => !feed.IsGuess).Select(feed => $"{feed.Address}|{feed.Title}|{feed.Type}").ShouldBe(
        [
            "https://site.example/blog/atom.xml|All & more|application/atom+xml; charset=utf-8",
            "https://site.example/rss.xml||application/rss+xml",
            "https://site.example/feed.json||application/json",
            "https://other.example/news||",
        ]);
        found.Where(feed => feed.IsGuess).Select(feed => feed.Address.AbsolutePath).ShouldBe(["/feed", "/atom.xml", "/index.xml"]);
    }

    [Fact]
    public void The_base_of_the_page_counts() =>
        Find("<base href='https://cdn.example/x/'><link rel=alternate type='application/rss+xml' href='f'>")[0].Address.ToString().ShouldBe("https://cdn.example/x/f");

    [Fact]
    public void A_page_without_feeds_gives_guesses_alone() =>
        Find("<html><body>Hello").ShouldAllBe(feed => feed.IsGuess);

    private static IReadOnlyList<DiscoveredFeed> Find(string html) =>
        FeedDiscovery.Find(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", new Uri("https://site.example/blog/index.html"));
}
