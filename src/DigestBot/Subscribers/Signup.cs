using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Subscribers;

/// <summary>Joining: a form, a confirmation mail, a button (double opt-in).</summary>
public sealed class Signup(Database database, SubscriberTable subscribers, SuppressionTable suppressions, KeyFile key, TimeProvider clock)
{
    /// <summary>At most so many confirmation mails to one address, ever.</summary>
    private const int MostConfirmations = 3;

    private static readonly TimeSpan BetweenConfirmations = TimeSpan.FromDays(1);

    /// <summary>The form under which an address is found again: two spellings of one mailbox have one key.</summary>
    public static string EmailKey(string email) => EmailAddress.Normalise(email).ToLowerInvariant();

    /// <summary>
    /// Takes a signup. A known and an unknown address are answered alike: whether somebody is subscribed is nobody's business.
    /// </summary>
    /// <param name="email">Address as typed.</param>
    /// <param name="choices">Already checked.</param>
    /// <param name="how">Where the wish came from, for the record of consent.</param>
    /// <returns>Why the address cannot be one, in English; null when the signup was taken.</returns>
    public async Task<string?> JoinAsync(string email, Preferences choices, string how)
    {
        if (!EmailAddress.TryParse(email, out var address, out var reason)) return reason;
        var now = clock.GetUtcNow();
        var emailKey = EmailKey(email);
        var suppressed = await suppressions.ReasonAsync(key.AddressKey(emailKey)) == SuppressionTable.Complaint;
        var known = await subscribers.ByEmailKeyAsync(emailKey);
        await database.WriteAsync(async (db, tx) =>
        {
            var subscriber = known is null
                ? choices.ApplyTo(new Subscriber { Email = address.ToString(), Status = SubscriberStatus.Pending, Created = now })
                : await SubscriberTable.GetAsync(db, tx, known.Id) ?? known;
            if (known is null)
            {
                if (await SubscriberTable.InsertAsync(db, tx, subscriber, emailKey) is not { } id) return; // the same form, twice at once
                subscriber = subscriber with { Id = id };
            }

            await SubscriberTable.AddConsentAsync(db, tx, subscriber.Id, "asked to join", how, now);
            if (suppressed || !MayWrite(subscriber, now)) return;

            var active = subscriber.Status is SubscriberStatus.Active or SubscriberStatus.Paused;
            // Somebody who is subscribed keeps their choices: anyone can type an address into a form.
            if (!active) subscriber = choices.ApplyTo(subscriber) with { Status = SubscriberStatus.Pending };
            subscriber = subscriber with { ConfirmSent = now, ConfirmCount = subscriber.ConfirmCount + 1 };
            await SubscriberTable.UpdateAsync(db, tx, subscriber);
            var facts = active ? NoticeFacts.Of(subscriber, new Statement("change.alreadySubscribed")) : NoticeFacts.Of(subscriber);
            await OutboxTable.AddAsync(db, tx, active ? MailKind.Receipt : MailKind.Confirm, subscriber.Email, subscriber.Id, null, facts.ToJson(), now);
        });
        return null;
    }

    /// <summary>Confirms an address: the subscription begins, and a welcome is queued.</summary>
    /// <returns>The subscriber, or null when there is nothing to confirm.</returns>
    public Task<Subscriber?> ConfirmAsync(long id, string how) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            var subscriber = await SubscriberTable.GetAsync(db, tx, id);
            if (subscriber is null || subscriber.Status is SubscriberStatus.Active or SubscriberStatus.Paused) return subscriber;
            if (subscriber.Status != SubscriberStatus.Pending) return null; // an old mail's button: they have left since
            // From here on nothing is missed, and who comes back is not sent what appeared while they were gone.
            var cursor = Math.Max(subscriber.Cursor, await ArticleLog.HeadAsync(db, tx));
            subscriber = subscriber with { Status = SubscriberStatus.Active, Confirmed = now, ConfirmCount = 0, ConfirmSent = null, Cursor = cursor };
            subscriber = subscriber with { NextDue = Schedule.Next(subscriber, now).Due };
            await SubscriberTable.UpdateAsync(db, tx, subscriber);
            await SubscriberTable.AddConsentAsync(db, tx, id, "confirmed", how, now);
            await SuppressionTable.RemoveAsync(db, tx, key.AddressKey(EmailKey(subscriber.Email)));
            await OutboxTable.AddAsync(db, tx, MailKind.Welcome, subscriber.Email, id, null, NoticeFacts.Of(subscriber).ToJson(), now);
            return subscriber;
        });

    /// <summary>Removes signups that were never confirmed.</summary>
    /// <returns>How many.</returns>
    public Task<int> PurgeUnconfirmedAsync(TimeSpan olderThan) =>
        database.WriteAsync(async (db, tx) =>
        {
            var before = clock.GetUtcNow() - olderThan;
            var stale = (await SubscriberTable.PendingBeforeAsync(db, tx, before)).ToList();
            foreach (var id in stale) await SubscriberTable.EraseAsync(db, tx, id);
            return stale.Count;
        });

    private static bool MayWrite(Subscriber s, DateTimeOffset now) =>
        s.ConfirmCount < MostConfirmations && (s.ConfirmSent is not { } last || now - last >= BetweenConfirmations);
}
