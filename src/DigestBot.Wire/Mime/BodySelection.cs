namespace DigestBot.Wire.Mime;

/// <summary>Which parts are the message for a reader of plain text, which for a reader of HTML, and which are attached: the algorithm of RFC 8621 4.1.4.</summary>
internal sealed class BodySelection
{
    public List<MimePart> Text { get; } = [];

    public List<MimePart> Html { get; } = [];

    public List<MimePart> Attachments { get; } = [];

    public static BodySelection Of(MimePart root)
    {
        var selection = new BodySelection();
        selection.Walk([root], "mixed", inAlternative: false, selection.Text, selection.Html);
        return selection;
    }

    /// <param name="parts">The parts of one multipart.</param>
    /// <param name="kind">The subtype of that multipart.</param>
    /// <param name="inAlternative">Whether it is inside a multipart/alternative.</param>
    /// <param name="text">Where shown parts go for plain text; null once another alternative was chosen.</param>
    /// <param name="html">The same for HTML.</param>
    private void Walk(IReadOnlyList<MimePart> parts, string kind, bool inAlternative, List<MimePart>? text, List<MimePart>? html)
    {
        var textBefore = text?.Count ?? -1;
        var htmlBefore = html?.Count ?? -1;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.IsMultipart && (part.Parts.Count > 0 || part.Raw.IsEmpty))
                Walk(part.Parts, part.ContentType.Subtype, inAlternative || part.ContentType.Subtype == "alternative", text, html);
            else if (part.IsMultipart)
                text?.Add(part); // No boundary was found: better its octets than nothing.
            else if (!IsShown(part, first: i == 0, kind))
                Attachments.Add(part);
            else if (kind == "alternative")
                (part.ContentType switch { { MediaType: "text/plain" } => text, { MediaType: "text/html" } => html, _ => Attachments })?.Add(part);
            else
                Show(part, inAlternative, ref text, ref html);
        }
        if (kind != "alternative" || text is null || html is null)
            return;
        // Only one of the two was found: it serves both.
        if (textBefore == text.Count && htmlBefore != html.Count)
            text.AddRange(html[htmlBefore..]);
        if (htmlBefore == html.Count && textBefore != text.Count)
            html.AddRange(text[textBefore..]);
    }

    private void Show(MimePart part, bool inAlternative, ref List<MimePart>? text, ref List<MimePart>? html)
    {
        if (inAlternative)
        {
            if (part.ContentType.MediaType == "text/plain")
                html = null;
            else if (part.ContentType.MediaType == "text/html")
                text = null;
        }
        text?.Add(part);
        html?.Add(part);
        // Beyond the RFC: a picture between the texts is also a file that somebody may want.
        if (part.ContentType.Type is not "text")
            Attachments.Add(part);
    }

    private static bool IsShown(MimePart part, bool first, string kind) =>
        !part.IsAttachment
        && (part.ContentType.MediaType is "text/plain" or "text/html" || part.ContentType.Type is "image" or "audio" or "video")
        && (first || kind != "related" && (part.ContentType.Type is "image" or "audio" or "video" || part.FileName is null));
}
