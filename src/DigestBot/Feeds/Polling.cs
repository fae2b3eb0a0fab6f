using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Wire.Text;
using WireFeed = DigestBot.Wire.Syndication.Feed;

namespace DigestBot.Feeds;

/// <summary>When a feed is asked again, and what is remembered of its answer. Pure.</summary>
public static class Polling
{
    private const int MostOfTitle = 200;
    private const int MostOfError = 300;

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>The feed after an answer that could be read.</summary>
    public static Feed Succeeded(Feed feed, FetchResult.Fetched answer, WireFeed document, FeedOptions options, DateTimeOffset now)
    {
        var moved = answer.MovedTo?.AbsoluteUri;
        return Well(feed, options, now) with
        {
            Title = feed.Title ?? (document.Title is { } title ? DisplayText.Clip(title, MostOfTitle) : null), SiteUrl = document.Link ?? feed.SiteUrl, Language = document.Language ?? feed.Language,
            ETag = answer.ETag, LastModified = answer.LastModified,
            // One wrong redirect must not move a feed: the new address is kept when it is given twice in a row.
            Url = moved is not null && moved == feed.MovedTo ? moved : feed.Url,
            MovedTo = moved is not null && moved == feed.MovedTo ? null : moved,
        };
    }

    /// <summary>The feed after "not modified".</summary>
    public static Feed Unchanged(Feed feed, FeedOptions options, DateTimeOffset now) => Well(feed, options, now);

    /// <summary>The feed after 410: it is asked no more.</summary>
    public static Feed Ended(Feed feed, DateTimeOffset now) =>
        feed with { Gone = true, LastPoll = now, Error = "the publisher says that it is gone for good (410)", FailingSince = feed.FailingSince ?? now, Failures = feed.Failures + 1 };

    /// <summary>The feed after a failure: asked again later and later, within a day, and not before the server allows.</summary>
    public static Feed Failed(Feed feed, string reason, TimeSpan? retryAfter, FeedOptions options, DateTimeOffset now)
    {
        var failures = feed.Failures + 1;
        var pause = TimeSpan.FromMinutes(options.IntervalMinutes * Math.Pow(2, Math.Min(failures - 1, 10)));
        if (retryAfter > pause) pause = retryAfter.Value;
        if (pause > LongestPause) pause = LongestPause;
        return feed with
        {
            LastPoll = now, NextPoll = now + pause, Failures = failures, FailingSince = feed.FailingSince ?? now, Error = DisplayText.Clip(DisplayText.Line(reason), MostOfError),
        };
    }

    private static Feed Well(Feed feed, FeedOptions options, DateTimeOffset now) => feed with
    {
        LastPoll = now, LastSuccess = now, NextPoll = now.AddMinutes(options.IntervalMinutes), FailingSince = null, Failures = 0, Error = null,
    };
}
