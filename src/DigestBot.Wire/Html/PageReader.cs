using System.Net;


namespace DigestBot.Wire.Html;

/// <summary>Reads a web page: its article, and what the page says about it.</summary>
public static class PageReader
{
    /// <summary>Bytes looked at; what is behind them is not decoded.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>A text shorter than this gives way to the article that the page's linked data carries, when that is longer.</summary>
    private const int Stub = 600;

    /// <summary>A longer text behind a paywall is taken to be whole: many pages hide what they carry.</summary>
    private const int PaidStub = 1500;

    /// <summary>Reads a page. Never throws, whatever the bytes; when there is no text, the page's <see cref="Page.Reason"/> says why.</summary>
    /// <param name="html">The page as it came.</param>
    /// <param name="contentType">The HTTP header's value, or null.</param>
    /// <param name="address">Where the page was found; relative addresses start there.</param>
    public static Page Read(ReadOnlyMemory<byte> html, string? contentType, Uri address)
    {
        if (Sniffing.WhyNoPage(html.Span, contentType) is { } reason)
            return Nothing(reason);
        try
        {
            var decoded = Charset.Decode(html.Span[..Math.Min(html.Length, MaxBytes)], contentType);
            return contentType?.TrimStart().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true ? PlainText(decoded) : Read(decoded, address);
        }
        // The tree builder is a stranger's code on a stranger's bytes: whatever it throws concerns this page alone.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Nothing($"The page could not be parsed: {e.GetType().Name}.");
        }
    }

    private static Page Read(string html, Uri address)
    {
        var filtered = MarkupFilter.Filter(html);
        var outline = Tree.Of(filtered.Markup);
        var facts = new PageFacts(outline, filtered.JsonLd);
        var about = Metadata.Choose(facts, outline, address);
        var (drafts, plea) = MainText.Read(outline, about.Title, about.Byline, filtered.Scripts == 0);
        var (text, blocks, cut) = MainText.Join(drafts);
        if (text.Length < Stub && facts.Linked?.Body is { } body && Linked(body) is var linked && linked.Text.Length > text.Length * 2)
            (text, blocks) = linked;
        var reason = text.Length == 0 ? WhyEmpty(filtered, outline)
            : cut ? $"The text was cut behind {MainText.MaxText} characters."
            : text.Length < PaidStub && (facts.Paywall || plea || facts.Linked?.Paid == true) ? "Only the beginning is here: the page keeps the rest for its own subscribers."
            : filtered.Limit is { } limit ? $"Only the beginning was read: {limit}." : null;
        return new Page(about.Title, about.Byline, about.Site, about.Published, about.Language, about.Canonical, about.Description, about.Image, text, blocks, reason) { Origin = PageOrigin.Of(facts), Type = facts.Linked?.Type ?? facts.Meta("og:type") };
    }

    /// <summary>A text file: its blank lines part paragraphs, and nothing in it is markup.</summary>
    private static Page PlainText(string file)
    {
        var (text, blocks) = HtmlText.FromFragment(WebUtility.HtmlEncode(file), null);
        return Nothing(text.Length == 0 ? "The file has no text." : null) with { Text = text, Blocks = blocks };
    }

    private static (string Text, IReadOnlyList<Block> Blocks) Linked(string body)
    {
        var lines = body.Contains('<', StringComparison.Ordinal) ? body : body.ReplaceLineEndings("\n").Replace("\n", "\n\n", StringComparison.Ordinal);
        return HtmlText.FromFragment(lines, null);
    }

    private static string WhyEmpty(FilteredMarkup filtered, Outline outline)
    {
        if (filtered.Limit is { } limit)
            return $"No prose was found in what was read: {limit}.";
        outline.Restore();
        if (outline.Nodes.Any(n => !n.IsText && Sieve.IsConsent(outline, n)))
            return "The page shows a request for consent and no article.";
        var weight = outline.Root.Length;
        return weight < 200 && filtered.Scripts > 0 ? "The page has no text of its own: scripts would build it in a browser."
            : weight == 0 ? "The page has no text."
            : "The page has no prose: links, forms or a few words are all there is.";
    }

    private static Page Nothing(string? reason) => new(null, null, null, null, null, null, null, null, "", [], reason);
}
