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

/// <summary>The fifth stage: the inbox → changes. Each message is handled once; one that cannot be handled is noted and never stops the others.</summary>
public sealed class Inbox(InboxTable inbox, ReplyHandler handler, ImapSettings settings, TimeProvider clock, ILogger<Inbox> log)
{
    /// <summary>Handles what is new since the last round, whether or not somebody has looked at it with a mail program; the very first round takes what is unseen.</summary>
    /// <exception cref="ImapException">The inbox cannot be read; the message says why and what to do.</exception>
    public async Task<InboxReport> RunAsync(CancellationToken cancellation)
    {
        var outcomes = new SortedDictionary<ReplyOutcome, int>();
        if (settings.Host.Length == 0) return new InboxReport(0, outcomes, 0);
        await using var client = await ImapClient.ConnectAsync(settings.ToOptions(), cancellation);
        var mailbox = await client.SelectAsync(settings.Mailbox, cancellation: cancellation);
        var position = await inbox.PositionAsync(mailbox.UidValidity);
        var found = await client.SearchAsync(position is { } read ? new ImapSearch(From: read + 1) : new ImapSearch(Unseen: true), cancellation);
        int handled = 0, failed = 0;
        // "n:*" names the last message even when its number is below n (RFC 9051 9).
        foreach (var uid in found.Where(uid => position is null || uid > position).Order().Take(settings.MessagesPerRound))
        {
            try
            {
                if (await client.FetchAsync(uid, cancellation) is { } message)
                {
                    handled++;
                    var outcome = await handler.ApplyAsync(message.Bytes, mailbox.UidValidity, uid);
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            }
            catch (Exception e) when (e is not (OperationCanceledException or ImapException { MustReconnect: true } or ImapException { Temporary: true } or Microsoft.Data.Sqlite.SqliteException))
            {
                failed++;
                log.LogError(e, "Message {Uid} of {Mailbox} could not be handled", uid, settings.Mailbox);
                await inbox.FailAsync(mailbox.UidValidity, uid, clock.GetUtcNow());
            }

            await MarkSeenAsync(client, uid, cancellation);
            // After the message: killed in between, it is looked at again and known by its content.
            await inbox.AdvanceAsync(mailbox.UidValidity, uid);
        }

        if (position is null && mailbox.UidNext is { } next && found.Count <= settings.MessagesPerRound) await inbox.AdvanceAsync(mailbox.UidValidity, next - 1);
        await client.LogoutAsync(cancellation);
        return new InboxReport(handled, outcomes, failed);
    }

    // For whoever looks into the mailbox; nothing depends on it, and a mailbox may be read-only.
    private async Task MarkSeenAsync(ImapClient client, uint uid, CancellationToken cancellation)
    {
        try
        {
            await client.AddFlagsAsync([uid], ["\\Seen"], cancellation);
        }
        catch (ImapException e) when (!e.MustReconnect)
        {
            log.LogDebug("Message {Uid} of {Mailbox} could not be marked as seen: {Problem}", uid, settings.Mailbox, e.Message);
        }
    }
}
