using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Digests;

/// <summary>What a round of composing came to.</summary>
/// <param name="Due">Subscribers whose time had come.</param>
/// <param name="Digests">Digests queued.</param>
/// <param name="Empty">Subscribers for whom nothing was new.</param>
/// <param name="Resumed">Pauses that ended.</param>
public sealed record ComposeReport(int Due, int Digests, int Empty, int Resumed);

/// <summary>The third stage: the log of articles → one digest per subscriber and local date, queued for sending. Nothing is rendered here.</summary>
public sealed class Compose(
    Database database, ArticleLog articles, FeedTable feeds, SubscriberTable subscribers, Changes changes, DigestOptions options, TimeProvider clock)
{
    private const int SubscribersPerCommit = 2_000;
    private const int MostShared = 5_000;

    /// <summary>Composes everything that is due.</summary>
    public async Task<ComposeReport> RunAsync(CancellationToken cancellation)
    {
        var resumed = await changes.EndPausesAsync(await subscribers.PausedAsync());
        var now = clock.GetUtcNow();
        var round = await RoundAsync(now);
        var report = new ComposeReport(0, 0, 0, resumed);
        while (await subscribers.DueAsync(now, SubscribersPerCommit) is { Count: > 0 } due)
        {
            cancellation.ThrowIfCancellationRequested();
            var (digests, empty) = await ComposeAsync(due, round, now);
            report = report with { Due = report.Due + due.Count, Digests = report.Digests + digests, Empty = report.Empty + empty };
        }

        return report;
    }

    private async Task<Round> RoundAsync(DateTimeOffset now)
    {
        var failing = (await feeds.AllAsync()).Where(feed => feed.FailingSince is not null)
            .ToDictionary(feed => feed.Id, feed => new FailingFeed(feed.DisplayTitle, feed.FailingSince!.Value, feed.Error ?? ""));
        return new Round(await articles.HeadAsync(), await articles.CursorAtAsync(now.AddHours(-options.FirstHours)), await feeds.TopicsAsync(), failing);
    }

    private async Task<(int Digests, int Empty)> ComposeAsync(IReadOnlyList<Subscriber> due, Round round, DateTimeOffset now)
    {
        var ids = due.Select(s => s.Id).ToList();
        var follows = await subscribers.FollowsAsync(ids);
        var mutes = await subscribers.MutesAsync(ids);
        if (round.Shared.Count > MostShared) round.Shared.Clear();
        await ReadLogAsync(round, due.Min(round.CursorOf));
        var plans = due.Select(s => (Subscriber: s, Shared: Share(round, Choices.Of(s, follows[s.Id], mutes[s.Id]), s, now))).ToList();

        return await database.WriteAsync(async (db, tx) =>
        {
            // Read again inside the transaction: a reply or a page may have changed a subscriber a moment ago.
            var present = await SubscriberTable.ManyAsync(db, tx, ids);
            List<Digest> digests = [];
            List<Subscriber> advanced = [];
            foreach (var (planned, shared) in plans)
            {
                // Somebody whose row has changed is planned again in the next turn.
                if (!present.TryGetValue(planned.Id, out var s) || s != planned) continue;
                var date = Schedule.Latest(s, now).IsoDate;
                if (s.LastDate is not null && string.CompareOrdinal(date, s.LastDate) <= 0)
                {
                    // The zone's rules have changed since it was planned: that day has had its digest, and its articles wait for the next.
                    advanced.Add(s with { NextDue = Schedule.Next(s, now).Due });
                    continue;
                }

                if (shared.Selection.Printed.Count > 0)
                {
                    shared.Row ??= await DigestTable.AddSelectionAsync(db, tx, shared.Selection);
                    digests.Add(new Digest { SubscriberId = s.Id, LocalDate = date, SelectionId = shared.Row.Value, Language = s.Language, Chosen = ChosenFacts.Of(s).ToString() });
                }

                var after = s with { Cursor = Math.Max(s.Cursor, round.Head), LastDate = date };
                advanced.Add(after with { NextDue = Schedule.Next(after, now).Due });
            }

            var queued = await OutboxTable.AddDigestsAsync(db, tx, await DigestTable.AddAsync(db, tx, digests), now);
            await SubscriberTable.AdvanceAsync(db, tx, advanced);
            return (queued, advanced.Count - digests.Count);
        });
    }

    // One piece of the log serves all: what stands before a subscriber's own cursor counts as told.
    private async Task ReadLogAsync(Round round, long cursor)
    {
        if (cursor >= round.From) return;
        round.Log = await articles.BetweenAsync(cursor, round.Head);
        round.From = cursor;
    }

    private static SharedSelection Share(Round round, Choices choices, Subscriber s, DateTimeOffset now)
    {
        // Where a subscription began matters only to those who began within this piece of the log; all others share.
        var start = round.Log.Count > 0 && round.Log[0].Seq <= s.Start ? s.Start : 0;
        var cursor = round.CursorOf(s);
        var key = $"{cursor}|{start}|{choices.Key}";
        if (round.Shared.TryGetValue(key, out var known)) return known;
        var chosen = Chooser.Choose(round.Log, cursor, choices, start);
        var wanted = round.FeedTopics.Where(feed => choices.Topics.Contains(Topic.All) || feed.Any(choices.Topics.Contains)).Select(feed => feed.Key)
            .Concat(choices.Follows).ToHashSet();
        return round.Shared[key] = new SharedSelection(new Selection
        {
            Created = now, Head = round.Head, Printed = [.. chosen.Printed.Select(e => e.Id)], HeldOver = [.. chosen.HeldOver.Select(e => e.Id)],
            Merged = chosen.Merged.Count, Muted = chosen.Muted.Count, Feeds = wanted.Count, Minutes = chosen.Minutes,
            Failing = [.. round.Failing.Where(feed => wanted.Contains(feed.Key)).OrderBy(feed => feed.Key).Select(feed => feed.Value).Take(20)],
        });
    }

    private sealed class SharedSelection(Selection selection)
    {
        public Selection Selection { get; } = selection;
        public long? Row { get; set; }
    }

    private sealed record Round(long Head, long FirstCursor, ILookup<long, string> FeedTopics, Dictionary<long, FailingFeed> Failing)
    {
        public Dictionary<string, SharedSelection> Shared { get; } = [];
        public IReadOnlyList<LogEntry> Log { get; set; } = [];
        public long From { get; set; } = long.MaxValue;

        // A first digest shows the last day, and everything since the address was confirmed.
        public long CursorOf(Subscriber s) => s.LastDate is null ? Math.Min(s.Cursor, FirstCursor) : s.Cursor;
    }
}
