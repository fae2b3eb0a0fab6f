using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>What the Content-Type header adds; the encodings themselves are among the fixtures.</summary>
public class FeedEncodingTests
{
    [Theory]
    [InlineData("text/xml; charset=windows-1251")]
    [InlineData("application/rss+xml;charset = 'windows-1251'")]
    [InlineData("application/rss+xml; charset=\"CP1251\"; q=1")]
    public void The_header_counts_before_the_declaration(string contentType)
    {
        var cyrillic = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        var bytes = cyrillic.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Погода</title></channel></rss>");
        FeedParser.Parse(bytes, contentType).Title.ShouldBe("Погода");
    }

    [Fact]
    public void A_header_that_is_plainly_wrong_is_not_believed()
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes("<rss version='2.0'><channel><title>Žluťoučký</title></channel></rss>"), "text/xml; charset=iso-8859-1");
        feed.Title.ShouldBe("Žluťoučký");
        feed.Warnings.ShouldContain(warning => warning.Contains("is UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_are_resolved_against_the_address_of_the_document()
    {
        var feed = FeedParser.Parse(
            Encoding.UTF8.GetBytes("<rss version='2.0'><channel><link>https://elsewhere.example/</link><item><link>x</link></item></channel></rss>"),
            address: new Uri("https://here.example/feeds/all.xml"));
        feed.Items[0].Link.ShouldBe("https://here.example/feeds/x");
    }
}
