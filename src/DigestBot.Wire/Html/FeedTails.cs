namespace DigestBot.Wire.Html;

/// <summary>Takes off the lines that blogging software adds under an entry.</summary>
internal static class FeedTails
{
    /// <summary>Lines looked at from the end.</summary>
    private const int Last = 4;

    /// <summary>Behind the mark stands a site's name and no more.</summary>
    private const int LongestSite = 80;

    private static readonly string[] Marks =
    [
        "appeared first on", "was first published on", "was originally published on", "originally published at", "is a post from", "ist zuerst erschienen", "erschien zuerst auf",
        "est apparu en premier sur", "est apparu en premier", "apareció primero en", "se publicó primero en", "aparece primero en", "apareceu primeiro em", "proviene da", "verscheen eerst op", "pojawił się poczatkowo", "впервые появилась", "appeared first at",
        "view original post", "read the full story", "read the full article", "read full article", "continue reading",
    ];

    private static readonly string[] Openings =
        ["The post ", "The article ", "This post ", "This article ", "Der Beitrag ", "Der Artikel ", "L’article ", "L'article ", "La entrada ", "El artículo ", "L'articolo ", "L’articolo ", "O post ", "O artigo ", "Het bericht ", "Artykuł ", "Сообщение ", "Запись "];

    /// <summary>Removes the added lines, and lines about the page's machinery.</summary>
    public static void Prune(List<Draft> drafts, Outline outline, Uri? address)
    {
        for (var (i, seen) = (drafts.Count - 1, 0); i >= 0 && seen < Last; i--, seen++)
            if (IsAdded(drafts[i], outline, address))
                drafts.RemoveAt(i);
            else if (StartOfTail(drafts[i].Text) is > 0 and var at)
                drafts[i] = new Draft { Tag = drafts[i].Tag, Node = drafts[i].Node, Text = drafts[i].Text[..at].TrimEnd(), LinkLength = 0 };
        drafts.RemoveAll(d => d.Tag is not ("pre" or "td") && d.Text.Length < 60 && CuePhrases.IsMachinery(d.Text));
    }

    /// <summary>Where "The post … appeared first on …" begins, which may stand in the paragraph of the excerpt; -1 when it does not.</summary>
    private static int StartOfTail(string text)
    {
        foreach (var opening in Openings)
            if (text.LastIndexOf(opening, StringComparison.Ordinal) is >= 0 and var at
                && Marks.Any(m => text.IndexOf(m, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var mark && text.Length - mark - m.Length <= LongestSite))
                return at;
        return -1;
    }

    private static bool IsAdded(Draft draft, Outline outline, Uri? address)
    {
        var text = draft.Text;
        if (text.Length > 400 || draft.Tag is "pre" or "td")
            return false;
        if (StartOfTail(text) == 0 || (draft.LinkLength >= text.Length * .5 && Marks.Any(m => text.Contains(m, StringComparison.OrdinalIgnoreCase))))
            return true;
        return draft.LinkLength >= text.Length * .8 && (CuePhrases.LeadsAway(text) || text is "[…]" or "[...]" or "[Link]" or "[Comments]" or "[link]" or "[comments]" || LinksTo(draft.Node, outline, address));
    }

    private static bool LinksTo(Node block, Outline outline, Uri? address) =>
        address is not null && outline.Within(block).Any(n => n.Name == "a" && Uri.TryCreate(address, n.Attribute("href"), out var target) && target == address);
}
