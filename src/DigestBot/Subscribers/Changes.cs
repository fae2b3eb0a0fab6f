using System.Data;
using DigestBot.Model;
using DigestBot.Store;
using NodaTime.Text;

namespace DigestBot.Subscribers;

/// <summary>What a subscriber can change, by page, by reply or by the operator's hand. Each change is one transaction.</summary>
public sealed class Changes(Database database, KeyFile key, FollowOptions follows, TimeProvider clock)
{
    /// <summary>Stores new choices and computes when the next digest is due.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="choices">Already checked.</param>
    /// <param name="lists">New lists, made from the present ones; null to leave them.</param>
    /// <returns>The subscriber as stored, or null when there is none.</returns>
    public Task<Subscriber?> SetPreferencesAsync(long id, Preferences choices, Func<ReaderLists, ReaderLists>? lists = null) =>
        ChangeAsync(id, (s, now) => Rescheduled(s, choices.ApplyTo(s), now), lists);

    /// <summary>The subscriber after a change, with the time of the next digest; who is not active gets none.</summary>
    /// <param name="before">As they were.</param>
    /// <param name="after">As they are to be.</param>
    /// <param name="now">Time of the change.</param>
    public static Subscriber Rescheduled(Subscriber before, Subscriber after, DateTimeOffset now) =>
        after.Status == SubscriberStatus.Active ? after with { NextDue = Schedule.AfterChange(before, after, now) } : after;

    /// <summary>Stores new choices and lists together with a feed that is newly followed; when it cannot be followed, nothing is stored.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="choices">Already checked.</param>
    /// <param name="lists">New lists, made from the present ones.</param>
    /// <param name="follow">Found before.</param>
    /// <returns>The subscriber as stored, or null when there is none; and why nothing was stored.</returns>
    public Task<(Subscriber? Subscriber, Statement? Problem)> SetPreferencesAsync(long id, Preferences choices, Func<ReaderLists, ReaderLists> lists, FollowTarget follow) =>
        FollowAsync(id, follow, (s, now) => Rescheduled(s, choices.ApplyTo(s), now), lists, byReader: true);

    /// <summary>Begins to follow a feed, by the operator's hand also for somebody who has not confirmed yet; what comes from now on, and the latest three of what it brought before.</summary>
    /// <returns>The subscriber as stored, or null when there is none; and why nothing was stored.</returns>
    public Task<(Subscriber? Subscriber, Statement? Problem)> FollowAsync(long id, FollowTarget follow) => FollowAsync(id, follow, (s, _) => s, lists => lists, byReader: false);

    /// <summary>Ends following a feed.</summary>
    public Task<Subscriber?> UnfollowAsync(long id, long feed) =>
        SetListsAsync(id, lists => lists with { Follows = [.. lists.Follows.Where(follow => follow.FeedId != feed)] });

    /// <summary>Stops digests until a local date. One that is queued already still goes out: its articles have been taken account of, and would be missing later.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="until">ISO date: the first day with a digest again.</param>
    public Task<Subscriber?> PauseAsync(long id, string until) => ChangeAsync(id, (s, now) => Paused(s, until, now));

    /// <summary>A subscriber whose digests stop until a local date.</summary>
    public static Subscriber Paused(Subscriber s, string until, DateTimeOffset now) => s.Status is SubscriberStatus.Active or SubscriberStatus.Paused
        ? s with
        {
            Status = SubscriberStatus.Paused, PausedUntil = until, NextDue = null,
            // Who has had no digest yet has missed none.
            AwaySince = s.LastDate is null ? null : s.AwaySince ?? LocalDatePattern.Iso.Format(Schedule.Today(s.Zone, now)),
        }
        : s;

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
        var left = s with { Status = SubscriberStatus.Unsubscribed, NextDue = null, PausedUntil = null };
        // Who was subscribed may sign up again at once. Who was not, or has complained, has not asked for more confirmation mails by leaving.
        if (s.Status is SubscriberStatus.Active or SubscriberStatus.Paused) left = left with { ConfirmCount = 0, ConfirmSent = null };
        await SubscriberTable.UpdateAsync(db, tx, left);
        await SubscriberTable.AddConsentAsync(db, tx, s.Id, "left", how, now);
        await OutboxTable.CancelAsync(db, tx, s.Id, now);
        return true;
    }

    /// <summary>Replaces what is muted and followed.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="lists">New lists, made from the present ones.</param>
    public Task<Subscriber?> SetListsAsync(long id, Func<ReaderLists, ReaderLists> lists) => ChangeAsync(id, (s, _) => s, lists);

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
            await ChangeAsync(s.Id, (now, time) => Over(now, time) ? Ended(now) : now);
            ended++;
        }

        return ended;
    }

    /// <summary>Corrects next digests that lie further ahead than the choices say: they were planned while the machine's clock was ahead.</summary>
    public async Task BringForwardAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var s in (await SubscriberTable.TooLateAsync(database, now)).Where(s => Schedule.Next(s, now).Due < s.NextDue))
        {
            cancellation.ThrowIfCancellationRequested();
            await ChangeAsync(s.Id, (present, time) => present == s ? present with { NextDue = Schedule.Next(present, time).Due } : present);
        }
    }

    /// <summary>
    /// Stores a changed subscriber within the caller's transaction. When what is wanted has changed, what was told before can no longer be
    /// derived from the choices, and is looked up from then on.
    /// </summary>
    /// <returns>As stored.</returns>
    internal static async Task<Subscriber> StoreAsync(IDbConnection db, IDbTransaction tx, Subscriber before, Subscriber after, ReaderLists lists, ReaderLists newLists, DateTimeOffset now)
    {
        var listsChanged = !newLists.SameAs(lists);
        if (listsChanged || before.Topics != after.Topics || before.ReadLanguages != after.ReadLanguages)
            after = after with { ChoicesSince = Math.Max(after.Cursor, await ArticleLog.HeadAsync(db, tx)) };
        // A followed feed's latest are from before the subscription began.
        if (newLists.Follows.Count > 0) after = after with { Began = 0 };
        await SubscriberTable.UpdateAsync(db, tx, after);
        if (listsChanged) await ReaderListTable.WriteAsync(db, tx, after.Id, lists, newLists, now);
        return after;
    }

    private static bool Over(Subscriber s, DateTimeOffset now) =>
        s is { Status: SubscriberStatus.Paused, PausedUntil: { } until } && Schedule.PauseEnd(s.Zone, until) <= now;

    // From the day on which the pause ended: a machine that slept over that day's sending time sends it late, as on any other day.
    private static Subscriber Ended(Subscriber s) => Resumed(s, Schedule.PauseEnd(s.Zone, s.PausedUntil!).AddMilliseconds(-1));

    private static Subscriber Resumed(Subscriber s, DateTimeOffset now) => Rescheduled(s, s with { Status = SubscriberStatus.Active, PausedUntil = null }, now);

    private Task<Subscriber?> ChangeAsync(long id, Func<Subscriber, DateTimeOffset, Subscriber> change, Func<ReaderLists, ReaderLists>? changeLists = null) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            if (await SubscriberTable.GetAsync(db, tx, id) is not { } before) return null;
            var lists = changeLists is null ? ReaderLists.Empty : await ReaderListTable.OfAsync(db, tx, id);
            return (Subscriber?)await StoreAsync(db, tx, before, change(before, now), lists, changeLists?.Invoke(lists) ?? lists, now);
        });

    private Task<(Subscriber? Subscriber, Statement? Problem)> FollowAsync(
        long id, FollowTarget follow, Func<Subscriber, DateTimeOffset, Subscriber> change, Func<ReaderLists, ReaderLists> changeLists, bool byReader) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            if (await SubscriberTable.GetAsync(db, tx, id) is not { } before) return (null, null);
            var lists = await ReaderListTable.OfAsync(db, tx, id);
            var target = await FollowRows.EnsureAsync(db, tx, byReader && FollowRows.Refusal(before) is { } refusal ? follow with { Problem = refusal } : follow, changeLists(lists), follows, now);
            var (after, said) = FollowRows.Add(changeLists(lists), target, follows.MostPerSubscriber);
            return said.Key == FollowRows.Done
                ? (await StoreAsync(db, tx, before, change(before, now), lists, after, now), null)
                : ((Subscriber?)before, (Statement?)said);
        });
}
