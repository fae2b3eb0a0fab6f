using System.Data;
using DigestBot.Model;
using DigestBot.Store;

namespace DigestBot.Subscribers;

/// <summary>What a subscriber can change, by page, by reply or by the operator's hand. Each change is one transaction.</summary>
public sealed class Changes(Database database, KeyFile key, TimeProvider clock)
{
    /// <summary>Stores new choices and computes when the next digest is due.</summary>
    /// <returns>The subscriber as stored, or null when there is none.</returns>
    public Task<Subscriber?> SetPreferencesAsync(long id, Preferences choices) =>
        ChangeAsync(id, (s, now) => Rescheduled(choices.ApplyTo(s), now));

    /// <summary>Stops digests until a local date. One that is queued already still goes out: its articles have been taken account of, and would be missing later.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="until">ISO date: the first day with a digest again.</param>
    public Task<Subscriber?> PauseAsync(long id, string until) =>
        ChangeAsync(id, (s, _) => s.Status is SubscriberStatus.Active or SubscriberStatus.Paused
            ? s with { Status = SubscriberStatus.Paused, PausedUntil = until, NextDue = null }
            : s);

    /// <summary>Ends a pause now.</summary>
    public Task<Subscriber?> ResumeAsync(long id) =>
        ChangeAsync(id, (s, now) => s.Status == SubscriberStatus.Paused ? Resumed(s, now) : s);

    /// <summary>
    /// Ends a subscription. What is queued is cancelled in the same transaction. Doing it twice is the same as once.
    /// </summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="how">By which way, for the record.</param>
    /// <returns>Whether a subscription was ended by this call.</returns>
    public Task<bool> LeaveAsync(long id, string how) =>
        database.WriteAsync(async (db, tx) => await SubscriberTable.GetAsync(db, tx, id) is { } s && await LeaveAsync(db, tx, s, how, clock.GetUtcNow()));

    /// <summary>Ends a subscription within the caller's transaction.</summary>
    internal static async Task<bool> LeaveAsync(IDbConnection db, IDbTransaction tx, Subscriber s, string how, DateTimeOffset now)
    {
        if (s.Status == SubscriberStatus.Unsubscribed) return false;
        await SubscriberTable.UpdateAsync(db, tx, s with { Status = SubscriberStatus.Unsubscribed, NextDue = null, PausedUntil = null, ConfirmCount = 0, ConfirmSent = null });
        await SubscriberTable.AddConsentAsync(db, tx, s.Id, "left", how, now);
        await OutboxTable.CancelAsync(db, tx, s.Id, now);
        return true;
    }

    /// <summary>Replaces the muted words.</summary>
    public Task SetMutesAsync(long id, IReadOnlyList<string> words) =>
        database.WriteAsync((db, tx) => SubscriberTable.WriteMutesAsync(db, tx, id, words));

    /// <summary>Removes a person's rows for good. A keyed hash of the address stays, so that no import or old list brings it back.</summary>
    public Task EraseAsync(Subscriber s) =>
        database.WriteAsync(async (db, tx) =>
        {
            await SubscriberTable.EraseAsync(db, tx, s.Id);
            await SuppressionTable.AddAsync(db, tx, key.AddressKey(Signup.EmailKey(s.Email)), SuppressionTable.Erased, clock.GetUtcNow());
        });

    /// <summary>Ends pauses whose date has come.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndPausesAsync(IReadOnlyList<Subscriber> paused)
    {
        var ended = 0;
        foreach (var s in paused.Where(s => Over(s, clock.GetUtcNow())))
        {
            // Looked at again inside the transaction: the pause may have been extended a moment ago.
            await ChangeAsync(s.Id, (now, time) => Over(now, time) ? Resumed(now, time) : now);
            ended++;
        }

        return ended;
    }

    private static bool Over(Subscriber s, DateTimeOffset now) =>
        s is { Status: SubscriberStatus.Paused, PausedUntil: { } until } && Schedule.PauseEnd(s.Zone, until) <= now;

    private static Subscriber Resumed(Subscriber s, DateTimeOffset now) => Rescheduled(s with { Status = SubscriberStatus.Active, PausedUntil = null }, now);

    private Task<Subscriber?> ChangeAsync(long id, Func<Subscriber, DateTimeOffset, Subscriber> change) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            if (await SubscriberTable.GetAsync(db, tx, id) is not { } before) return null;
            var after = change(before, now);
            await SubscriberTable.UpdateAsync(db, tx, after);
            return (Subscriber?)after;
        });

    private static Subscriber Rescheduled(Subscriber s, DateTimeOffset now) =>
        s.Status == SubscriberStatus.Active ? s with { NextDue = Schedule.Next(s, now).Due } : s;
}
