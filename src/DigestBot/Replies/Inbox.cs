using System.Globalization;
using DigestBot.Store;
using DigestBot.Subscribers;
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
    /// <summary>After so long no further message is begun that has addresses looked up: with the last one's own time it makes a minute.</summary>
    private static readonly TimeSpan LookingUp = TimeSpan.FromMinutes(1) - Following.Patience;

    /// <summary>
    /// Handles what is new since the last round, whether or not somebody has looked at it with a mail program; the very first round takes what is unseen.
    /// Messages that have addresses looked up come last and have a minute together: who leaves does not wait for other people's slow web sites.
    /// </summary>
    /// <exception cref="ImapException">The inbox cannot be read; the message says why and what to do.</exception>
    public async Task<InboxReport> RunAsync(CancellationToken cancellation)
    {
        if (settings.Host.Length == 0) return new Round(first: false).Report;
        await using var client = await ImapClient.ConnectAsync(settings.ToOptions(), cancellation);
        var mailbox = await client.SelectAsync(settings.Mailbox, cancellation: cancellation);
        var position = await inbox.PositionAsync(mailbox.UidValidity);
        var round = new Round(first: position is null);
        var found = await client.SearchAsync(position is { } read ? new ImapSearch(From: read + 1) : new ImapSearch(Unseen: true), cancellation);
        // A round before this one may have handled what stands behind a message that it left.
        var done = await inbox.NumbersAsync(mailbox.UidValidity, position ?? 0);
        // "n:*" names the last message even when its number is below n (RFC 9051 9).
        var all = found.Where(uid => position is null || uid > position).Order().ToList();
        var open = all.Where(uid => !done.Contains(uid)).ToList();
        var fresh = open.Take(settings.MessagesPerRound).ToList();
        round.Begin(all.TakeWhile(uid => fresh.Count < settings.MessagesPerRound || uid <= fresh[^1]), fresh);
        foreach (var uid in fresh) await HandleAsync(client, mailbox.UidValidity, uid, round, mayLookUp: false, cancellation);
        var started = clock.GetUtcNow();
        foreach (var uid in round.Left.ToList())
        {
            if (clock.GetUtcNow() - started > LookingUp) break;
            await HandleAsync(client, mailbox.UidValidity, uid, round, mayLookUp: true, cancellation);
        }

        // Only when all that was unseen is dealt with: from a position on, messages count that somebody read long ago.
        if (position is null && mailbox.UidNext is { } next && open.Count == fresh.Count && round.Left.Count == 0) await inbox.AdvanceAsync(mailbox.UidValidity, next - 1);
        await client.LogoutAsync(cancellation);
        return round.Report;
    }

    private async Task HandleAsync(ImapClient client, uint uidValidity, uint uid, Round round, bool mayLookUp, CancellationToken cancellation)
    {
        try
        {
            if (await client.FetchAsync(uid, cancellation) is { } message)
            {
                round.Read++;
                var outcome = await handler.ApplyAsync(message.Bytes, uidValidity, uid, mayLookUp);
                if (outcome == ReplyOutcome.Later)
                {
                    round.Read--;
                    round.Left.Add(uid);
                    return;
                }

                round.Count(outcome);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or ImapException { MustReconnect: true } or ImapException { Temporary: true } or Microsoft.Data.Sqlite.SqliteException))
        {
            round.Failed++;
            log.LogError(e, "Message {Uid} of {Mailbox} could not be handled", uid, settings.Mailbox);
            await inbox.FailAsync(uidValidity, uid, clock.GetUtcNow());
        }

        await MarkSeenAsync(client, uid, cancellation);
        // After the message: killed in between, it is looked at again and known by its content.
        if (round.Handled(uid) is { } position && !round.First) await inbox.AdvanceAsync(uidValidity, position);
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

    /// <summary>What a round has handled, and how far the mailbox is read without a gap.</summary>
    private sealed class Round(bool first)
    {
        private readonly SortedDictionary<ReplyOutcome, int> _outcomes = [];
        private readonly Queue<uint> _open = [];
        private readonly HashSet<uint> _handled = [];

        /// <summary>Whether the mailbox has never been read to its end.</summary>
        public bool First => first;

        /// <summary>Messages that wait for addresses to be looked up.</summary>
        public SortedSet<uint> Left { get; } = [];

        public int Read { get; set; }

        public int Failed { get; set; }

        public InboxReport Report => new(Read, _outcomes, Failed);

        public void Begin(IEnumerable<uint> all, IEnumerable<uint> fresh)
        {
            foreach (var uid in all) _open.Enqueue(uid);
            _handled.UnionWith(_open.Except(fresh));
        }

        public void Count(ReplyOutcome outcome) => _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;

        /// <summary>Notes a message.</summary>
        /// <returns>The number up to which everything is dealt with, when it has grown.</returns>
        public uint? Handled(uint uid)
        {
            Left.Remove(uid);
            _handled.Add(uid);
            uint? position = null;
            while (_open.TryPeek(out var next) && _handled.Contains(next)) position = _open.Dequeue();
            return position;
        }
    }
}
