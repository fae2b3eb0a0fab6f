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
            if (node == top || (!node.Dropped && !node.IsText && Belongs(node, top, enough)))
                kin.Add(node);
        }
        return kin;
    }

    private static bool Belongs(Node node, Node top, double enough)
    {
        var alike = node.Attribute("class") is { Length: > 0 } name && name == top.Attribute("class") ? top.Score * .2 : 0;
        if (!double.IsNaN(node.Score) && node.Score + alike >= enough)
            return true;
        if (node.Name != "p" && !(node.Own == node.Length && node.Name is "div" or "blockquote"))
            return false;
        return node.Length > 80 ? node.LinkDensity < .25 : node.Name == "p" && node.Length > 0 && node.LinkLength == 0 && node.Commas + node.Length > 40;
    }
}
