using System.Globalization;
using DigestBot.Store;
using DigestBot.Wire.Imap;

namespace DigestBot.Replies;

/// <summary>What a round over the inbox came to.</summary>
/// <param name="Read">Messages looked at.</param>
/// <param name="Outcomes">How many came to what.</param>
/// <param name="Failed">Messages that could not be handled and were left where they are.</param>
public sealed record InboxReport(int Read, IReadOnlyDictionary<ReplyOutcome, int> Outcomes, int Failed)
{
    /// <summary>In one line.</summary>
    public override string ToString() => Read == 0
        ? "no new messages"
        : string.Create(CultureInfo.InvariantCulture, $"{Read} messages: ")
          + string.Join(", ", Outcomes.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} {o.Key.ToString().ToLowerInvariant()}")).Append(Failed > 0 ? $"{Failed} could not be handled" : "").Where(part => part.Length > 0));
}

/// <summary>The fifth stage: the inbox → changes. Each message is handled once; one that cannot be read never stops the others.</summary>
public sealed class Inbox(InboxTable handled, ReplyHandler handler, ImapSettings settings, ILogger<Inbox> log)
{
    /// <summary>Handles what is unseen.</summary>
    /// <exception cref="ImapException">The inbox cannot be read; the message says why and what to do.</exception>
    public async Task<InboxReport> RunAsync(CancellationToken cancellation)
    {
        var outcomes = new SortedDictionary<ReplyOutcome, int>();
        if (settings.Host.Length == 0) return new InboxReport(0, outcomes, 0);
        await using var client = await ImapClient.ConnectAsync(settings.ToOptions(), cancellation);
        var mailbox = await client.SelectAsync(settings.Mailbox, cancellation: cancellation);
        var unseen = await client.SearchAsync(new ImapSearch(Unseen: true), cancellation);
        var known = await handled.HandledAsync(mailbox.UidValidity, unseen);
        int read = 0, failed = 0;
        foreach (var uid in unseen.Order().Take(settings.MessagesPerRound))
        {
            try
            {
                if (!known.Contains(uid) && await client.FetchAsync(uid, cancellation) is { } message)
                {
                    read++;
                    var outcome = await handler.ApplyAsync(message.Bytes, mailbox.UidValidity, uid);
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }

                // Seen after it has been handled: killed in between, it is looked at again and known by its hash.
                await client.AddFlagsAsync([uid], ["\\Seen"], cancellation);
            }
            catch (Exception e) when (e is not (OperationCanceledException or ImapException { MustReconnect: true } or Microsoft.Data.Sqlite.SqliteException))
            {
                failed++;
                log.LogError(e, "Message {Uid} of {Mailbox} could not be handled and is left as it is", uid, settings.Mailbox);
            }
        }

        await client.LogoutAsync(cancellation);
        return new InboxReport(read, outcomes, failed);
    }
}
