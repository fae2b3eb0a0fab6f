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

/// <summary>The third stage: the log of articles → one digest per subscriber, local date and slot, queued for sending. Nothing is rendered here.</summary>
public sealed class Compose(Database database, ComposeRounds rounds, SubscriberTable subscribers, Changes changes, TimeProvider clock)
{
    private const int SubscribersPerCommit = 2_000;

    private DateTimeOffset? _lastRound;

    /// <summary>Composes everything that is due.</summary>
    public async Task<ComposeReport> RunAsync(CancellationToken cancellation)
    {
        var resumed = await changes.EndPausesAsync(await subscribers.PausedAsync());
        var now = clock.GetUtcNow();
        // After a start, or when the clock has been set back: who was told to wait while it was ahead waits no longer than their choices say.
        if (_lastRound is not { } last || now < last) await changes.BringForwardAsync(now, cancellation);
        _lastRound = now;
        var round = await rounds.BeginAsync(now);
        var report = new ComposeReport(0, 0, 0, resumed);
        while (await subscribers.DueAsync(now, SubscribersPerCommit) is { Count: > 0 } due)
        {
            cancellation.ThrowIfCancellationRequested();
            var (digests, empty) = await ComposeAsync(due, round, now);
            report = report with { Due = report.Due + due.Count, Digests = report.Digests + digests, Empty = report.Empty + empty };
        }

        return report;
    }

    private async Task<(int Digests, int Empty)> ComposeAsync(IReadOnlyList<Subscriber> due, ComposeRound round, DateTimeOffset now)
    {
        var plans = await round.PlanAsync(due);
        return await database.WriteAsync(async (db, tx) =>
        {
            // Read again inside the transaction: a reply or a page may have changed a subscriber a moment ago.
            var present = await SubscriberTable.ManyAsync(db, tx, due.Select(s => s.Id));
            var occurrences = present.Values.ToDictionary(s => s.Id, s => Schedule.Latest(s, now));
            var had = await DigestTable.HadAsync(db, tx, occurrences.Select(o => (o.Key, o.Value.IsoDate, o.Value.Slot)));
            List<Digest> digests = [];
            List<Subscriber> advanced = [];
            List<Merger> mergers = [];
            foreach (var (planned, lists, shared) in plans)
            {
                // Somebody whose row has changed is planned again in the next turn.
                if (!present.TryGetValue(planned.Id, out var s) || s != planned) continue;
                var occurrence = occurrences[s.Id];
                if (occurrence.WasHad(s, Schedule.Today(s.Zone, now)) || had.Contains((s.Id, occurrence.IsoDate, occurrence.Slot)))
                {
                    // The zone's rules or the machine's clock have changed since it was planned: that digest was had, and its articles wait for the next.
                    advanced.Add(s with { NextDue = Schedule.Next(s, now).Due });
                    continue;
                }

                if (shared.Selection.Printed.Count > 0 || s.QuietNote)
                {
                    var waiting = round.WaitingOf(s);
                    // Its final dot went out a moment ago: it is on its way, and the new one is planned again without it.
                    if (waiting is not null && !await WaitingDigestTable.TakeOverAsync(db, tx, waiting, now)) continue;
                    shared.Row ??= await DigestTable.AddSelectionAsync(db, tx, shared.Selection);
                    digests.Add(new Digest
                    {
                        SubscriberId = s.Id, LocalDate = occurrence.IsoDate, Slot = occurrence.Slot, SelectionId = shared.Row.Value, Language = s.Language,
                        Chosen = ChosenFacts.Of(s, lists.Follows.Count).ToString(), AwaySince = waiting?.AwaySince ?? s.AwaySince,
                        CursorBefore = round.StandOf(s), ChosenAfter = round.CursorOf(s), WaitingSince = waiting?.Since,
                    });
                    if (waiting is not null) mergers.Add(new Merger(waiting.DigestId, s.Id, occurrence.IsoDate, occurrence.Slot));
                }

                var after = s with { Cursor = Math.Max(s.Cursor, round.Head), LastDate = occurrence.IsoDate, LastSlot = occurrence.Slot, AwaySince = null, Began = s.Began ?? round.CursorOf(s) };
                advanced.Add(after with { NextDue = Schedule.Next(after, now).Due });
            }

            // As for all that stands here: one transaction, so that no crash leaves the articles of a digest with neither mail, or with both.
            var queued = await OutboxTable.AddDigestsAsync(db, tx, await DigestTable.AddAsync(db, tx, digests), now);
            await WaitingDigestTable.NameSuccessorsAsync(db, tx, mergers);
            await SubscriberTable.AdvanceAsync(db, tx, advanced);
            return (queued, advanced.Count - digests.Count);
        });
    }
}
