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
        return new Round(await articles.HeadAsync(), await articles.CursorAtAsync(now.AddHours(-options.FirstHours)), await feeds.TopicsAsync(), failing, []);
    }

    private async Task<(int Digests, int Empty)> ComposeAsync(IReadOnlyList<Subscriber> due, Round round, DateTimeOffset now)
    {
        var ids = due.Select(s => s.Id).ToList();
        var follows = await subscribers.FollowsAsync(ids);
        var mutes = await subscribers.MutesAsync(ids);
        var plans = new List<(Subscriber Subscriber, SharedSelection Shared)>(due.Count);
        foreach (var s in due)
        {
            // A first digest shows the last day, and everything since the address was confirmed.
            var cursor = s.LastDate is null ? Math.Min(s.Cursor, round.FirstCursor) : s.Cursor;
            plans.Add((s, await ShareAsync(round, Choices.Of(s, follows[s.Id], mutes[s.Id]), cursor, now)));
        }

        return await database.WriteAsync(async (db, tx) =>
        {
            int digests = 0, empty = 0;
            foreach (var (s, shared) in plans)
            {
                // Read again inside the transaction: a reply or a page may have changed the subscriber a moment ago.
                if (await SubscriberTable.GetAsync(db, tx, s.Id) is not { Status: SubscriberStatus.Active } current || current.NextDue is null || current.NextDue > now) continue;
                var date = Schedule.Latest(current, now).IsoDate;
                if (shared.Selection.Printed.Count == 0)
                    empty++;
                else
                {
                    shared.Row ??= await DigestTable.AddSelectionAsync(db, tx, shared.Selection);
                    if (await DigestTable.AddAsync(db, tx, s.Id, date, shared.Row.Value, current.Language, ChosenFacts.Of(current).ToString()) is { } digest)
                    {
                        await OutboxTable.AddAsync(db, tx, MailKind.Digest, current.Email, s.Id, digest, null, now);
                        digests++;
                    }
                }

                var after = current with { Cursor = Math.Max(current.Cursor, round.Head), LastDate = date };
                await SubscriberTable.AdvanceAsync(db, tx, after with { NextDue = Schedule.Next(after, now).Due });
            }

            return (digests, empty);
        });
    }

    private async Task<SharedSelection> ShareAsync(Round round, Choices choices, long cursor, DateTimeOffset now)
    {
        var key = cursor + "|" + choices.Key;
        if (round.Shared.TryGetValue(key, out var known)) return known;
        if (!round.Logs.TryGetValue(cursor, out var log))
            round.Logs[cursor] = log = await articles.BetweenAsync(cursor, round.Head);
        var chosen = Chooser.Choose(log, cursor, choices);
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

    private sealed record Round(long Head, long FirstCursor, ILookup<long, string> FeedTopics, Dictionary<long, FailingFeed> Failing, Dictionary<string, SharedSelection> Shared)
    {
        public Dictionary<long, IReadOnlyList<LogEntry>> Logs { get; } = [];
    }
}
