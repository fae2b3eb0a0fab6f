using System.Text;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>What a page calls its main part.</summary>
public sealed class PageTypeTests
{
    [Theory]
    [InlineData("""{"@type": "NewsArticle", "headline": "A"}""", "", "NewsArticle")]
    [InlineData("""{"@type": ["Article", "OpinionNewsArticle"], "headline": "A"}""", "", "OpinionNewsArticle")]
    [InlineData("""{"@type": ["ReviewNewsArticle", "Article"], "headline": "A"}""", "article", "ReviewNewsArticle")]
    [InlineData("""{"@graph": [{"@type": "WebSite"}, {"@type": "https://schema.org/Recipe", "name": "A"}]}""", "article", "Recipe")]
    [InlineData("""{"@graph": [{"@type": "VideoObject"}, {"@type": "BlogPosting"}]}""", "", "BlogPosting")] // the film is a part of the article
    [InlineData("""{"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "Why?"}}""", "", "QAPage")]
    [InlineData("""{"@type": "Organization"}""", "video.other", "video.other")]
    [InlineData("""{"@type": {"@type": 5}}""", "", null)]
    [InlineData("{", "", null)]
    public void The_most_telling_type_is_taken(string json, string openGraph, string? type)
    {
        var html = $"<html><head><title>A</title><script type=\"application/ld+json\">{json}</script>{(openGraph.Length > 0 ? $"<meta property=\"og:type\" content=\"{openGraph}\">" : "")}</head><body><p>Text.</p></body></html>";
        PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html", new Uri("https://a.example/")).Type.ShouldBe(type);
    }
}
