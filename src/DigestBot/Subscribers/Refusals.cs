using System.Data;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Subscribers;

/// <summary>
/// What follows for a subscriber when mail to them is refused for good. Only what is said of the address itself counts (<see cref="AddressFault"/>), and only
/// when it is said twice, of two mails most of a day apart, with nothing delivered between: a relay whose directory fails for an hour says "no such user" of everybody.
/// </summary>
public sealed class Refusals(Database database, RefusalTable refusals, KeyFile key, TimeProvider clock, ILogger<Refusals> log)
{
    /// <summary>Mails that must be refused before a subscription ends.</summary>
    public const int Mails = 2;

    /// <summary>Time between the first and the last of them, at least: two daily digests, not two tries of one evening.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(20);

    private const int MailsPerCommit = 200;

    /// <summary>Looks at mails that have failed since the last time.</summary>
    /// <returns>How many subscriptions ended.</returns>
    public async Task<int> JudgeAsync(CancellationToken cancellation)
    {
        var ended = 0;
        while (!cancellation.IsCancellationRequested && await refusals.UnjudgedAsync(MailsPerCommit) is { Count: > 0 } failed)
            ended += await database.WriteAsync(async (db, tx) =>
            {
                var now = 0;
                foreach (var mail in failed)
                    // At MAIL it is our own address that was refused.
                    if (await RefusalTable.JudgedAsync(db, tx, mail.Id) && mail is { SubscriberId: { } subscriber, Stage: "Rcpt" or "Data" or "FinalDot" } && DeadAddress.Is(mail.Code, mail.Status, mail.Text)
                        && await CountAsync(db, tx, subscriber, mail)) now++;
                return now;
            }, cancellation);
        return ended;
    }

    /// <summary>Takes a bounce of a mail that the relay had taken. The mail must have been named by a signed token: what a bounce says of addresses proves nothing.</summary>
    /// <param name="mail">The outbox row.</param>
    /// <param name="recipient">What the bounce says.</param>
    /// <returns>Whether it was taken account of: not for a mail that is unknown, of somebody who was erased, or that had bounced before.</returns>
    public Task<bool> BouncedAsync(long mail, DeliveryRecipient recipient) =>
        database.WriteAsync((db, tx) => BouncedAsync(db, tx, mail, recipient));

    /// <summary>The same within the caller's transaction.</summary>
    internal async Task<bool> BouncedAsync(IDbConnection db, IDbTransaction tx, long mail, DeliveryRecipient recipient)
    {
        if (recipient.Action != "failed") return false;
        var said = new FailedMail
        {
            Id = mail, Stage = "Bounce", Code = int.TryParse(recipient.Reply, out var code) ? code : null, Status = recipient.Status, Text = recipient.Diagnostic, At = clock.GetUtcNow(),
        };
        if (await RefusalTable.BouncedAsync(db, tx, said) is not { } subscriber) return false;
        if (DeadAddress.Is(said.Code, said.Status, said.Text)) await CountAsync(db, tx, subscriber, said);
        return true;
    }

    /// <summary>
    /// Takes a complaint about a mail, within the caller's transaction: whoever it was for gets no more, at once, not even a goodbye that is queued, but one confirmation mail when somebody signs the address up again: only its owner, by that mail, or the operator brings them back.
    /// A signed token must have said whose mail it was: what a complaint says of addresses proves nothing.
    /// </summary>
    /// <param name="db">Its connection.</param>
    /// <param name="tx">Its transaction.</param>
    /// <param name="subscriber">Who; null when only the mail is known.</param>
    /// <param name="mail">The outbox row, or null.</param>
    /// <param name="type">What was said (RFC 5965 3.5), for the record.</param>
    /// <returns>Whether something was changed.</returns>
    internal async Task<bool> ComplainedAsync(IDbConnection db, IDbTransaction tx, long? subscriber, long? mail, string type)
    {
        if ((subscriber ?? await RefusalTable.ReaderOfAsync(db, tx, mail)) is not { } id || await SubscriberTable.GetAsync(db, tx, id) is not { } s || s.Status == SubscriberStatus.Complained) return false;
        var now = clock.GetUtcNow();
        var addressKey = key.AddressKey(Signup.EmailKey(s.Email));
        // Who complains of a confirmation mail, or a second time without having come back, is asked no more.
        var enough = s.Status == SubscriberStatus.Pending || await SuppressionTable.OfAsync(db, tx, addressKey) is { Reason: SuppressionTable.Complaint };
        await EndAsync(db, tx, s with { ConfirmCount = enough ? Signup.MostConfirmations : 0 }, SubscriberStatus.Complained, "complained", type, now);
        await SuppressionTable.AddAsync(db, tx, addressKey, SuppressionTable.Complaint, now);
        log.LogWarning("Subscriber {Id} gets no more mail: a complaint came ({Type})", id, type);
        return true;
    }

    private async Task<bool> CountAsync(IDbConnection db, IDbTransaction tx, long id, FailedMail mail)
    {
        // Who has not confirmed gets no second mail anyhow, and is forgotten with the other unconfirmed; who has left stays as they are.
        if (await SubscriberTable.GetAsync(db, tx, id) is not { Status: SubscriberStatus.Active or SubscriberStatus.Paused } s) return false;
        var before = await RefusalTable.OfAsync(db, tx, id);
        // A mail that the operator has tried again is the same mail: it says nothing new of the address.
        var (first, mails) = before is null ? (mail.At, 1) : (before.FirstAt < mail.At ? before.FirstAt : mail.At, before.Mails + (before.Mail == mail.Id ? 0 : 1));
        var said = new Attempt { Stage = mail.Stage, Code = mail.Code, Status = mail.Status, Text = mail.Text }.ToString();
        if (mails < Mails || mail.At - first < Apart)
        {
            await RefusalTable.WriteAsync(db, tx, id, new AddressRefusal { FirstAt = first, LastAt = mail.At, Mails = mails, Mail = mail.Id, Said = said });
            log.LogWarning("The address of subscriber {Id} was refused ({Mails} mails so far): {Said}", id, mails, said);
            return false;
        }

        await EndAsync(db, tx, s with { ConfirmCount = 0 }, SubscriberStatus.Bounced, "bounced", said, clock.GetUtcNow());
        log.LogWarning("Subscriber {Id} gets no more mail: the address was refused by {Mails} mails since {First}: {Said}", id, mails, first, said);
        return true;
    }

    private static async Task EndAsync(IDbConnection db, IDbTransaction tx, Subscriber s, SubscriberStatus status, string what, string how, DateTimeOffset now)
    {
        await SubscriberTable.UpdateAsync(db, tx, s with { Status = status, NextDue = null, PausedUntil = null, ConfirmSent = null });
        await SubscriberTable.AddConsentAsync(db, tx, s.Id, what, how, now);
        await (status == SubscriberStatus.Complained ? OutboxTable.CancelAllAsync(db, tx, s.Id, now) : OutboxTable.CancelAsync(db, tx, s.Id, now));
        await RefusalTable.ForgetAsync(db, tx, s.Id);
    }
}
