using DigestBot.Fetch;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Fetch;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://www.Example.org/a/", "example.org/a")]
    [InlineData("http://example.org:80/a", "example.org/a")]
    [InlineData("https://example.org:8443/a", "example.org:8443/a")]
    [InlineData("https://example.org/a?utm_source=rss&id=7&fbclid=x", "example.org/a?id=7")]
    [InlineData("https://example.org/a#:~:text=word", "example.org/a")]
    [InlineData("https://example.org/a#utm_medium=rss", "example.org/a")]
    [InlineData("https://example.org/log#v2", "example.org/log#v2")]
    [InlineData("https://example.org./a", "example.org/a")]
    [InlineData("https://user:pw@example.org/a", "example.org/a")]
    [InlineData("mailto:a@example.org", "")]
    [InlineData("/a", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Two_links_to_one_article_have_one_canonical_address(string? url, string canonical) => CanonicalUrl.Of(url).ShouldBe(canonical);

    [Theory]
    [InlineData("http://xn--/")]
    [InlineData("http://xn--a/")]
    [InlineData("http://☃.example/")]
    [InlineData("http://a..b/")]
    [InlineData("http://.../")]
    [InlineData("http://.a/")]
    [InlineData("http://aé\u200d.example/")]
    [InlineData("http://\u0301.example/")]
    [InlineData("http://ex ample.org/")]
    [InlineData("http://-a-.example/%zz?%")]
    [InlineData("http://a:99999/")]
    [InlineData("http://[::1%25eth0]/")]
    [InlineData("http://éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé.example/")]
    [InlineData("http://www./")]
    [InlineData("http://\ud800.example/")]
    public void A_strange_address_is_no_error(string url) => Should.NotThrow(() => CanonicalUrl.Of(url));

    [Fact]
    public void No_text_is_an_error()
    {
        var hosts = Gen.Elements("a", ".", "-", "xn--", "é", "☃", "\u200d", "\u0301", "ß", "0", "%41", "@", ":", "[", "]", "\u3002", "\ud83d\ude00", "\ud800", "İ", "_", "/", "?", "#", "&", "=");
        Prop.ForAll(hosts.ListOf().Select(parts => "http://" + string.Concat(parts)).ToArbitrary(), url => CanonicalUrl.Of(url) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }
}
