using System.Text;

namespace DigestBot.Wire.Syndication.Markup;

/// <summary>The content of an element as HTML: prefixes dropped, a sole <c>div</c> around everything removed where Atom 1.0 says that it is no part of it (RFC 4287 3.1.1.3).</summary>
internal static class InnerMarkup
{
    /// <param name="element">The element whose content is wanted.</param>
    /// <param name="textIsMarkup">True when text directly inside is HTML already, as in RSS; false when it is text, as in XHTML.</param>
    /// <param name="basis">Relative links inside are resolved against it when an <c>xml:base</c> is in force: the base is lost otherwise.</param>
    public static string Write(Element element, bool textIsMarkup, Uri? basis)
    {
        if (element.First is null)
            return "";
        if (element.First is TextNode { Next: null } only)
            return textIsMarkup ? only.Text : PlainText.ToHtml(only.Text);
        if (element.Attribute("type") is null or "xhtml" or "html" && SoleDiv(element) is { } div)
        {
            basis = div.XmlAttribute("base") is { } own ? Addresses.AsBase(own, basis) : basis;
            element = div;
        }
        var html = new StringBuilder();
        Content(element, html, textIsMarkup, basis);
        return html.ToString();
    }

    private static Element? SoleDiv(Element element)
    {
        Element? sole = null;
        for (var node = element.First; node is not null; node = node.Next)
            if (node is Element child)
            {
                if (sole is not null || child.Local != "div")
                    return null;
                sole = child;
            }
            else if (node is TextNode text && !string.IsNullOrWhiteSpace(text.Text))
                return null;
        return sole;
    }

    private static void Content(Element element, StringBuilder html, bool textIsMarkup, Uri? basis)
    {
        for (var node = element.First; node is not null; node = node.Next)
            if (node is Element child)
                Write(child, html, basis);
            else if (node is TextNode text)
                html.Append(textIsMarkup ? text.Text : PlainText.ToHtml(text.Text));
    }

    private static void Write(Element element, StringBuilder html, Uri? basis)
    {
        var name = element.Name.RawLocal;
        html.Append('<').Append(name);
        if (element.XmlAttribute("base") is { Length: > 0 } own)
            basis = Addresses.AsBase(own, basis);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.Prefix is "xml" or "xmlns" || attribute.Name.Raw == "xmlns")
                continue;
            var value = attribute.Value;
            if (basis is not null && attribute.Name.Local is "href" or "src" or "cite" or "poster" or "longdesc" && value.Length > 0 && value[0] != '#')
                value = Addresses.Resolve(value, basis) ?? value;
            html.Append(' ').Append(attribute.Name.Raw).Append("=\"").Append(PlainText.ToHtml(value).Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
        }
        if (element.First is null && IsVoid(element.Local))
        {
            html.Append(" />");
            return;
        }
        html.Append('>');
        Content(element, html, false, basis);
        html.Append("</").Append(name).Append('>');
    }

    private static bool IsVoid(string local) =>
        local is "area" or "base" or "br" or "col" or "embed" or "hr" or "img" or "input" or "link" or "meta" or "param" or "source" or "track" or "wbr";
}
