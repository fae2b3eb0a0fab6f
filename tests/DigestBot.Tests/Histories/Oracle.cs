using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Tests.Histories;

/// <summary>
/// What one reader must be told, worked out the slow way from the promises: everything that they want is printed, held over, merged or kept away,
/// exactly once; in order of time, within the budget, fairly; and nothing that they were not meant to see.
/// Fairness: a feed's k-th newest article is held over only if there is no room for it beside the k newest of every feed that are printed.
/// </summary>
internal sealed class Oracle(Action<string> fail)
{
    private readonly Dictionary<long, (long Since, HashSet<long> Known, HashSet<long> Latest)> _follows = [];
    private Memory _told = new([], [], [], [], []);
    private Before? _before;

    /// <summary>The log's head when their last digest was composed, or when they confirmed.</summary>
    public long Considered { get; set; }

    public bool HadAny { get; private set; }

    public string? Away { get; set; }

    public long LastDigest { get; private set; }

    public HashSet<(string, int)> Slots { get; } = [];

    /// <summary>When the oldest of the digests was queued whose articles wait in the last one.</summary>
    public long? WaitingSince { get; private set; }

    /// <summary>Whether the last digest was composed for the subscription that they have now.</summary>
    public bool HasLast => _before is not null;

    /// <summary>The last digest was never sent, and the next is composed: for its reader it has never been.</summary>
    public void TakesBack()
    {
        if (_before is not { } before) return;
        _told = before.Told with { Latest = [.. before.Told.Latest, .. _told.Latest] };
        (Considered, HadAny, Away) = (before.Start, true, before.Away ?? Away);
    }

    /// <summary>They begin to follow a feed.</summary>
    /// <param name="feed">Which.</param>
    /// <param name="head">The log's head.</param>
    /// <param name="known">Articles of the feed that are there.</param>
    /// <param name="latest">Of those, the latest three; later waves of old articles are none.</param>
    public void Follows(long feed, long head, IEnumerable<long> known, IReadOnlyList<long> latest)
    {
        _follows[feed] = (head, [.. known], [.. latest]);
        _told.Latest.AddRange(latest);
    }

    public void Unfollows(long feed) => _follows.Remove(feed);

    /// <summary>They come back after they had left: they begin with the last day, like anybody; what came before is not for them.</summary>
    public void Returns(long head)
    {
        (Considered, HadAny, Away) = (head, false, null);
        (_before, WaitingSince) = (null, null);
        _told.Latest.Clear();
    }

    /// <summary>A feed is removed with its articles: nobody knows any more what it told.</summary>
    public void Forgets(long feed)
    {
        _follows.Remove(feed);
        foreach (var told in _before is null ? (Memory[])[_told] : [_told, _before.Told])
        {
            foreach (var (story, tellers) in told.Tellers.Where(story => story.Value.Contains(feed)).ToList()) told.Stories.Remove(story);
            foreach (var (story, _) in told.Truth.Where(story => story.Value.Feed == feed).ToList()) told.Truth.Remove(story);
        }
    }

    /// <summary>Their digest was composed: with a row, or, when there was nothing to say, without.</summary>
    /// <param name="s">Their choices.</param>
    /// <param name="lists">What they follow and mute.</param>
    /// <param name="log">All of it.</param>
    /// <param name="head">Where it ended.</param>
    /// <param name="firstCursor">Where the last day begins.</param>
    /// <param name="digest">The row, or null.</param>
    /// <param name="truth">The web's own number of an article's story.</param>
    /// <param name="queued">When the mail was queued, or when the oldest was whose articles it carries.</param>
    public void Composed(Subscriber s, ReaderLists lists, IReadOnlyList<Logged> log, long head, long firstCursor, Told? digest, Func<Logged, int?> truth, long queued)
    {
        // A listed feed may have made a story its own that an unlisted one had told.
        _told.Stories.UnionWith(log.Where(a => _told.Shown.Contains(a.Id)).Select(a => a.Story));
        var start = HadAny ? Considered : Math.Min(Considered, firstCursor);
        if (digest is not null) (_before, WaitingSince) = (new Before(start, Away, _told.Copy()), queued);
        var pending = _told.Latest.Where(id => _follows.Any(follow => follow.Value.Latest.Contains(id))).ToHashSet();
        var wanted = log.Where(a => a.Seq <= head && ((a.Seq > start && Wants(s, a)) || pending.Contains(a.Id))).ToList();
        var muted = wanted.Where(a => Muted(lists, a)).ToList();
        var fresh = wanted.Except(muted).Where(a => !_told.Stories.Contains(a.Story)).ToList();
        var printed = digest is null ? [] : Find(log, digest.Printed, "printed");
        var held = digest is null ? [] : Find(log, digest.Held, "held over");
        var cards = printed.Concat(held).ToList();

        foreach (var a in cards.Where(a => fresh.All(f => f.Id != a.Id)))
            fail(_told.Shown.Contains(a.Id) ? $"{Name(a)} comes twice" : _told.Stories.Contains(a.Story) ? $"{Name(a)} tells story {a.Story} again" : muted.Contains(a) ? $"{Name(a)} is muted" : $"{Name(a)} is none of theirs");
        foreach (var story in fresh.Select(a => a.Story).Distinct().Where(story => cards.All(a => a.Story != story)))
            fail($"story {story} is missing: {string.Join("; ", fresh.Where(a => a.Story == story).Select(Name))}");
        foreach (var group in cards.GroupBy(a => a.Story).Where(group => group.Count() > 1)) fail($"story {group.Key} has {group.Count()} cards");
        if (digest is not null)
        {
            if (cards.Count == 0 && !s.QuietNote) fail("a digest with nothing in it");
            if (digest.Merged != wanted.Count - muted.Count - cards.Count) fail($"{digest.Merged} merged of {wanted.Count} wanted, {muted.Count} muted, {cards.Count} cards");
            if (digest.Muted != muted.Count) fail($"{digest.Muted} muted, not {muted.Count}");
            if (digest.Head != head) fail($"the digest ends at {digest.Head}, the log at {head}");
            if (digest.Away != Away) fail($"away since {digest.Away ?? "never"}, not {Away ?? "never"}");
            if (!Slots.Add((digest.Date, digest.Slot))) fail($"a second digest of {digest.Date}, slot {digest.Slot}");
            LastDigest = digest.Id;
        }
        else if (s.QuietNote)
        {
            fail("a quiet day without its note");
        }

        Order(printed, "printed");
        Order(held, "held over");
        Room(s, printed, held);
        foreach (var a in cards)
        {
            _told.Shown.Add(a.Id);
            _told.Stories.Add(a.Story);
            (_told.Tellers.TryGetValue(a.Story, out var tellers) ? tellers : _told.Tellers[a.Story] = []).Add(a.Feed);
            // Texts are compared with those of a week; a publication that tells one story under two quite different titles may do so.
            if (truth(a) is { } story && !_told.Truth.TryAdd(story, (a.Feed, a.Time)) && _told.Truth[story].Feed != a.Feed && Math.Abs(_told.Truth[story].Time - a.Time) < 5 * 86_400_000L) fail($"{Name(a)} tells what was told (story {story} of the web)");
        }

        _told.Latest.RemoveAll(id => log.Any(a => a.Id == id && a.Seq <= head));
        (Considered, HadAny, Away) = (head, true, null);
    }

    private bool Wants(Subscriber s, Logged a)
    {
        var languages = s.ReadLanguages.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var topics = s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!a.Only && (languages.Length == 0 || string.IsNullOrEmpty(a.Language) || languages.Contains(a.Language.Split('-')[0])) && (topics.Contains("all") || topics.Intersect(a.Topics.Split(',')).Any())) return true;
        return _follows.TryGetValue(a.Feed, out var follow) && a.Seq > follow.Since && (!follow.Known.Contains(a.Id) || follow.Latest.Contains(a.Id));
    }

    private static bool Muted(ReaderLists lists, Logged a) =>
        lists.MutedSources.Contains(a.Source.ToLowerInvariant()) || lists.MutedWords.Any(word => a.Title.Split(' ', ':').Contains(word, StringComparer.OrdinalIgnoreCase));

    private void Order(List<Logged> list, string which)
    {
        for (var i = 1; i < list.Count; i++)
            if ((list[i - 1].Time, list[i - 1].Seq).CompareTo((list[i].Time, list[i].Seq)) >= 0) fail($"{which}: {Name(list[i])} stands after {Name(list[i - 1])}");
    }

    private void Room(Subscriber s, List<Logged> printed, List<Logged> held)
    {
        if (printed.Sum(a => a.Cost) > s.Budget && printed.Count > 1) fail($"{printed.Sum(a => a.Cost)} minutes in a budget of {s.Budget}");
        if (printed.Count > 40) fail($"{printed.Count} cards");
        var rank = printed.Concat(held).GroupBy(a => a.Feed).SelectMany(feed => feed.OrderByDescending(a => a.Time).ThenByDescending(a => a.Seq).Select((a, k) => (a.Id, k))).ToDictionary(row => row.Id, row => row.k);
        foreach (var a in held)
        {
            var beside = printed.Where(other => rank[other.Id] <= rank[a.Id]).ToList();
            if (beside.Count < 40 && beside.Sum(other => other.Cost) + a.Cost <= s.Budget) fail($"{Name(a)} is held over, and there was room for it");
        }
    }

    private List<Logged> Find(IReadOnlyList<Logged> log, byte[] packed, string which)
    {
        var found = new List<Logged>();
        foreach (var id in ArticleIds.Unpack(packed))
            if (log.FirstOrDefault(a => a.Id == id) is { } a) found.Add(a);
            else fail($"{which}: article {id} is not in the log");
        return found;
    }

    private static string Name(Logged a) => $"#{a.Mark} of feed {a.Feed} (seq {a.Seq}, story {a.Story})";

    /// <summary>What they have been told.</summary>
    private sealed record Memory(HashSet<long> Shown, HashSet<long> Stories, List<long> Latest, Dictionary<int, (long Feed, long Time)> Truth, Dictionary<long, HashSet<long>> Tellers)
    {
        public Memory Copy() => new([.. Shown], [.. Stories], [.. Latest], new(Truth), Tellers.ToDictionary(pair => pair.Key, pair => pair.Value.ToHashSet()));
    }

    /// <summary>How they stood before their last digest.</summary>
    private sealed record Before(long Start, string? Away, Memory Told);
}
