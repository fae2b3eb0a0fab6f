using System.Text;

namespace DigestBot.Wire.Syndication.Markup;

/// <summary>A part of an element's content: text or another element.</summary>
internal abstract class Node
{
    public Node? Next { get; set; }
}

/// <summary>Text, references resolved.</summary>
/// <param name="text">The characters.</param>
/// <param name="isCData">True for a CDATA section, which never held references.</param>
internal sealed class TextNode(string text, bool isCData) : Node
{
    public string Text => text;
    public bool IsCData => isCData;
}

/// <summary>An element with its content; no deeper than <see cref="ElementReader.MaxDepth"/>.</summary>
internal sealed class Element(ElementName name, Space space, MarkupAttribute[] attributes, Element? parent) : Node
{
    private Node? _last;

    public ElementName Name => name;
    public string Local => name.Local;
    public Space Space => space;
    public MarkupAttribute[] Attributes => attributes;
    public Element? Parent => parent;
    public Node? First { get; private set; }

    /// <summary>True for the frame of a feed (root, channel, item), where white space means nothing.</summary>
    public bool IsFrame { get; set; }

    public void Append(Node node)
    {
        if (_last is null)
            First = node;
        else
            _last.Next = node;
        _last = node;
    }

    public IEnumerable<Element> Children
    {
        get
        {
            for (var node = First; node is not null; node = node.Next)
                if (node is Element element)
                    yield return element;
        }
    }

    public bool HasElements => Children.Any();

    /// <summary>The first child of that vocabulary and local name, or null.</summary>
    public Element? Child(Space of, string local)
    {
        for (var node = First; node is not null; node = node.Next)
            if (node is Element element && element.Space == of && element.Local == local)
                return element;
        return null;
    }

    /// <summary>The value of the attribute with that local name, one without a prefix first; trimmed; null when absent or empty.</summary>
    public string? Attribute(string local)
    {
        string? prefixed = null;
        foreach (var attribute in attributes)
        {
            if (attribute.Name.Local != local || attribute.Name.Prefix is "xmlns")
                continue;
            if (attribute.Name.Prefix.Length == 0)
                return attribute.Value.Trim() is { Length: > 0 } value ? value : null;
            prefixed ??= attribute.Value.Trim();
        }
        return prefixed is { Length: > 0 } ? prefixed : null;
    }

    /// <summary>The value of <c>xml:base</c> or <c>xml:lang</c> on this element; null when absent.</summary>
    public string? XmlAttribute(string local)
    {
        foreach (var attribute in attributes)
            if (attribute.Name.Prefix == "xml" && attribute.Name.Local == local)
                return attribute.Value.Trim();
        return null;
    }

    /// <summary>All text inside, in order; one string is returned as it is.</summary>
    public string Text
    {
        get
        {
            if (First is null)
                return "";
            if (First is TextNode { Next: null } only)
                return only.Text;
            var all = new StringBuilder();
            Collect(this, all);
            return all.ToString();
        }
    }

    /// <summary><see cref="Text"/> without white space around it, or null when nothing is left.</summary>
    public string? TrimmedText => Text.Trim() is { Length: > 0 } text ? text : null;

    private static void Collect(Element element, StringBuilder all)
    {
        for (var node = element.First; node is not null; node = node.Next)
            if (node is TextNode text)
                all.Append(text.Text);
            else if (node is Element child)
                Collect(child, all);
    }
}
