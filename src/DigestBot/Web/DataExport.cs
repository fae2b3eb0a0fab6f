using System.Text.Encodings.Web;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Web;

/// <summary>Everything that is kept about a person, as JSON.</summary>
public sealed class DataExport(SubscriberTable subscribers, ReaderListTable readerLists, FeedTable feeds, DigestTable digests, OutboxTable outbox, AttemptTable attempts, RefusalTable refusals, Signup signup)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The person's rows, UTF-8.</summary>
    public async Task<byte[]> OfAsync(Subscriber s)
    {
        var consents = await subscribers.ConsentsAsync(s.Id);
        var lists = await readerLists.OfAsync(s.Id);
        var own = await outbox.OfAsync(s.Id);
        var tried = await attempts.OfAsync(own);
        var suppression = await signup.SuppressionAsync(s.Email);
        var refused = await refusals.KeptAsync(s.Id);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            email = s.Email, status = s.Status.ToString().ToLowerInvariant(), language = s.Language, zone = s.Zone, time = Schedule.Time(s.SendMinute),
            frequency = s.Frequency.ToString().ToLowerInvariant(), weekday = Schedule.DayNames(1 << (s.Weekday - 1))[0], days = Schedule.DayNames(s.Days), secondTime = Schedule.Time(s.SecondMinute), monthDay = s.MonthDay, name = s.Name,
            readLanguages = s.ReadLanguages.Split(',', StringSplitOptions.RemoveEmptyEntries), pictures = s.Pictures, quietNote = s.QuietNote, awaySince = s.AwaySince, budgetMinutes = s.Budget, topics = s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries),
            mutedWords = lists.MutedWords, mutedSources = lists.MutedSources, followedFeeds = (await feeds.ManyAsync(lists.Follows.Select(follow => follow.FeedId))).Select(feed => new { name = feed.DisplayTitle, url = feed.Url }),
            created = s.Created, confirmed = s.Confirmed, pausedUntil = s.PausedUntil, nextDigest = s.NextDue,
            consents = consents.Select(consent => new { what = consent.What, how = consent.How, at = consent.At }),
            suppressed = suppression is null ? null : new { reason = suppression.Reason, since = suppression.Created },
            addressRefusals = refused is null ? null : new { first = refused.FirstAt, last = refused.LastAt, mails = refused.Mails, said = refused.Said },
            digests = await digests.DatesAsync(s.Id),
            mails = own.Select(mail => new
            {
                kind = mail.Kind.ToString().ToLowerInvariant(), state = mail.State.ToString().ToLowerInvariant(), queued = mail.Created, messageId = mail.MessageId, lastReply = mail.LastReply,
                attempts = tried[mail.Id].Select(one => new
                {
                    number = one.Number, at = one.Attempt.At, stage = one.Attempt.Stage, code = one.Attempt.Code, status = one.Attempt.Status, text = one.Attempt.Text, relay = one.Attempt.Relay, inDoubt = one.Attempt.InDoubt,
                }),
            }),
        }, Readable);
    }
}
