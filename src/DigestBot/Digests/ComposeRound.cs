using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Digests;

/// <summary>A selection that several subscribers share, and its row once it is stored.</summary>
internal sealed class SharedSelection(Selection selection)
{
    /// <summary>What became of each article that was wanted; null in a round that keeps no account.</summary>
    public IReadOnlyList<Decision>? Decisions { get; init; }

    public Selection Selection { get; } = selection;

    public long? Row { get; set; }
}

/// <summary>Begins rounds of composing: how far the log goes, and which feeds fail, is the same for everybody in a round.</summary>
public sealed class ComposeRounds(ArticleLog articles, FeedTable feeds, ReaderListTable readerLists, DigestTable digests, DigestOptions options)
{
    /// <summary>A round at this moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="explains">Whether selections keep their decisions.</param>
    internal async Task<ComposeRound> BeginAsync(DateTimeOffset now, bool explains = false)
    {
        var failing = (await feeds.AllAsync()).Where(feed => feed.FailingSince is not null)
            .ToDictionary(feed => feed.Id, feed => new FailingFeed(feed.DisplayTitle, feed.FailingSince!.Value, feed.Error ?? ""));
        return new ComposeRound(articles, readerLists, digests, await feeds.ListedTopicsAsync(), failing)
        {
            Explains = explains, Now = now, Head = await articles.HeadAsync(), FirstCursor = await articles.CursorAtAsync(now.AddHours(-options.FirstHours), now),
        };
    }
}

/// <summary>One round: one piece of the log, and selections that are shared by all who have chosen, and were told, the same.</summary>
internal sealed class ComposeRound(ArticleLog articles, ReaderListTable readerLists, DigestTable digests, ILookup<long, string> feedTopics, Dictionary<long, FailingFeed> failing)
{
    private const int MostShared = 5_000;

    private static readonly IReadOnlySet<long> Nothing = new HashSet<long>();

    private readonly Dictionary<string, SharedSelection> _shared = [];
    private readonly Dictionary<Follow, IReadOnlyList<LogEntry>> _latest = [];
    private IReadOnlyList<LogEntry> _log = [];
    private long _from = long.MaxValue;

    /// <summary>When the round began.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Newest sequence number that this round takes account of.</summary>
    public required long Head { get; init; }

    /// <summary>Where a first digest begins at the latest.</summary>
    public required long FirstCursor { get; init; }

    /// <summary>Whether each selection keeps its decisions: for one reader, not for a million.</summary>
    public bool Explains { get; init; }

    /// <summary>Chooses for these subscribers.</summary>
    public async Task<IReadOnlyList<(Subscriber Subscriber, ReaderLists Lists, SharedSelection Shared)>> PlanAsync(IReadOnlyList<Subscriber> due)
    {
        if (_shared.Count > MostShared) _shared.Clear();
        await ReadLogAsync(due.Min(CursorOf));
        var kept = await readerLists.OfAsync([.. due.Select(s => s.Id)]);
        var lists = due.ToDictionary(s => s.Id, s => kept.GetValueOrDefault(s.Id, ReaderLists.Empty));
        foreach (var follow in due.SelectMany(s => NewFollows(s, lists[s.Id])).Distinct().Where(follow => !_latest.ContainsKey(follow)))
            _latest[follow] = await articles.LatestAsync(follow);
        // Who has changed what they want within this piece of the log, or newly follows a feed, was not told what the choices say now.
        var changed = due.Where(s => s.LastDate is not null && (MayHaveBeenTold(s.ChoicesSince) || NewFollows(s, lists[s.Id]).Any())).Select(s => s.Id).ToList();
        var histories = await digests.ToldAsync(changed, _latest.Count > 0 || _log.Count == 0 ? 0 : _log[0].Seq);
        return [.. due.Select(s => (s, lists[s.Id], Share(s, lists[s.Id], histories.GetValueOrDefault(s.Id))))];
    }

    // A first digest shows the last day, and everything since the address was confirmed.
    private long CursorOf(Subscriber s) => s.LastDate is null ? Math.Min(s.Cursor, FirstCursor) : s.Cursor;

    // What they began to follow since their last digest, up to this round's end.
    private IEnumerable<Follow> NewFollows(Subscriber s, ReaderLists lists) => lists.Follows.Where(follow => follow.Since > s.Cursor && follow.Since <= Head);

    private bool MayHaveBeenTold(long choicesSince) => _log.Count > 0 && _log[0].Seq <= choicesSince;

    // One piece of the log serves all: each passes over what stands before their own cursor.
    private async Task ReadLogAsync(long cursor)
    {
        if (cursor >= _from) return;
        _log = await articles.BetweenAsync(cursor, Head);
        _from = cursor;
    }

    private SharedSelection Share(Subscriber s, ReaderLists lists, IReadOnlySet<long>? history)
    {
        var cursor = CursorOf(s);
        // A follow that began before this piece of the log no longer differs from any other.
        var choices = Choices.Of(s, lists with { Follows = [.. lists.Follows.Select(follow => follow.Since <= _from ? follow with { Since = 0 } : follow)] });
        var latest = NewFollows(s, lists).SelectMany(follow => _latest[follow]).ToList();
        var told = s.LastDate is null ? Nothing : history is null ? null : _log.Concat(latest).Select(entry => entry.Story).Where(history.Contains).ToHashSet();
        var key = $"{cursor}|{choices.Key}|{string.Join(',', latest.Select(entry => entry.Id))}|{(told is null ? "-" : string.Join(',', told.Order()))}";
        if (_shared.TryGetValue(key, out var known)) return known;
        var chosen = Chooser.Choose(_log, cursor, choices, told ?? Chooser.Told(_log, cursor, choices), latest);
        var feeds = feedTopics.Where(feed => choices.Topics.Contains(Topic.All) || feed.Any(choices.Topics.Contains)).Select(feed => feed.Key)
            .Concat(choices.Follows.Select(follow => follow.FeedId)).ToHashSet();
        return _shared[key] = new SharedSelection(new Selection
        {
            Created = Now, Head = Head, Printed = [.. chosen.Printed.Select(e => e.Id)], HeldOver = [.. chosen.HeldOver.Select(e => e.Id)],
            Merged = chosen.Merged.Count, Muted = chosen.Muted.Count, Feeds = feeds.Count, Minutes = chosen.Minutes,
            Failing = [.. failing.Where(feed => feeds.Contains(feed.Key)).OrderBy(feed => feed.Key).Select(feed => feed.Value).Take(20)],
        })
        {
            Decisions = Explains ? chosen.Decisions : null,
        };
    }
}
