using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

public sealed class LeadImageTests
{
    [Theory]
    [InlineData("https://cdn.example.org/2025/11/harbour.jpg", "https://cdn.example.org/2025/11/harbour.jpg")]
    [InlineData("https://cdn.example.org/resize?w=1200&src=%2Fa.png", "https://cdn.example.org/resize?w=1200&src=%2Fa.png")]
    [InlineData("HTTPS://CDN.Example.org/a b.jpg#top", "https://cdn.example.org/a%20b.jpg")]
    [InlineData("https://bücher.example/bild.webp", "https://xn--bcher-kva.example/bild.webp")]
    [InlineData("https://cdn.example.org/iconography-of-the-sea.jpg", "https://cdn.example.org/iconography-of-the-sea.jpg")]
    public void A_picture_on_the_open_web_is_taken(string given, string taken) => LeadImage.Accept(given).ShouldBe(taken);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/harbour.jpg")]
    [InlineData("//cdn.example.org/harbour.jpg")]
    [InlineData("http://cdn.example.org/harbour.jpg")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://cdn.example.org/")]
    [InlineData("https://cdn.example.org/logo.svg?v=2")]
    [InlineData("https://cdn.example.org/favicon.ico")]
    [InlineData("https://cdn.example.org/img/1x1.gif")]
    [InlineData("https://cdn.example.org/img/spacer.gif")]
    [InlineData("https://cdn.example.org/img/user-avatar.png")]
    [InlineData("https://feeds.feedburner.com/~r/paper/~4/abc.jpg")]
    [InlineData("https://secure.gravatar.com/abc.jpg")]
    [InlineData("https://user:secret@cdn.example.org/a.jpg")]
    [InlineData("https://cdn.example.org:8443/a.jpg")]
    [InlineData("https://192.168.1.1/a.jpg")]
    [InlineData("https://[::1]/a.jpg")]
    [InlineData("https://3232235777/a.jpg")]
    [InlineData("https://router/a.jpg")]
    [InlineData("https://printer.local/a.jpg")]
    public void What_is_no_picture_of_anything_or_not_on_the_open_web_is_left_out(string? given) => LeadImage.Accept(given).ShouldBeNull();

    [Fact]
    public void Long_addresses_and_small_images_are_left_out()
    {
        LeadImage.Accept("https://cdn.example.org/" + new string('a', LeadImage.MaxLength)).ShouldBeNull();
        LeadImage.Accept("https://cdn.example.org/" + new string('é', 200)).ShouldBeNull("six characters each, once they are escaped");
        LeadImage.Accept("https://cdn.example.org/a.jpg", 640, 1).ShouldBeNull();
        LeadImage.Accept("https://cdn.example.org/a.jpg", 48, 48).ShouldBeNull();
        LeadImage.Accept("https://cdn.example.org/a.jpg", 640).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""<meta property="og:image" content="https://a.example/og.jpg"><meta name="twitter:image" content="https://a.example/t.jpg">""", "https://a.example/og.jpg")]
    [InlineData("""<meta property="og:image" content="http://a.example/og.jpg"><meta property="og:image:secure_url" content="https://a.example/secure.jpg">""", "https://a.example/secure.jpg")]
    [InlineData("""<meta property="og:image" content="/logo.svg"><meta name="twitter:image" content="/t.jpg">""", "https://page.example/t.jpg")]
    [InlineData("""<meta property="og:image" content="/og.jpg"><meta property="og:image:width" content="1"><meta property="og:image:height" content="1">""", null)]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","image":[{"@type":"ImageObject","url":"https://a.example/ld.jpg"}]}</script>""", "https://a.example/ld.jpg")]
    [InlineData("<p>No picture.</p>", null)]
    public void A_page_names_its_picture(string head, string? image) =>
        LeadImage.Accept(PageReader.Read(Encoding.UTF8.GetBytes($"<!doctype html><html><head><title>A</title>{head}</head><body><p>Text.</p></body></html>"), "text/html; charset=utf-8", new Uri("https://page.example/a")).Image).ShouldBe(image);
}
