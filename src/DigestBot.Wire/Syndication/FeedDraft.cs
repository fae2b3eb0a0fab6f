using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>A feed while it is being read: what all formats share.</summary>
internal sealed class FeedDraft(Uri? address, Repairs repairs)
{
    /// <summary>Entries that are read of one feed.</summary>
    public const int MaxItems = 10_000;

    /// <summary>The author of an entry that names one only by an address: nobody else's name may take the place.</summary>
    public const string Nameless = "";

    private readonly List<FeedItem> _items = [];

    public Repairs Repairs => repairs;
    public Uri? Address => address;

    /// <summary>The address of the site, once it is known: the last resort for relative links.</summary>
    public Uri? Site { get; set; }

    public Uri? BaseOf(Element? element) => Addresses.BaseOf(element, address ?? Site);

    /// <summary>The base for links inside of markup: only when an <c>xml:base</c> says so, because HTML is kept as given.</summary>
    public Uri? MarkupBaseOf(Element? element)
    {
        for (var at = element; at is not null; at = at.Parent)
            if (at.XmlAttribute("base") is { Length: > 0 })
                return BaseOf(element);
        return null;
    }

    /// <summary>Adds an entry; false when no more are read.</summary>
    public bool Add(FeedItem item)
    {
        if (_items.Count >= MaxItems)
        {
            repairs.Add($"Only the first {MaxItems} items were read.");
            return false;
        }
        _items.Add(item);
        return true;
    }

    /// <summary>The feed; links that were relative and found no base before the site's address was known are resolved now, or dropped.</summary>
    public Feed Finish(Feed head, string? inheritedAuthor = null)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            if (item.Link is not null && !Addresses.IsAbsolute(item.Link))
                item = item with { Link = Final(item.Link) };
            if (item.Enclosures.Any(e => !Addresses.IsAbsolute(e.Url)))
                item = item with { Enclosures = [.. item.Enclosures.Select(e => e with { Url = Final(e.Url) ?? "" }).Where(e => e.Url.Length > 0)] };
            if (item.Author is null && inheritedAuthor is not null)
                item = item with { Author = inheritedAuthor };
            else if (item.Author == Nameless)
                item = item with { Author = null };
            _items[i] = item;
        }
        return head with { Link = Final(head.Link), Items = _items, Warnings = repairs.Sentences };
    }

    private string? Final(string? link)
    {
        var resolved = Addresses.Resolve(link, address ?? Site);
        if (Addresses.IsAbsolute(resolved))
            return resolved;
        if (link is not null)
            repairs.Add("A relative link without a base was dropped.");
        return null;
    }
}
