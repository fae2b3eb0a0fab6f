namespace DigestBot.Wire.Html;

/// <summary>What a web page says, without what stands around it.</summary>
/// <param name="Title">The article's own title, plain text, without the site's name; null when the page has none.</param>
/// <param name="Byline">Who wrote it, without "By"; null when unknown.</param>
/// <param name="Site">The publication's name; null when unknown.</param>
/// <param name="Published">In UTC; null when the page does not say.</param>
/// <param name="Language">BCP 47 tag that the page declares, lower-cased; null when it does not.</param>
/// <param name="CanonicalUrl">The address that the page calls its own, absolute; null when it does not.</param>
/// <param name="Description">The page's own description (meta description, og:description), plain text; null when absent.</param>
/// <param name="Image">The lead image's address, absolute; null when the page names none.</param>
/// <param name="Text">The main text. Paragraphs are separated by one blank line ("\n\n"); white space inside a paragraph is folded; NFC is not applied.</param>
/// <param name="Blocks">The text's paragraphs in order: each a range of <paramref name="Text"/> with the tag that it came from.</param>
/// <param name="Reason">Why <paramref name="Text"/> is empty or was cut, in one sentence; null when all is well.</param>
public sealed record Page(
    string? Title,
    string? Byline,
    string? Site,
    DateTimeOffset? Published,
    string? Language,
    string? CanonicalUrl,
    string? Description,
    string? Image,
    string Text,
    IReadOnlyList<Block> Blocks,
    string? Reason)
{
    /// <summary>What the page calls its main part: a schema.org type of its linked data (<c>NewsArticle</c>, <c>Recipe</c>), else Open Graph's (<c>article</c>, <c>video.other</c>); null when it does not say.</summary>
    public string? Type { get; init; }

    /// <summary>What the page says about how it was made; null when it says nothing.</summary>
    public PageOrigin? Origin { get; init; }
}

/// <summary>One paragraph, heading, list item, quotation or code listing of a page.</summary>
/// <param name="Tag">Lower-case HTML name of the element: <c>p</c>, <c>h2</c>, <c>li</c>, <c>blockquote</c>, <c>pre</c>, <c>td</c>, <c>figcaption</c> …; <c>pullquote</c> for an element marked as one.</param>
/// <param name="Start">First UTF-16 unit in the page's text.</param>
/// <param name="Length">UTF-16 units.</param>
public readonly record struct Block(string Tag, int Start, int Length);
