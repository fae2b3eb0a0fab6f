using System.Data;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Subscribers;

/// <summary>What a signup came to.</summary>
/// <param name="Queued">Whether a mail to the address was queued.</param>
/// <param name="Problem">Why not, in English; null also where it is nobody's business.</param>
public sealed record JoinResult(bool Queued, string? Problem);

/// <summary>Joining: a form, a confirmation mail, a button (double opt-in).</summary>
public sealed class Signup(
    Database database, SubscriberTable subscribers, SuppressionTable suppressions, KeyFile key, SignupOptions options, TimeProvider clock)
{
    /// <summary>At most so many confirmation mails to one address; who confirms none of them gets no more.</summary>
    internal const int MostConfirmations = 3;

    // After a complaint: enough for its owner to come back by their own mailbox, and an end for strangers who type the address.
    private const int MostAfterComplaint = 1;

    private static readonly TimeSpan BetweenConfirmations = TimeSpan.FromDays(1);

    /// <summary>The form under which an address is found again: two spellings of one mailbox have one key.</summary>
    public static string EmailKey(string email) => EmailAddress.Normalise(email).ToLowerInvariant();

    /// <summary>Whether this installation can write to such an address.</summary>
    public bool Reaches(EmailAddress address) => options.InternationalAddresses || !address.IsInternational;

    /// <summary>
    /// Takes a person's own signup. A known and an unknown address are answered alike by whoever calls this: whether somebody is subscribed is nobody's business.
    /// </summary>
    /// <param name="email">Address as typed.</param>
    /// <param name="choices">Already checked.</param>
    /// <param name="how">Where the wish came from, for the record of consent.</param>
    public Task<JoinResult> JoinAsync(string email, Preferences choices, string how) => JoinAsync(email, choices, how, asked: true);

    /// <summary>Takes a signup from an operator's list. It brings nobody back who has left, or who has had everything erased.</summary>
    public Task<JoinResult> ImportAsync(string email, Preferences choices, string how) => JoinAsync(email, choices, how, asked: false);

    private async Task<JoinResult> JoinAsync(string email, Preferences choices, string how, bool asked)
    {
        if (!EmailAddress.TryParse(email, out var address, out var reason)) return new JoinResult(false, reason);
        if (!Reaches(address)) return new JoinResult(false, "The part before the @ is not ASCII, and such addresses are refused here (Signup:InternationalAddresses).");
        var now = clock.GetUtcNow();
        var emailKey = EmailKey(email);
        var known = await subscribers.ByEmailKeyAsync(emailKey);
        return await database.WriteAsync(async (db, tx) =>
        {
            var suppression = await SuppressionTable.OfAsync(db, tx, key.AddressKey(emailKey));
            if (suppression is { Reason: SuppressionTable.Unconfirmed } || (suppression is not null && !asked)) return new JoinResult(false, asked ? null : $"the address is {suppression}");
            var subscriber = known is null
                ? choices.ApplyTo(new Subscriber { Email = address.ToString(), Status = SubscriberStatus.Pending, Created = now })
                : await SubscriberTable.GetAsync(db, tx, known.Id) ?? known;
            if (!asked && subscriber.Status is not SubscriberStatus.Pending) return new JoinResult(false, $"the address is known already ({subscriber.Status.ToString().ToLowerInvariant()})");
            if (known is null)
            {
                if (await SubscriberTable.InsertAsync(db, tx, subscriber, emailKey) is not { } id) return new JoinResult(false, null); // the same form, twice at once
                subscriber = subscriber with { Id = id };
            }

            if (!MayWrite(subscriber, Most(suppression), now)) return new JoinResult(false, asked ? null : "it has had its confirmation mail");
            await QueueAsync(db, tx, subscriber, choices, how, now);
            return new JoinResult(true, null);
        });
    }

    /// <summary>How an address was confirmed, for the record: by the operator's hand.</summary>
    public const string ByOperator = "operator";

    /// <summary>Why this address gets no mail; null when it may.</summary>
    public Task<Suppression?> SuppressionAsync(string email) => suppressions.OfAsync(key.AddressKey(EmailKey(email)));

    /// <summary>Lifts a suppression by the operator's hand: confirmation mails may go to the address again. Nobody is subscribed by it.</summary>
    /// <returns>What was lifted; null when the address was not suppressed.</returns>
    public Task<Suppression?> LiftAsync(string email) =>
        database.WriteAsync(async (db, tx) =>
        {
            var addressKey = key.AddressKey(EmailKey(email));
            if (await SuppressionTable.OfAsync(db, tx, addressKey) is not { } lifted) return null;
            await SuppressionTable.RemoveAsync(db, tx, addressKey);
            if (await SubscriberTable.ByEmailKeyAsync(db, tx, EmailKey(email)) is { } s)
            {
                await SubscriberTable.UpdateAsync(db, tx, s with { ConfirmCount = 0, ConfirmSent = null });
                await SubscriberTable.AddConsentAsync(db, tx, s.Id, "suppression lifted", $"{ByOperator}; {lifted.Reason}", clock.GetUtcNow());
            }

            return (Suppression?)lifted;
        });

    /// <summary>
    /// Confirms an address: the subscription begins, and a welcome is queued. Who does it by the link that only the mailbox has lifts what kept the address away;
    /// by the operator's hand nothing is lifted: a suppressed address is not confirmed.
    /// </summary>
    /// <returns>The subscriber, or null when there is nothing to confirm.</returns>
    public Task<Subscriber?> ConfirmAsync(long id, string how) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            var subscriber = await SubscriberTable.GetAsync(db, tx, id);
            if (subscriber is null || subscriber.Status is SubscriberStatus.Active or SubscriberStatus.Paused) return subscriber;
            // An old mail's button: they have left or complained since, and have not signed up again. The operator may bring somebody back who says that the complaint was a mistake.
            if (subscriber.Status != SubscriberStatus.Pending && (subscriber.Status != SubscriberStatus.Complained || how != ByOperator)) return null;
            var addressKey = key.AddressKey(EmailKey(subscriber.Email));
            if (how == ByOperator && await SuppressionTable.OfAsync(db, tx, addressKey) is not null) return null;
            // From here on nothing is missed, and who comes back begins with the last day like anybody, not with what appeared while they were gone.
            var head = Math.Max(subscriber.Cursor, await ArticleLog.HeadAsync(db, tx));
            subscriber = subscriber with { Status = SubscriberStatus.Active, Confirmed = now, ConfirmCount = 0, ConfirmSent = null, ChoicesSince = head, Cursor = head, LastDate = null, AwaySince = null };
            subscriber = subscriber with { NextDue = Schedule.Next(subscriber, now).Due };
            await SubscriberTable.UpdateAsync(db, tx, subscriber);
            await SubscriberTable.AddConsentAsync(db, tx, id, "confirmed", how, now);
            await SuppressionTable.RemoveAsync(db, tx, addressKey);
            await OutboxTable.CancelConfirmAsync(db, tx, id, now);
            await OutboxTable.AddAsync(db, tx, MailKind.Welcome, subscriber.Email, id, null, (await NoticeFacts.OfAsync(db, tx, subscriber)).ToJson(), now);
            return (Subscriber?)subscriber;
        });

    /// <summary>Removes signups that were never confirmed. An address that has had all its confirmation mails in vain gets no more.</summary>
    /// <returns>How many.</returns>
    public Task<int> PurgeUnconfirmedAsync(TimeSpan olderThan) =>
        database.WriteAsync(async (db, tx) =>
        {
            var now = clock.GetUtcNow();
            var stale = (await SubscriberTable.PendingBeforeAsync(db, tx, now - olderThan)).ToList();
            foreach (var subscriber in stale)
            {
                await SubscriberTable.EraseAsync(db, tx, subscriber.Id);
                var addressKey = key.AddressKey(EmailKey(subscriber.Email));
                if (subscriber.ConfirmCount >= Most(await SuppressionTable.OfAsync(db, tx, addressKey))) await SuppressionTable.AddAsync(db, tx, addressKey, SuppressionTable.Unconfirmed, now);
            }

            return stale.Count;
        });

    private static async Task QueueAsync(IDbConnection db, IDbTransaction tx, Subscriber subscriber, Preferences choices, string how, DateTimeOffset now)
    {
        var active = subscriber.Status is SubscriberStatus.Active or SubscriberStatus.Paused;
        // Somebody who is subscribed keeps their choices: anyone can type an address into a form.
        if (!active) subscriber = choices.ApplyTo(subscriber) with { Status = SubscriberStatus.Pending };
        subscriber = subscriber with { ConfirmSent = now, ConfirmCount = subscriber.ConfirmCount + 1 };
        await SubscriberTable.UpdateAsync(db, tx, subscriber);
        await SubscriberTable.AddConsentAsync(db, tx, subscriber.Id, "asked to join", how, now);
        var facts = active ? await NoticeFacts.OfAsync(db, tx, subscriber, new Statement("change.alreadySubscribed")) : NoticeFacts.Of(subscriber);
        await OutboxTable.AddAsync(db, tx, active ? MailKind.Receipt : MailKind.Confirm, subscriber.Email, subscriber.Id, null, facts.ToJson(), now);
    }

    private static int Most(Suppression? suppression) => suppression is { Reason: SuppressionTable.Complaint } ? MostAfterComplaint : MostConfirmations;

    // A last mail that lies ahead was sent while the clock was: it does not keep the next one away until then.
    private static bool MayWrite(Subscriber s, int most, DateTimeOffset now) =>
        s.ConfirmCount < most && (s.ConfirmSent is not { } last || last > now || now - last >= BetweenConfirmations);
}
