using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Joins the shown parts of a message to one text.</summary>
internal static class BodyText
{
    public static string? Plain(IReadOnlyList<MimePart> parts)
    {
        StringBuilder? joined = null;
        foreach (var part in parts)
        {
            if (part.ContentType.Type != "text" && !part.IsMultipart || joined?.Length > MimeLimits.TextLength)
                continue;
            if (joined is { Length: > 0 } && joined[^1] != '\n')
                joined.Append('\n');
            (joined ??= new StringBuilder()).Append(AsPlain(part));
        }
        return joined?.ToString();
    }

    public static string? Html(IReadOnlyList<MimePart> parts)
    {
        var html = parts.Where(part => part.ContentType.Is("text/html")).ToList();
        return html.Count switch { 0 => null, 1 => html[0].Text, _ => string.Concat(html.Select(part => part.Text)) };
    }

    private static string AsPlain(MimePart part)
    {
        if (part.ContentType.Is("text/html"))
            return HtmlAsText.Convert(part.Text);
        var text = part.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var parameters = part.ContentType.Parameters;
        return Says(parameters, "format", "flowed") ? FlowedText.Unwrap(text, Says(parameters, "delsp", "yes")) : text;
    }

    private static bool Says(IReadOnlyDictionary<string, string> parameters, string name, string value) =>
        parameters.TryGetValue(name, out var found) && found.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);
}
