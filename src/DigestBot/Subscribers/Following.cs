using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Text;

namespace DigestBot.Subscribers;

/// <summary>Looks for a feed at an address; null when there is none. What fetches it stands further up and is given in.</summary>
/// <param name="address">http or https.</param>
/// <param name="cancellation">Ends the search.</param>
public delegate Task<NewFeed?> FindFeed(Uri address, CancellationToken cancellation);

/// <summary>A feed that was fetched and parsed, and that may have no row yet.</summary>
public sealed record NewFeed(string Url, string? Title, string? SiteUrl);

/// <summary>A feed that somebody asked to follow, found before the transaction that follows it.</summary>
/// <param name="Asked">As it was typed.</param>
/// <param name="Name">What to call it in an answer.</param>
/// <param name="FeedId">Its row, when it has one.</param>
/// <param name="New">What to add, when it has none.</param>
/// <param name="Problem">Why there is nothing to follow.</param>
public sealed record FollowTarget(string Asked, string Name, long? FeedId, NewFeed? New, Statement? Problem)
{
    internal static FollowTarget Known(string asked, Feed feed) => new(asked, feed.DisplayTitle, feed.Id, null, null);

    internal static FollowTarget Failed(string asked, string key, params string[] arguments) => new(asked, asked, null, null, new Statement(key, arguments));
}

/// <summary>
/// Finds the feed that somebody means: by the name of a listed one, by its address, or by the address of its site. An address that nobody knows is
/// fetched, within a time limit, a few for each person and day; so this comes before any transaction.
/// </summary>
public sealed class Following(FeedTable feeds, LookupTable lookups, FollowOptions options, FindFeed find, TimeProvider clock) : IDisposable
{
    /// <summary>UTF-16 units of what is asked for at most.</summary>
    public const int LongestAsked = 1_000;

    private const int MostNamed = 4;
    private const int LongestName = 200;
    private const int MostAtATime = 3;

    /// <summary>For all that one message or form asks for: waiting for a place, and fetching.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // One for each person and few in all: what is looked up is a stranger's, and each may be megabytes to read.
    private readonly KeyedGates<long> _people = new(1);
    private readonly SemaphoreSlim _places = new(MostAtATime);

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    /// <summary>Finds it.</summary>
    /// <param name="subscriber">Who asks; null for the operator, whom no limit stops.</param>
    /// <param name="asked">Name or address.</param>
    /// <param name="followed">Feeds that they follow: found by name even when nobody else may know of them.</param>
    /// <param name="cancellation">Ends the service.</param>
    /// <param name="within">How long a lookup may take; null for <see cref="Patience"/>.</param>
    public async Task<FollowTarget> ResolveAsync(long? subscriber, string asked, IReadOnlyCollection<long> followed, CancellationToken cancellation, TimeSpan? within = null)
    {
        asked = asked.Trim();
        if (asked.Length is 0 or > LongestAsked) return FollowTarget.Failed(Shown(asked), "follow.unknownName", Shown(asked));
        var all = await feeds.AllAsync();
        var address = FeedNames.AddressOf(asked);
        // What is gone brings nothing any more. What only others follow is nobody's business: it is found by its exact address, and not by name or site.
        var open = all.Where(feed => !feed.Gone && (feed.Listed || followed.Contains(feed.Id))).ToList();
        if (FeedNames.Called(open, asked) is [var called]) return FollowTarget.Known(asked, called);
        if (address is null)
        {
            return FeedNames.ByName(open, asked) switch
            {
                [var one] => FollowTarget.Known(asked, one),
                [] => FollowTarget.Failed(Shown(asked), "follow.unknownName", Shown(asked)),
                var several => FollowTarget.Failed(asked, "follow.several", asked, string.Join(", ", several.Take(MostNamed).Select(feed => feed.DisplayTitle))),
            };
        }

        if (FeedNames.ByAddress(all, address) is { Gone: false } known && (known.Listed || options.AnyFeed)) return FollowTarget.Known(asked, known);
        if (FeedNames.BySite(open, address) is [var only]) return FollowTarget.Known(asked, only);
        if (!options.AnyFeed) return FollowTarget.Failed(asked, "follow.onlyListed", asked);
        return await SearchAsync(subscriber, asked, address, all, within ?? Patience, cancellation);
    }

    private async Task<FollowTarget> SearchAsync(long? subscriber, string asked, Uri address, IReadOnlyList<Feed> all, TimeSpan within, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        IDisposable? own = null;
        try
        {
            own = subscriber is { } asking ? await _people.EnterAsync(asking, either.Token) : null;
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            own?.Dispose();
            cancellation.ThrowIfCancellationRequested();
            return FollowTarget.Failed(asked, "follow.wait");
        }

        try
        {
            if (subscriber is { } id && !await lookups.CountAsync(id, clock.GetUtcNow(), options.LookupsPerDay)) return FollowTarget.Failed(asked, "follow.wait");
            if (await find(address, either.Token) is not { } found || !Uri.TryCreate(found.Url, UriKind.Absolute, out var url)) return FollowTarget.Failed(asked, "follow.notFound", asked);
            return FeedNames.ByAddress(all, url) is { Gone: false } known
                ? FollowTarget.Known(asked, known)
                : Fresh(asked, found with { Title = found.Title is null ? null : DisplayText.Clip(DisplayText.Line(found.Title), LongestName) });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FollowTarget.Failed(asked, "follow.notFound", asked);
        }
        finally
        {
            _places.Release();
            own?.Dispose();
        }
    }

    private static FollowTarget Fresh(string asked, NewFeed feed) => new(asked, string.IsNullOrWhiteSpace(feed.Title) ? feed.Url : feed.Title, null, feed, null);

    private static string Shown(string asked) => asked.Length <= 100 ? asked : asked[..100] + "…";
}
