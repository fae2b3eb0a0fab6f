using System.Text.Encodings.Web;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Web;

/// <summary>Everything that is kept about a person, as JSON.</summary>
public sealed class DataExport(SubscriberTable subscribers, DigestTable digests)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The person's rows, UTF-8.</summary>
    public async Task<byte[]> OfAsync(Subscriber s)
    {
        var consents = await subscribers.ConsentsAsync(s.Id);
        var mutes = await subscribers.MutesAsync([s.Id]);
        var follows = await subscribers.FollowsAsync([s.Id]);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            email = s.Email, status = s.Status.ToString().ToLowerInvariant(), language = s.Language, zone = s.Zone, time = Schedule.Time(s.SendMinute),
            frequency = s.Frequency.ToString().ToLowerInvariant(), budgetMinutes = s.Budget, topics = s.Topics.Split(',', StringSplitOptions.RemoveEmptyEntries), mutes = mutes[s.Id], followedFeeds = follows[s.Id],
            created = s.Created, confirmed = s.Confirmed, pausedUntil = s.PausedUntil, nextDigest = s.NextDue,
            consents = consents.Select(consent => new { what = consent.What, how = consent.How, at = consent.At }),
            digests = await digests.DatesAsync(s.Id),
        }, Readable);
    }
}
