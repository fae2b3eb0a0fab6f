namespace DigestBot.Wire.Html;

/// <summary>Chooses the article's title, without the site's name around it.</summary>
internal static class Titles
{
    private const string Separators = "|-–—\\/>»·•";

    /// <summary>The title; null when the page has none.</summary>
    /// <param name="facts">What the page says.</param>
    /// <param name="outline">The page.</param>
    /// <param name="site">The publication's name, or null.</param>
    public static string? Choose(PageFacts facts, Outline outline, string? site)
    {
        var element = NodeText.Plain(facts.TitleElement);
        var stated = (facts.Linked is { IsArticle: true } ? Linked(facts.Linked, element, site) : null)
            ?? NodeText.Plain(facts.Meta("dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title", "citation_title"));
        if (stated is not null)
            return WithoutSite(stated, site);
        var headlines = facts.Headlines.Select(h => NodeText.Of(outline, h, 300)).Where(h => h.Length > 0).ToList();
        if (element is null)
            return headlines.Count > 0 ? headlines[0] : NodeText.Plain(facts.Linked?.Name);
        return WithoutSite(FromElement(element, headlines), site);
    }

    /// <summary>Linked data has a headline and a name; when they differ, the one that the browser's title repeats is meant.</summary>
    private static string? Linked(LinkedArticle? linked, string? element, string? site)
    {
        var (headline, name) = (NodeText.Plain(linked?.Headline), NodeText.Plain(linked?.Name));
        if (name == site)
            name = null;
        if (headline is null || name is null || element is null || headline == name)
            return headline ?? name;
        return !element.Contains(headline, StringComparison.OrdinalIgnoreCase) && element.Contains(name, StringComparison.OrdinalIgnoreCase) ? name : headline;
    }

    /// <summary>Takes off " | Site" or "Site: " when what is left is still a title.</summary>
    private static string WithoutSite(string title, string? site)
    {
        if (site is null)
            return title;
        for (var at = title.Length - 2; at > 0; at--)
            if (IsSeparator(title, at))
            {
                var (front, back) = (title[..at].Trim(), title[(at + 1)..].Trim());
                return Same(back, site) && IsTitle(front) ? front : Same(front, site) && IsTitle(back) ? back : title;
            }
        return title;
    }

    private static string FromElement(string element, List<string> headlines)
    {
        var parts = Words(element.Where(c => !Separators.Contains(c)));
        for (var at = element.Length - 2; at > 0; at--)
        {
            if (!IsSeparator(element, at))
                continue;
            var front = element[..at].Trim();
            if (Words(front) < 3)
                front = element[(FirstSeparator(element) + 1)..].Trim();
            // Four words or fewer are a title only when they are all but the last word: "The site" was not what went.
            return Words(front) <= 4 && !(Words(front) == parts - 1 && "\\/>»".Contains(element[at])) ? element : front;
        }
        return element.Length is > 150 or < 15 && headlines.Count == 1 && Words(headlines[0]) > 4 ? headlines[0] : element;
    }

    private static bool IsSeparator(string title, int at) =>
        title[at] == '|' || (Separators.Contains(title[at]) && title[at - 1] == ' ' && title[at + 1] == ' ');

    private static int FirstSeparator(string title)
    {
        for (var at = 1; at < title.Length - 1; at++)
            if (IsSeparator(title, at))
                return at;
        return -1;
    }

    private static bool Same(string a, string b) => Letters(a).Equals(Letters(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>One word is rarely a title; scripts without spaces are counted by their characters.</summary>
    private static bool IsTitle(string text) => Words(text) + text.Count(TextWeight.IsWide) / 2 >= 2;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static int Words(IEnumerable<char> text) => Words(string.Concat(text));
}
