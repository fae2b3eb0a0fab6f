namespace DigestBot.Wire.Html;

/// <summary>Chooses who wrote the page.</summary>
internal static class Bylines
{
    private const int MaxLength = 100;

    /// <summary>A name or several; null when the page does not say.</summary>
    public static string? Choose(PageFacts facts, Outline outline, string? title)
    {
        var stated = Clean(NodeText.Plain(facts.Linked?.Author))
            ?? Clean(NodeText.Plain(facts.Meta("dc:creator", "dcterm:creator", "dcterms:creator", "author", "parsely-author")))
            ?? Clean(NodeText.Plain(facts.Meta("article:author", "og:author", "og:article:author", "itemprop:author")));
        return stated ?? Visible(facts, outline, title);
    }

    private static string? Visible(PageFacts facts, Outline outline, string? title)
    {
        // The author stands below the headline; above it are menus and other articles.
        var from = facts.Headlines.Find(h => title is not null && NodeText.Of(outline, h, 400) is { Length: > 0 } text && title.Contains(text, StringComparison.OrdinalIgnoreCase))?.Index ?? facts.Headlines.FirstOrDefault()?.Index ?? 0;
        foreach (var node in facts.Bylines.OrderBy(b => b.Index < from).ThenBy(b => b.Index))
        {
            if (Sieve.IsHidden(node) || IsBeside(node) || (node.Hint & ClassHint.Comment) != 0)
                continue;
            var named = node;
            for (var i = node.Index + 1; i < node.End; i++)
                if (outline.Nodes[i].Attribute("itemprop") == "name")
                {
                    named = outline.Nodes[i];
                    break;
                }
            var text = NodeText.Of(outline, named, MaxLength * 2);
            if (text.Length is > 0 and < MaxLength && Clean(Dates.Without(text)) is { } name && !Dates.LooksLikeOne(name))
                return name;
        }
        return null;
    }

    private static bool IsBeside(Node node)
    {
        for (var above = node.Parent; above is not null; above = above.Parent)
            if (above.Name is "nav" or "aside" or "footer" || above.Attribute("role") is "complementary" or "navigation" or "contentinfo" || ((above.Hint & (ClassHint.Unlikely | ClassHint.Comment)) != 0 && (above.Hint & (ClassHint.Content | ClassHint.Byline)) == 0))
                return true;
        return false;
    }

    /// <summary>Without "By" and the like; null for addresses and for what has no letter.</summary>
    private static string? Clean(string? text)
    {
        if (text is null || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !text.Any(char.IsLetter))
            return null;
        foreach (var word in (ReadOnlySpan<string>)["written by ", "posted by ", "published by ", "by: ", "by ", "author: ", "von ", "por ", "par "])
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                text = text[word.Length..].Trim();
        text = text.Trim(' ', ',', '|', '·', '•', ':', '—', '–');
        return text.Length is 0 or > 200 ? null : text;
    }
}
