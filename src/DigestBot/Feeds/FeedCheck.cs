using DigestBot.Fetch;
using DigestBot.Wire.Syndication;

namespace DigestBot.Feeds;

/// <summary>Whether an address gives a feed.</summary>
internal static class FeedCheck
{
    /// <summary>Fetches and parses it once.</summary>
    /// <returns>What is wrong, one line; null when all is well.</returns>
    public static async Task<string?> ProblemAsync(Fetcher fetcher, string url, CancellationToken cancellation)
    {
        switch (await fetcher.FetchAsync(url, Gather.Accept, null, null, cancellation))
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

    /// <summary>The address of the feed behind an address: itself, or the first that its page names and that can be read.</summary>
    /// <returns>Null when there is none.</returns>
    public static async Task<Uri?> FindAsync(Fetcher fetcher, Uri address, CancellationToken cancellation)
    {
        if (await fetcher.FetchAsync(address.AbsoluteUri, Gather.Accept, null, null, cancellation) is not FetchResult.Fetched fetched) return null;
        try
        {
            FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.Address);
            return address;
        }
        catch (FeedFormatException)
        {
            foreach (var named in FeedDiscovery.Find(fetched.Body, fetched.ContentType, fetched.Address).Take(6))
                if (await ProblemAsync(fetcher, named.Address.AbsoluteUri, cancellation) is null) return named.Address;
            return null;
        }
    }
}
