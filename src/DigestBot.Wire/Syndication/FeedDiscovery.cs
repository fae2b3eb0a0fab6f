using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>A feed that a page offers.</summary>
/// <param name="Address">Absolute.</param>
/// <param name="Title">What the page calls it, plain text, or null.</param>
/// <param name="Type">Its media type as the page gives it, or null.</param>
/// <param name="IsGuess">True when the page does not name it: the address is only a customary place.</param>
public sealed record DiscoveredFeed(Uri Address, string? Title, string? Type, bool IsGuess);

/// <summary>Finds the feeds of a site from one of its pages (RSS autodiscovery; HTML 4.6.7.1, <c>rel=alternate</c>).</summary>
public static class FeedDiscovery
{
    private const int MaxFound = 50;
    private static readonly string[] CustomaryPlaces = ["/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"];

    /// <summary>
    /// The feeds that the page names, in order and each once, then the customary places at the root of its site, marked as guesses.
    /// Nothing is fetched.
    /// </summary>
    /// <param name="html">The page as received.</param>
    /// <param name="contentType">Its Content-Type header, for the charset.</param>
    /// <param name="address">Where it came from.</param>
    public static IReadOnlyList<DiscoveredFeed> Find(ReadOnlyMemory<byte> html, string? contentType, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var repairs = new Repairs();
        var reader = new MarkupReader(FeedText.Decode(html.Span, contentType, repairs), repairs);
        var found = new List<DiscoveredFeed>();
        var basis = address;
        var hasBase = false;
        while (found.Count < MaxFound && reader.Read())
        {
            if (reader.Token != Token.Start)
                continue;
            switch (reader.Name.Local)
            {
                case "script" or "style" or "textarea" or "title" or "template" or "xmp" when !reader.SelfClosing:
                    reader.SkipRaw(reader.Name.Local);
                    break;
                case "base" when !hasBase && reader.Attributes.Get("href") is { } href:
                    hasBase = true;
                    basis = Addresses.AsBase(href, address) ?? address;
                    break;
                case "link" when IsFeed(reader.Attributes):
                    Add(found, Addresses.Resolve(reader.Attributes.Get("href"), basis), reader.Attributes);
                    break;
            }
        }
        AddGuesses(found, address);
        return found;
    }

    private static bool IsFeed(AttributeList attributes)
    {
        var relations = (attributes.Get("rel") ?? "").ToLowerInvariant().Split((char[]?)null, 20, StringSplitOptions.RemoveEmptyEntries);
        var type = (attributes.Get("type") ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (relations.Contains("feed") && !relations.Contains("alternate"))
            return type.Length == 0 || IsFeedType(type);
        if (!relations.Contains("alternate") || relations.Contains("stylesheet"))
            return false;
        // Plain JSON and XML are also what an API or another view of the page offers: only an address that speaks of a feed counts.
        return IsFeedType(type) || (type is "application/json" or "application/xml" or "text/xml" && SpeaksOfFeed(attributes.Get("href")));
    }

    private static bool IsFeedType(string type) =>
        type is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml" or "application/x-rss+xml"
            or "text/rss+xml" or "text/atom+xml" or "text/rss";

    private static bool SpeaksOfFeed(string? address) =>
        address is not null && (address.Contains("feed", StringComparison.OrdinalIgnoreCase) || address.Contains("rss", StringComparison.OrdinalIgnoreCase)
            || address.Contains("atom", StringComparison.OrdinalIgnoreCase));

    private static void Add(List<DiscoveredFeed> found, string? address, AttributeList attributes)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && found.TrueForAll(f => f.Address != uri))
            found.Add(new DiscoveredFeed(uri, PlainText.Fold(attributes.Get("title")), attributes.Get("type"), false));
    }

    private static void AddGuesses(List<DiscoveredFeed> found, Uri address)
    {
        foreach (var place in CustomaryPlaces)
            if (Uri.TryCreate(address, place, out var uri) && found.TrueForAll(f => f.Address != uri))
                found.Add(new DiscoveredFeed(uri, null, null, true));
    }
}
