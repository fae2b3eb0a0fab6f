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
}
