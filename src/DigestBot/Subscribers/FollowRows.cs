using System.Data;
using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Subscribers;

/// <summary>Following a feed, within a transaction: its row, and the reader's list.</summary>
public static class FollowRows
{
    /// <summary>Key of what is said when a feed is followed from now on.</summary>
    public const string Done = "change.followed";

    /// <summary>A feed that nobody follows and that only a subscriber had added is forgotten after so long: by the cleaning, or when its place is needed.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>Why somebody cannot follow anything: no digest comes to them, so no feed is fetched for them. Null when they can.</summary>
    public static Statement? Refusal(Subscriber s) =>
        s.Status is SubscriberStatus.Active or SubscriberStatus.Paused ? null : new Statement("status." + s.Status.ToString().ToLowerInvariant());

    /// <summary>Gives a feed that has no row yet an unlisted one, when it can be followed and there is room.</summary>
    /// <returns>The target with its row, or with its problem.</returns>
    internal static async Task<FollowTarget> EnsureAsync(IDbConnection db, IDbTransaction tx, FollowTarget target, ReaderLists lists, FollowOptions options, DateTimeOffset now)
    {
        if (target.Problem is not null || target.FeedId is not null || target.New is not { } feed || lists.Follows.Count >= options.MostPerSubscriber) return target;
        if (await FeedTable.IdAsync(db, tx, feed.Url) is { } known)
        {
            await FeedTable.ReviveAsync(db, tx, known, now);
            return target with { FeedId = known };
        }

        if (await FeedTable.CountUnlistedAsync(db, tx) >= options.MostUnlisted)
        {
            await FeedTable.ForgetAsync(db, tx, now - Idle);
            if (await FeedTable.CountUnlistedAsync(db, tx) >= options.MostUnlisted) return target with { Problem = new Statement("follow.full") };
        }

        var (id, _) = await FeedTable.AddAsync(db, tx, feed.Url, feed.Title, feed.SiteUrl, listed: false, now);
        return target with { FeedId = id };
    }

    /// <summary>The lists with a feed more. Pure.</summary>
    /// <param name="lists">Before.</param>
    /// <param name="target">With its row.</param>
    /// <param name="most">Feeds that one subscriber may follow.</param>
    /// <returns>The lists after, and what to say.</returns>
    public static (ReaderLists Lists, Statement Said) Add(ReaderLists lists, FollowTarget target, int most)
    {
        if (target.Problem is { } problem) return (lists, problem);
        if (lists.Follows.Any(follow => follow.FeedId == target.FeedId)) return (lists, new Statement("follow.already", target.Name));
        if (lists.Follows.Count >= most || target.FeedId is not { } id) return (lists, new Statement("follow.tooMany", most.ToString(CultureInfo.InvariantCulture)));
        return (lists with { Follows = [.. lists.Follows.Append(new Follow(id, Since: 0)).OrderBy(follow => follow.FeedId)] }, new Statement(Done, target.Name));
    }
}
