using DigestBot.Wire.Syndication;

namespace DigestBot.Fetch;

/// <summary>A feed that was really fetched and parsed.</summary>
/// <param name="Address">Where it is fetched from now on.</param>
/// <param name="Title">What it calls itself, or null.</param>
/// <param name="Site">The publication's site, or null.</param>
public sealed record FeedFound(Uri Address, string? Title, string? Site);

/// <summary>Whether an address gives a feed, or leads to one.</summary>
public static class FeedFinder
{
    /// <summary>What is asked for when a feed is fetched.</summary>
    public const string Accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    private const int MostTried = 6;

    // Anybody with a subscription can have an address looked up: no more is read than a feed or a page that names one may well have.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Fetches and parses it once.</summary>
    /// <returns>What is wrong, one line; null when all is well.</returns>
    public static async Task<string?> ProblemAsync(Fetcher fetcher, string url, CancellationToken cancellation)
    {
        switch (await fetcher.FetchAsync(url, Accept, null, null, cancellation))
        {
            case FetchResult.Fetched fetched:
                try
                {
                    return FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address).Items.Count == 0 ? "it has no items" : null;
                }
                catch (FeedFormatException e)
                {
                    return e.Message;
                }

            case FetchResult.Failed failed:
                return failed.Reason;
            default:
                return "the publisher says that it is gone for good (410)";
        }
    }

    /// <summary>The feed behind an address: itself, or the first that its page names and that can be read. Seven fetches at most.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<FeedFound?> FindAsync(Fetcher fetcher, Uri address, CancellationToken cancellation)
    {
        if (await fetcher.FetchAsync(address.AbsoluteUri, Accept, null, null, cancellation, MostBytes) is not FetchResult.Fetched fetched) return null;
        if (Read(fetched, address) is { } itself) return itself;
        foreach (var named in FeedDiscovery.Find(fetched.Body, fetched.ContentType, fetched.Address).Take(MostTried))
            if (await fetcher.FetchAsync(named.Address.AbsoluteUri, Accept, null, null, cancellation, MostBytes) is FetchResult.Fetched candidate && Read(candidate, named.Address) is { } found)
                return found;
        return null;
    }

    private static FeedFound? Read(FetchResult.Fetched fetched, Uri address)
    {
        try
        {
            var feed = FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address);
            // An empty list is a feed, too: a blog that has just begun. Where it has moved for good, the new place is the one to remember.
            return new FeedFound(fetched.MovedTo ?? address, feed.Title, feed.Link);
        }
        catch (FeedFormatException)
        {
            return null;
        }
    }
}
