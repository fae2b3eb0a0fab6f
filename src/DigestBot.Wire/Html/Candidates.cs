namespace DigestBot.Wire.Html;

/// <summary>
/// Finds the element that holds the article: every paragraph gives points, for its length and its commas, to the elements around it,
/// fewer the further away; links take them off again. (The idea is Arc90's Readability of 2009, known since by many names.)
/// </summary>
internal static class Candidates
{
    private const int MinParagraph = 25;
    private const int Levels = 5;
    private const double HintWeight = 25;

    /// <summary>The best element and those beside it that belong to the text, in document order; empty when no element has any prose.</summary>
    public static List<Node> Find(Outline outline, Strictness strictness)
    {
        var scored = Score(outline, strictness);
        if (scored.Count == 0)
            return [];
        scored.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Index.CompareTo(b.Index));
        var top = Climb(scored, scored[0]);
        return Siblings.Of(outline, Marked(outline, top) ?? top);
    }

    /// <summary>The element that the page itself marks as its main part, when the best one is a small piece of it.</summary>
    private static Node? Marked(Outline outline, Node top)
    {
        foreach (var name in (ReadOnlySpan<string>)["article", "main"])
        {
            var marked = outline.Within(outline.Root).Where(n => n.Name == name).Take(2).ToList();
            if (marked.Count == 1 && marked[0].LinkDensity < .3 && marked[0].Index < top.Index && marked[0].End >= top.End && marked[0].Length > top.Length * 3)
                return marked[0];
        }
        return null;
    }

    /// <summary>What class and id are worth, in points.</summary>
    public static double WeightOf(Node node) =>
        ((node.Hint & ClassHint.Content) != 0 ? HintWeight : 0)
        - ((node.Hint & (ClassHint.Unlikely | ClassHint.Comment)) != 0 ? HintWeight : 0)
        - ((node.Hint & (ClassHint.Doubtful | ClassHint.Caption)) != 0 ? HintWeight : 0)
        + (node.Attribute("itemprop") == "articleBody" ? 2 * HintWeight : 0);

    private static List<Node> Score(Outline outline, Strictness strictness)
    {
        var scored = new List<Node>();
        foreach (var node in outline.Nodes)
            node.Score = double.NaN;
        foreach (var node in outline.Within(outline.Root))
        {
            if (node.Own < MinParagraph || !node.Is(Tag.Block) || node.Is(Tag.Heading))
                continue;
            var points = (1 + node.OwnCommas + Math.Min(node.Own / 100, 3 * (1 + Breaks(outline, node)))) * (1 - Math.Min(1, node.OwnLinks / node.Own));
            var holder = IsOneParagraph(outline, node) ? Above(node) : node;
            for (var level = 0; holder is not null && level < Levels; holder = Above(holder), level++)
            {
                if (double.IsNaN(holder.Score))
                {
                    holder.Score = Base(holder) + (strictness == Strictness.Strict ? WeightOf(holder) : 0);
                    scored.Add(holder);
                }
                holder.Score += points / (level switch { 0 => 1, 1 => 2, _ => level * 3 });
            }
        }
        foreach (var node in scored)
            node.Score *= 1 - Math.Min(1, node.LinkDensity);
        return scored;
    }

    private static double Base(Node node) => node.Name switch
    {
        "article" => 12,
        "div" or "main" or "section" => 5,
        "pre" or "td" or "blockquote" => 3,
        "address" or "ol" or "ul" or "dl" or "dd" or "dt" or "li" or "form" => -3,
        "th" => -5,
        _ => 0,
    };

    private static Node? Above(Node node)
    {
        var parent = node.Parent;
        while (parent is not null && !parent.Is(Tag.Block))
            parent = parent.Parent;
        return parent?.Name == "html" ? null : parent;
    }

    private static bool IsOneParagraph(Outline outline, Node node) =>
        (node.Is(Tag.Paragraph) && node.Name != "td") || (node.Own == node.Length && Breaks(outline, node) < 2);

    /// <summary>Paragraphs made with two line breaks; looked for in long texts alone.</summary>
    private static int Breaks(Outline outline, Node node)
    {
        if (node.Own < 300)
            return 0;
        var breaks = 0;
        for (var i = node.Index + 1; i < node.End; i++)
            if (outline.Nodes[i].Name == "br" && i + 1 < node.End && (outline.Nodes[i + 1].Name == "br" || (outline.Nodes[i + 1].IsText && outline.Nodes[i + 1].Length == 0 && i + 2 < node.End && outline.Nodes[i + 2].Name == "br")))
                breaks++;
        return breaks;
    }

    /// <summary>The article may be several elements that score alike: then what holds them all is meant.</summary>
    private static Node Climb(List<Node> scored, Node top)
    {
        var rivals = scored.Skip(1).Take(6).Where(n => n.Score >= top.Score * .75).ToList();
        if (rivals.Count >= 3)
            for (var above = Above(top); above is not null && above.Name != "body"; above = Above(above))
                if (rivals.Count(r => r.Index > above.Index && r.Index < above.End) >= 3)
                {
                    top = above;
                    break;
                }

        var last = double.IsNaN(top.Score) ? 0 : top.Score;
        var least = last / 3;
        for (var above = Above(top); above is not null && above.Name != "body" && !double.IsNaN(above.Score) && above.Score >= least; above = Above(above))
        {
            if (above.Score > last)
            {
                top = above;
                break;
            }
            last = above.Score;
        }
        // A wrapper around the article and nothing else: its siblings may be more of the article.
        for (var above = Above(top); above is not null && above.Name != "body" && above.Length == top.Length; above = Above(above))
            top = above;
        return top;
    }
}
