namespace DigestBot.Wire.Html;

/// <summary>How much of a page is left out before the article is looked for; each attempt is looser than the one before.</summary>
internal enum Strictness
{
    /// <summary>Everything named as furniture goes.</summary>
    Strict,
    /// <summary>Class and id are not believed.</summary>
    Loose,
    /// <summary>Neither are hidden parts hidden: some pages unveil themselves by script.</summary>
    Everything,
}

/// <summary>Leaves out what is not the article by its element, its role, its class or its being hidden.</summary>
internal static class Sieve
{
    /// <summary>A part that holds this share of the page's prose is not furniture, whatever it is called.</summary>
    private const double TooMuchToDrop = .4;

    /// <summary>Comments may well be longer than what they are about.</summary>
    private const double MostOfAll = .95;

    /// <summary>Weight of a request for consent at most.</summary>
    private const int LongestConsent = 6000;

    /// <summary>Marks nodes as dropped; anything dropped before is reconsidered.</summary>
    public static void Apply(Outline outline, Strictness strictness)
    {
        outline.Restore();
        var prose = Prose(outline.Root);
        for (var i = 1; i < outline.Nodes.Count; i++)
        {
            var node = outline.Nodes[i];
            if (node.IsText || node.Name is "body" or "html" || !(Unwanted(node, strictness) || IsConsent(outline, node)))
                continue;
            if (node.Name != "head" && !IsConsent(outline, node) && Prose(node) > prose * ((node.Hint & ClassHint.Comment) != 0 ? MostOfAll : TooMuchToDrop))
                continue;
            node.Dropped = true;
            i = node.End - 1;
        }
        outline.Weigh();
    }

    /// <summary>The same for a feed's fragment: hidden parts, menus and what is named as sharing or advertising go, all else stays.</summary>
    public static void ApplyToFragment(Outline outline)
    {
        outline.Weigh();
        var all = outline.Root.Length;
        foreach (var node in outline.Nodes)
            node.Dropped = node.Name == "head" || (!node.IsText && node.Index > 0 && node.Name != "body"
                && (IsHidden(node) || ((node.Hint & ClassHint.PullQuote) == 0 && (node.Is(Tag.Furniture) || (node.Hint & ClassHint.Unlikely) != 0) && node.Length < all * TooMuchToDrop)));
        outline.Weigh();
    }

    /// <summary>Hidden from every reader: by attribute, by style, by a class that means nothing else.</summary>
    public static bool IsHidden(Node node) =>
        node.Element is { } element && (element.HasAttribute("hidden") || (node.Hint & ClassHint.Unseen) != 0
            || (element.GetAttribute("aria-hidden") == "true" && (node.Hint & ClassHint.Content) == 0));

    /// <summary>A wall that asks for consent may be all that a page says: it is no article for that.</summary>
    public static bool IsConsent(Outline outline, Node node) =>
        (node.Hint & ClassHint.Consent) != 0 && node.Name is not ("body" or "html" or "article" or "main") && node.Length < LongestConsent && Pleas.SpeaksOfConsent(NodeText.Of(outline, node, 1000));

    private static double Prose(Node node) => node.Length - node.LinkLength;

    private static bool Unwanted(Node node, Strictness strictness)
    {
        if (node.Name == "head" || (strictness != Strictness.Everything && IsHidden(node)))
            return true;
        if (node.Is(Tag.Furniture) && !(node.Name is "aside" or "footer" && IsQuotation(node)))
            return true;
        if (strictness != Strictness.Strict)
            return (node.Hint & (ClassHint.Comment | ClassHint.Content)) == ClassHint.Comment;
        if (node.Attribute("role") is "navigation" or "complementary" or "banner" or "contentinfo" or "dialog" or "alertdialog" or "alert" or "menu" or "menubar" or "search" or "toolbar" or "tablist")
            return true;
        if (node.Name is "article" or "main" or "a" || node.Is(Tag.Heading) || node.Attribute("itemprop") == "articleBody")
            return false;
        if ((node.Hint & ClassHint.PullQuote) != 0)
            return false;
        if ((node.Hint & ClassHint.Unlikely) != 0)
            return (node.Hint & (ClassHint.Content | ClassHint.Comment)) != ClassHint.Content || !LooksLikeProse(node);
        return (node.Hint & (ClassHint.Doubtful | ClassHint.Content)) == ClassHint.Doubtful && !IsInTable(node) && !LooksLikeProse(node);
    }

    /// <summary>Named both as content and as furniture ("post-with-sidebar"): its text decides.</summary>
    private static bool LooksLikeProse(Node node) => node.Paragraphs >= 3 && node.LinkDensity < .3 && node.Commas > 5;

    private static bool IsQuotation(Node node) => (node.Hint & ClassHint.PullQuote) != 0 || node.Parent?.Name == "blockquote";

    private static bool IsInTable(Node node) => node.Is(Tag.Block) && node.Name is "td" or "tr" or "tbody" or "table";
}
