namespace DigestBot.Wire.Syndication.Markup;

/// <summary>The vocabularies that carry something for a feed; every other namespace is <see cref="Other"/> and is left alone.</summary>
internal enum Space { None, Rss, Rdf, Atom, Dc, DcTerms, Content, Media, Itunes, FeedBurner, Xhtml, Xml, Other }

internal static class Spaces
{
    /// <summary>The vocabulary of a namespace name, forgiving case, scheme, trailing marks and the versions that were once in use.</summary>
    public static Space OfUri(string uri)
    {
        var name = uri.Trim().TrimEnd('/', '#').ToLowerInvariant();
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme is > 0 and < 6)
            name = name[(scheme + 3)..];
        if (name.StartsWith("www.", StringComparison.Ordinal))
            name = name[4..];
        return name switch
        {
            "" => Space.None,
            "w3.org/2005/atom" or "purl.org/echo" or "example.com/newformat" => Space.Atom,
            "w3.org/1999/xhtml" => Space.Xhtml,
            "w3.org/1999/02/22-rdf-syntax-ns" => Space.Rdf,
            "w3.org/xml/1998/namespace" => Space.Xml,
            "purl.org/rss/1.0" or "my.netscape.com/rdf/simple/0.9" or "my.netscape.com/publish/formats/rss-0.91.dtd" => Space.Rss,
            "channel.netscape.com/rdf/simple/0.9" or "purl.org/net/rss1.1" or "blogs.law.harvard.edu/tech/rss" => Space.Rss,
            _ when name.StartsWith("purl.org/atom", StringComparison.Ordinal) => Space.Atom,
            _ when name.StartsWith("backend.userland.com/rss", StringComparison.Ordinal) => Space.Rss,
            _ when name.StartsWith("cyber.law.harvard.edu/rss", StringComparison.Ordinal) => Space.Rss,
            _ when name.StartsWith("purl.org/dc/elements", StringComparison.Ordinal) => Space.Dc,
            _ when name.StartsWith("purl.org/dc/terms", StringComparison.Ordinal) => Space.DcTerms,
            _ when name.StartsWith("purl.org/metadata/dublin_core", StringComparison.Ordinal) => Space.Dc,
            _ when name.StartsWith("purl.org/rss/1.0/modules/content", StringComparison.Ordinal) => Space.Content,
            _ when name.StartsWith("search.yahoo.com/mrss", StringComparison.Ordinal) => Space.Media,
            _ when name.Contains("podcast-1.0.dtd", StringComparison.Ordinal) => Space.Itunes,
            _ when name.StartsWith("rssnamespace.org/feedburner", StringComparison.Ordinal) => Space.FeedBurner,
            _ => Space.Other,
        };
    }

    /// <summary>What a prefix means by custom, for documents that do not declare it or declare it wrongly.</summary>
    public static Space OfPrefix(string prefix) => prefix switch
    {
        "rss" => Space.Rss,
        "rdf" => Space.Rdf,
        "atom" or "atom10" or "atom03" or "a10" => Space.Atom,
        "dc" => Space.Dc,
        "dcterms" or "dct" => Space.DcTerms,
        "content" => Space.Content,
        "media" => Space.Media,
        "itunes" => Space.Itunes,
        "feedburner" => Space.FeedBurner,
        "xhtml" => Space.Xhtml,
        "xml" => Space.Xml,
        _ => Space.Other,
    };
}

/// <summary>The prefixes that are declared at the present place in a document (Namespaces in XML 6.1).</summary>
internal sealed class NamespaceScope(Repairs repairs)
{
    private const int Limit = 128;
    private readonly List<(string Prefix, Space Space, int Depth)> _bindings = [];
    private string? _native;

    /// <summary>The root's own namespace, whatever it is: its elements are read as the format's.</summary>
    public void AdoptRoot(ElementName root, AttributeList attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
            if (Declares(attributes[i].Name) is { } prefix && prefix == root.Prefix && Spaces.OfUri(attributes[i].Value) is Space.Other or Space.Xhtml)
            {
                _native = attributes[i].Value;
                repairs.Add("The document's namespace is not the one of its format.");
            }
    }

    public void Enter(AttributeList attributes, int depth)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (Declares(attributes[i].Name) is not { } prefix || _bindings.Count >= Limit)
                continue;
            var space = attributes[i].Value == _native ? Space.None : Spaces.OfUri(attributes[i].Value);
            if (space == Space.Other && prefix.Length > 0)
                space = Spaces.OfPrefix(prefix);
            _bindings.Add((prefix, space, depth));
        }
    }

    public void Leave(int depth)
    {
        while (_bindings.Count > 0 && _bindings[^1].Depth >= depth)
            _bindings.RemoveAt(_bindings.Count - 1);
    }

    public Space Resolve(ElementName name)
    {
        for (var i = _bindings.Count - 1; i >= 0; i--)
            if (_bindings[i].Prefix == name.Prefix)
                return _bindings[i].Space;
        if (name.Prefix.Length == 0)
            return Space.None;
        var space = Spaces.OfPrefix(name.Prefix);
        if (space is not Space.Xml)
            repairs.Add($"The prefix '{(name.Prefix.Length <= 20 ? name.Prefix : name.Prefix[..20] + "…")}' is not declared.");
        return space;
    }

    private static string? Declares(ElementName attribute) =>
        attribute.Prefix == "xmlns" ? attribute.Local
        : attribute.Prefix.Length == 0 && attribute.Local == "xmlns" ? ""
        : null;
}
