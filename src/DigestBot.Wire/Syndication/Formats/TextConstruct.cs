using System.Text;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Text of Atom with its type (RFC 4287 3.1 and 4.1.3; Atom 0.3 section 3.1, where the mode says how it is written).</summary>
internal static class TextConstruct
{
    private enum Kind { Unstated, Plain, Html, Markup }

    public static string? ToPlain(Element? element) =>
        element is null ? null : Read(element) switch
        {
            (Kind.Plain, var text) => PlainText.Fold(text),
            (Kind.Unstated, var text) => PlainText.OfHtml(text),
            (Kind.Html, var text) => PlainText.OfHtml(text),
            _ => PlainText.Fold(element.Text),
        };

    /// <summary>HTML; null when there is none.</summary>
    public static string? ToHtml(Element? element, FeedDraft draft)
    {
        if (element is null)
            return null;
        var (kind, text) = Read(element);
        var html = kind switch
        {
            Kind.Plain => PlainText.ToHtml(text),
            Kind.Unstated => PlainText.LooksLikeHtml(text) ? text : PlainText.ToHtml(text),
            Kind.Html when element.HasElements => InnerMarkup.Write(element, true, draft.MarkupBaseOf(element)),
            Kind.Markup => InnerMarkup.Write(element, false, draft.MarkupBaseOf(element)),
            _ => text,
        };
        html = html.Trim();
        return html.Length > 0 ? html : null;
    }

    /// <summary>True when the content is HTML rather than plain text: of several, that one is wanted.</summary>
    public static bool IsRich(Element element) => Read(element).Kind is Kind.Html or Kind.Markup;

    private static (Kind Kind, string Text) Read(Element element)
    {
        var type = (element.Attribute("type") ?? "").ToLowerInvariant();
        var mode = (element.Attribute("mode") ?? "").ToLowerInvariant();
        var semicolon = type.IndexOf(';', StringComparison.Ordinal);
        if (semicolon >= 0)
            type = type[..semicolon].Trim();
        var isMarkup = type is "xhtml" || type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal);
        var isPlain = type is "text" or "text/plain";
        var isHtml = type is "html" or "text/html";
        var isBinary = type.Contains('/', StringComparison.Ordinal) && !isMarkup && !type.StartsWith("text/", StringComparison.Ordinal);
        if (mode == "base64" || (isBinary && mode.Length == 0))
            return FromBase64(element.Text) is { } decoded
                ? (isPlain ? Kind.Plain : isHtml ? Kind.Html : Kind.Unstated, decoded)
                : (Kind.Plain, "");
        if (mode == "escaped" && isMarkup)
            return (Kind.Html, element.Text);
        if (isHtml)
            return (Kind.Html, element.Text);
        if (element.HasElements)
            return (Kind.Markup, "");
        if (isMarkup)
            // Escaped HTML that is declared to be XHTML is common; real XHTML without a single element is plain text.
            return (PlainText.LooksLikeHtml(element.Text) ? Kind.Html : Kind.Markup, element.Text);
        return (isPlain ? Kind.Plain : Kind.Unstated, element.Text);
    }

    private static string? FromBase64(string text)
    {
        var compact = string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var bytes = new byte[compact.Length];
        if (!Convert.TryFromBase64String(compact, bytes, out var length) || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)))
            return null;
        return TextCleaning.Clean(Encoding.UTF8.GetString(bytes, 0, length));
    }
}
