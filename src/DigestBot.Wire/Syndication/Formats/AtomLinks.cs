using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Links of Atom (RFC 4287 4.2.7).</summary>
internal static class AtomLinks
{
    private const string Registry = "http://www.iana.org/assignments/relation/";

    /// <summary>The page: the alternate that is HTML, else the first alternate, else a related page; null when there is none.</summary>
    public static string? Page(Element element, FeedDraft draft)
    {
        if (Addresses.Resolve(element.Child(Space.FeedBurner, "origlink")?.TrimmedText, null) is { } original && Addresses.IsAbsolute(original))
            return original;
        string? alternate = null;
        string? related = null;
        foreach (var link in element.Children)
        {
            if (link.Local != "link" || !AtomFormat.IsNative(link))
                continue;
            var relation = Relation(link);
            if (relation is not ("alternate" or "related" or "via" or "canonical"))
                continue;
            var address = Addresses.Resolve(link.Attribute("href") ?? link.TrimmedText, draft.BaseOf(link));
            if (address is null)
                continue;
            if (relation != "alternate")
                related ??= address;
            else if (link.Attribute("type") is null or "text/html" or "application/xhtml+xml")
                return address;
            else
                alternate ??= address;
        }
        return alternate ?? related;
    }

    /// <summary>The relation in lower case; without one it is alternate; the registry's full names are cut to the short.</summary>
    public static string Relation(Element link)
    {
        var relation = link.Attribute("rel") ?? "alternate";
        if (relation.StartsWith(Registry, StringComparison.OrdinalIgnoreCase))
            relation = relation[Registry.Length..];
        return relation.ToLowerInvariant();
    }
}
