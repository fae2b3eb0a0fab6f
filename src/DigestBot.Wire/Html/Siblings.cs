namespace DigestBot.Wire.Html;

/// <summary>Adds what stands beside the best element and belongs to it: an opening paragraph, a second half behind an advertisement.</summary>
internal static class Siblings
{
    /// <summary>The best element with its kin, in document order.</summary>
    public static List<Node> Of(Outline outline, Node top)
    {
        if (top.Parent is not { } parent || top.Name is "body" or "html")
            return [top];
        var enough = Math.Max(10, top.Score * .2);
        var kin = new List<Node>();
        for (var i = parent.Index + 1; i < parent.End; i = outline.Nodes[i].End)
        {
            var node = outline.Nodes[i];
            if (node == top || (!node.Dropped && !node.IsText && Belongs(outline, node, top, enough)))
                kin.Add(node);
        }
        return kin;
    }

    private static bool Belongs(Outline outline, Node node, Node top, double enough)
    {
        var alike = node.Attribute("class") is { Length: > 0 } name && name == top.Attribute("class") ? top.Score * .2 : 0;
        if (!double.IsNaN(node.Score) && node.Score + alike >= enough)
            return true;
        if (IsNextSection(outline, node, top))
            return true;
        if (node.Name != "p" && !(node.Own == node.Length && node.Name is "div" or "blockquote"))
            return false;
        return node.Length > 80 ? node.LinkDensity < .25 : node.Name == "p" && node.Length > 0 && node.LinkLength == 0 && node.Commas + node.Length > 40;
    }

    /// <summary>An article in sections of lists, as of changes: the same element, beginning with a heading of the same rank, and no menu.</summary>
    private static bool IsNextSection(Outline outline, Node node, Node top) =>
        node.Name == top.Name && node.Name is "section" or "div" && node.LinkDensity < .3 && node.Length > node.HeadingLength
        && FirstIn(outline, node) is { } heading && FirstIn(outline, top)?.Name == heading.Name && heading.Is(Tag.Heading) && !CuePhrases.BeginsSection(NodeText.Of(outline, heading, 100));

    private static Node? FirstIn(Outline outline, Node node)
    {
        for (var i = node.Index + 1; i < node.End; i++)
            if (!outline.Nodes[i].Dropped && outline.Nodes[i].Length > 0 && (outline.Nodes[i].IsText || outline.Nodes[i].Is(Tag.Heading | Tag.Paragraph)))
                return outline.Nodes[i];
        return null;
    }
}
