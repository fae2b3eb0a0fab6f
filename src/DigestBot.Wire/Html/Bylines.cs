namespace DigestBot.Wire.Html;

/// <summary>Chooses who wrote the page: what its data states, else what stands by the headline.</summary>
internal static class Bylines
{
    private const int MaxLength = 100;

    /// <summary>How far from the headline, in nodes, a plain "by NAME" is looked for.</summary>
    private const int Above = 30, Below = 90;

    /// <summary>A text of this weight is the article's own: its author stood before it.</summary>
    private const int Prose = 200;

    /// <summary>A name or several; null when the page does not say.</summary>
    public static string? Choose(PageFacts facts, Outline outline, string? title)
    {
        var stated = Joined([facts.Linked is { IsArticle: true } ? facts.Linked.Author : null])
            ?? Joined(facts.Authors("dc:creator", "dcterm:creator", "dcterms:creator", "author", "parsely-author", "citation_author"))
            ?? Joined(facts.Authors("article:author", "og:author", "og:article:author", "itemprop:author", "sailthru:author", "byl"));
        if (stated is not null)
            return stated;
        var headline = Headline(facts, outline, title);
        return Marked(facts, outline, headline) ?? Written(outline, headline) ?? Joined([facts.Linked?.Author]) ?? Creator(facts);
    }

    /// <summary>Several names become one line; names that are written surname first have commas of their own.</summary>
    private static string? Joined(IEnumerable<string?> names)
    {
        var clean = names.Select(n => AuthorName.Clean(NodeText.Plain(n))).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (clean.Count == 0)
            return null;
        var all = string.Join(clean.Count > 1 && clean.Exists(n => n.Contains(',', StringComparison.Ordinal)) ? "; " : ", ", clean);
        return all.Length <= AuthorName.MaxLength ? all : clean[0];
    }

    private static Node? Headline(PageFacts facts, Outline outline, string? title) =>
        facts.Headlines.Find(h => title is not null && NodeText.Of(outline, h, 400) is { Length: > 0 } text && title.Contains(text, StringComparison.OrdinalIgnoreCase)) ?? facts.Headlines.FirstOrDefault();

    /// <summary>An element that is named or marked as the author. It stands below the headline; above it are menus and other articles.</summary>
    private static string? Marked(PageFacts facts, Outline outline, Node? headline)
    {
        var from = headline?.Index ?? 0;
        foreach (var node in facts.Bylines.OrderBy(b => b.Index < from).ThenBy(b => b.Index))
        {
            if (Sieve.IsHidden(node) || IsBeside(node, headline) || (node.Hint & ClassHint.Comment) != 0)
                continue;
            var text = NodeText.Of(outline, NamedIn(outline, node), MaxLength * 2);
            if (text.Length is > 0 and < MaxLength && AuthorName.CleanLine(Dates.Without(text)) is { } name && char.IsLetter(name[0]) && !Dates.LooksLikeOne(name))
                return name;
        }
        return null;
    }

    private static Node NamedIn(Outline outline, Node node)
    {
        for (var i = node.Index + 1; i < node.End; i++)
            if (outline.Nodes[i].Attribute("itemprop") == "name")
                return outline.Nodes[i];
        return node;
    }

    /// <summary>"By Ann Author", or "by" and a link, in plain text around the headline.</summary>
    private static string? Written(Outline outline, Node? headline)
    {
        if (headline is null)
            return null;
        var end = Math.Min(outline.Nodes.Count, headline.End + Below);
        for (var i = Math.Max(0, headline.Index - Above); i < end; i++)
        {
            var node = outline.Nodes[i];
            if (!node.IsText || node.Weight.Length is 0 or > MaxLength)
            {
                if (node.Weight.Length > Prose && i > headline.End)
                    break;
                continue;
            }
            if (IsBeside(node, headline))
                continue;
            var text = NodeText.Fold(node.Text);
            if (AuthorName.IsBy(text) && Next(outline, i) is { } next && AuthorName.CleanLine(Dates.Without(next)) is { } linked && AuthorName.LooksLikeOne(linked, least: 1))
                return linked;
            if (AuthorName.AfterBy(text) is { } rest && AuthorName.CleanLine(Dates.Without(rest)) is { } name && AuthorName.LooksLikeOne(name, least: 2))
                return name;
        }
        return null;
    }

    private static string? Next(Outline outline, int at)
    {
        for (var i = at + 1; i < Math.Min(outline.Nodes.Count, at + 8); i++)
            if (outline.Nodes[i] is { IsText: true, Weight.Length: > 0 } text)
                return text.Weight.Length < MaxLength ? NodeText.Fold(text.Text) : null;
        return null;
    }

    /// <summary>A card for sharing names an account, "@ann", or a person.</summary>
    private static string? Creator(PageFacts facts) =>
        facts.Meta("twitter:creator") is { } creator && !creator.StartsWith('@') && AuthorName.CleanLine(NodeText.Plain(creator)) is { } name ? name : null;

    /// <summary>In a menu, a margin or a box. What holds the headline too is none of these, whatever its class says.</summary>
    private static bool IsBeside(Node node, Node? headline)
    {
        for (var above = node.Parent; above is not null; above = above.Parent)
        {
            if (above.Name is "nav" or "aside" or "footer" || above.Attribute("role") is "complementary" or "navigation" or "contentinfo")
                return true;
            var holdsHeadline = headline is not null && above.Index <= headline.Index && headline.Index < above.End;
            if (!holdsHeadline && (above.Hint & (ClassHint.Unlikely | ClassHint.Comment)) != 0 && (above.Hint & (ClassHint.Content | ClassHint.Byline)) == 0)
                return true;
        }
        return false;
    }
}
