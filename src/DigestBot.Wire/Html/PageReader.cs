using AngleSharp.Html.Parser;

namespace DigestBot.Wire.Html;

/// <summary>Reads a web page: its article, and what the page says about it.</summary>
public static class PageReader
{
    private static readonly HtmlParserOptions Options = new() { IsScripting = false, DisableElementPositionTracking = true };

    /// <summary>Reads a page. Never throws, whatever the bytes; when there is no text, the page's <see cref="Page.Reason"/> says why.</summary>
    /// <param name="html">The page as it came.</param>
    /// <param name="contentType">The HTTP header's value, or null.</param>
    /// <param name="address">Where the page was found; relative addresses start there.</param>
    public static Page Read(ReadOnlyMemory<byte> html, string? contentType, Uri address)
    {
        var filtered = MarkupFilter.Filter(Charset.Decode(html.Span, contentType));
        var document = new HtmlParser(Options).ParseDocument(filtered.Markup);
        var outline = new Outline(document.DocumentElement);
        var facts = Metadata.Choose(new PageFacts(outline, filtered.JsonLd), outline, address);
        var (text, blocks, _) = MainText.Join(MainText.Read(outline, facts.Title, facts.Byline));
        return new Page(facts.Title, facts.Byline, facts.Site, facts.Published, facts.Language, facts.Canonical, facts.Description, facts.Image, text, blocks, null);
    }
}
