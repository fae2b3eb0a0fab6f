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
public sealed class ComposeRounds(ArticleLog articles, FeedTable feeds, ReaderListTable readerLists, DigestTable digests, WaitingDigestTable waiting, DigestOptions options)
{
    /// <summary>A round at this moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="explains">Whether selections keep their decisions.</param>
    internal async Task<ComposeRound> BeginAsync(DateTimeOffset now, bool explains = false)
    {
        var failing = (await feeds.AllAsync()).Where(feed => feed.FailingSince is not null)
            .ToDictionary(feed => feed.Id, feed => new FailingFeed(feed.DisplayTitle, feed.FailingSince!.Value, feed.Error ?? ""));
        return new ComposeRound(articles, readerLists, digests, waiting, await feeds.ListedTopicsAsync(), failing)
        {
            Explains = explains, Now = now, Head = await articles.HeadAsync(), FirstCursor = await articles.CursorAtAsync(now.AddHours(-options.FirstHours), now),
        };
    }
}

/// <summary>One round: pieces of the log, and selections that are shared by all who have chosen, and were told, the same.</summary>
internal sealed class ComposeRound(
    ArticleLog articles, ReaderListTable readerLists, DigestTable digests, WaitingDigestTable waiting, ILookup<long, string> feedTopics, Dictionary<long, FailingFeed> failing)
{
    private const int MostShared = 5_000;

    /// <summary>Sequence numbers behind the head within which nearly everybody's cursor lies; who has slept longer must not make the others' choosing slow.</summary>
    private const long Near = 10_000;

    private readonly Dictionary<string, SharedSelection> _shared = [];
    private readonly Dictionary<Follow, IReadOnlyList<LogEntry>> _latest = [];
    private IReadOnlyDictionary<long, WaitingDigest> _waiting = new Dictionary<long, WaitingDigest>();
    private LogPiece? _near;
    private LogPiece? _far;

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
        // Who has had no digest, or begins anew, has nothing to take over.
        _waiting = await waiting.OfAsync([.. due.Where(s => s.LastDate is not null).Select(s => s.Id)], Now);
        var kept = await readerLists.OfAsync([.. due.Select(s => s.Id)]);
        var lists = due.ToDictionary(s => s.Id, s => kept.GetValueOrDefault(s.Id, ReaderLists.Empty));
        foreach (var follow in due.SelectMany(s => NewFollows(s, lists[s.Id])).Distinct().Where(follow => !_latest.ContainsKey(follow)))
            _latest[follow] = await articles.LatestAsync(follow);
        List<Subscriber> near = [.. due.Where(s => CursorOf(s) > Head - Near)], far = [.. due.Where(s => CursorOf(s) <= Head - Near)];
        var plans = new List<(Subscriber, ReaderLists, SharedSelection)>(due.Count);
        if (near.Count > 0) plans.AddRange(await PlanAsync(near, lists, _near = await PieceAsync(_near, near)));
        if (far.Count > 0) plans.AddRange(await PlanAsync(far, lists, _far = await PieceAsync(_far, far)));
        return plans;
    }

    /// <summary>The digest of theirs that still waits to be sent, as the last plan saw it: the new one begins where that one began.</summary>
    internal WaitingDigest? WaitingOf(Subscriber s) => _waiting.GetValueOrDefault(s.Id);

    // A first digest shows the last day, and everything since the address was confirmed.
    internal long CursorOf(Subscriber s) => WaitingOf(s)?.ChosenAfter ?? (s.LastDate is null ? Math.Min(s.Cursor, FirstCursor) : s.Cursor);

    // Where they stood when something reached them last.
    internal long StandOf(Subscriber s) => WaitingOf(s)?.CursorBefore ?? s.Cursor;

    // What they began to follow since a digest reached them last, up to this round's end.
    private IEnumerable<Follow> NewFollows(Subscriber s, ReaderLists lists) => lists.Follows.Where(follow => follow.Since > StandOf(s) && follow.Since <= Head);

    private async Task<LogPiece> PieceAsync(LogPiece? present, List<Subscriber> due)
    {
        var from = due.Min(CursorOf);
        return present is not null && present.From <= from ? present : new LogPiece(await articles.BetweenAsync(from, Head), from);
    }

    private async Task<IEnumerable<(Subscriber, ReaderLists, SharedSelection)>> PlanAsync(List<Subscriber> due, Dictionary<long, ReaderLists> lists, LogPiece piece)
    {
        var histories = await HistoriesAsync(due, lists, piece);
        return due.Select(s => (s, lists[s.Id], Share(s, lists[s.Id], piece, histories.GetValueOrDefault(s.Id)))).ToList();
    }

    /// <summary>
    /// The stories that these subscribers were told before they last changed what they want, of those that matter now. What came after the change follows from the choices;
    /// what came before the first digest was never told. So nearly nobody has to be looked up.
    /// </summary>
    private async Task<IReadOnlyDictionary<long, IReadOnlySet<long>>> HistoriesAsync(List<Subscriber> due, Dictionary<long, ReaderLists> lists, LogPiece piece)
    {
        var doubtful = new Dictionary<long, LogEntry>();
        var changed = new List<long>();
        foreach (var s in due)
        {
            List<LogEntry> entries = [.. piece.After(CursorOf(s)).Earlier.Where(entry => entry.Seq > (s.Began ?? (s.LastDate is null ? long.MaxValue : 0)) && entry.Seq <= s.ChoicesSince), .. NewFollows(s, lists[s.Id]).SelectMany(follow => _latest[follow])];
            if (entries.Count == 0) continue;
            changed.Add(s.Id);
            foreach (var entry in entries) doubtful[entry.Id] = entry;
        }

        return await digests.ToldAsync(changed, [.. doubtful.Values.Select(entry => entry.Story).Distinct()], _waiting.Values.Select(digest => digest.DigestId));
    }

    private SharedSelection Share(Subscriber s, ReaderLists lists, LogPiece piece, IReadOnlySet<long>? history)
    {
        var cursor = CursorOf(s);
        var slice = piece.After(cursor);
        // A follow that began before what is chosen from no longer differs from any other.
        var choices = Choices.Of(s, lists with { Follows = [.. lists.Follows.Select(follow => follow.Since <= cursor ? follow with { Since = 0 } : follow)] });
        var latest = NewFollows(s, lists).SelectMany(follow => _latest[follow]).ToList();
        var since = slice.Earlier.Count(entry => entry.Seq <= s.ChoicesSince);
        var key = $"{cursor}|{since}|{choices.Key}|{string.Join(',', latest.Select(entry => entry.Id))}|{(history is null ? "" : string.Join(',', history.Order()))}";
        if (_shared.TryGetValue(key, out var known)) return known;
        var told = Chooser.Told(slice.Earlier.Skip(since), choices);
        if (history is not null) told.UnionWith(history);
        var chosen = Chooser.Choose(slice.News, cursor, choices, told, latest);
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
