namespace DigestBot.Wire.Html;

/// <summary>Leaves out parts inside the article that are lists of links, boxes of a few words, forms.</summary>
internal static class Pruning
{
    /// <summary>Marks nodes inside <paramref name="roots"/> as dropped.</summary>
    public static void Apply(Outline outline, IReadOnlyList<Node> roots, Strictness strictness)
    {
        foreach (var root in roots)
            foreach (var node in outline.Within(root))
                if (node != root && node.Is(Tag.Judged) && IsFurniture(node, strictness))
                    node.Dropped = true;
        outline.Weigh();
    }

    private static bool IsFurniture(Node node, Strictness strictness)
    {
        if (node.Length == 0)
            return false;
        var weight = strictness == Strictness.Strict ? Candidates.WeightOf(node) : 0;
        if (weight < 0 && node.Name != "header")
            return true;
        if (node.Name == "table" && IsDataTable(node))
            return false;
        if (node.Commas >= 10 && node.LinkDensity < .5)
            return false;
        var list = node.Is(Tag.List) || node.Items > 0 && node.Paragraphs <= node.Items;
        if (node.Is(Tag.List))
            return node.LinkDensity > .6 || (weight < 25 && node.LinkDensity > .35 && node.Commas <= node.Items / 3);
        if (node.Name is "form" or "fieldset" && node.Paragraphs < 3)
            return true;
        if (node.HeadingLength >= node.Length * .9)
            return false;
        if (node.Length < 25)
            return node.Name is not "header";
        return list ? node.LinkDensity > .5 : weight < 25 ? node.LinkDensity > .3 : node.LinkDensity > .5;
    }

    private static bool IsDataTable(Node node) => node.LinkDensity < .5 && node.Attribute("role") != "presentation";
}
