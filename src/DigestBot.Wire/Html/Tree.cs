using AngleSharp.Html.Parser;

namespace DigestBot.Wire.Html;

/// <summary>Builds the tree of filtered markup by the rules of HTML 13.2.6.</summary>
internal static class Tree
{
    private static readonly HtmlParserOptions Options = new() { IsScripting = false, DisableElementPositionTracking = true, SkipComments = true };

    /// <summary>The outline of a page or a fragment; markup must come from <see cref="MarkupFilter"/>, which bounds depth and number.</summary>
    public static Outline Of(string markup)
    {
        using var document = new HtmlParser(Options).ParseDocument(markup);
        return new Outline(document.DocumentElement);
    }
}
