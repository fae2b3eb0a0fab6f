using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Wire.Smtp;
using Microsoft.Data.Sqlite;

namespace DigestBot.Mail;

/// <summary>What a round of sending came to.</summary>
/// <param name="Sent">Taken by the relay.</param>
/// <param name="Deferred">Put off.</param>
/// <param name="Failed">Refused for good.</param>
/// <param name="Problem">Why no mail can leave at present, or null.</param>
/// <param name="Waiting">Whether nothing was tried, because the problem was met a moment ago.</param>
public sealed record SendReport(int Sent, int Deferred, int Failed, string? Problem, bool Waiting = false);

/// <summary>The fourth stage: outbox rows → the relay. Several connections, one journal; nothing is lost when it is killed anywhere.</summary>
public sealed class Sender(
    OutboxTable outbox, OutboxJournal ledger, MailRenderer renderer, IMailTransport transport, SmtpSettings settings, Pace pace, TimeProvider clock, ILogger<Sender> log)
{
    internal const int MailsPerClaim = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly PolicyRefusals _policy = new(clock);
    private readonly List<AttemptResult> _unrecorded = [];
    private readonly List<long> _unreleased = [];
    private SendReport? _last;
    private int _failures;
    private DateTimeOffset _notBefore;

    /// <summary>Sends everything whose time has come. After a round that could not send, the next ones do nothing for a growing while.</summary>
    /// <param name="progress">Called after each mail with its result, or null.</param>
    /// <param name="cancellation">Ends early: mails in flight are finished, the rest is given back.</param>
    public async Task<SendReport> RunAsync(Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
    {
        if (_notBefore - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero && wait <= LongestPause && _last is { } last) return last with { Sent = 0, Deferred = 0, Failed = 0, Waiting = true };
        await RecordLateAsync();
        if (pace.WantsLastHour) pace.CountLastHour(await outbox.SentAroundAsync(clock.GetUtcNow(), settings.MaxPerHour));
        var line = new WaitingLine<WaitingMail>(pace, MailsPerClaim);
        line.Begin();
        var round = new SendRound(line, TimeSpan.FromDays(settings.GiveUpDays), clock, log, _policy, progress, cancellation);
        var journal = new Journal(ledger, clock, round.Keep);
        var lanes = new List<Task>();
        try
        {
            while (!round.Stopped)
            {
                var room = await line.RoomAsync(BetweenLooks);
                await TakeBackAsync(line, round);
                var claimed = room.Limit == 0 ? [] : await outbox.ClaimAsync(clock.GetUtcNow(), Lease, room.Limit, room.UrgentOnly);
                if (claimed.Count == 0 && !round.Busy) break;
                for (var wanted = Math.Min(settings.Connections, lanes.Count + claimed.Count); lanes.Count < wanted;)
                    lanes.Add(Task.Run(new Lane(round, line, transport, journal, clock, log, cancellation).RunAsync, CancellationToken.None));
                // One mail may take ten minutes at a slow relay; a confirmation that somebody waits for must not, and digests go on as soon as there is room.
                if (claimed.Count > 0) await round.AddAsync(claimed, renderer);
                else await round.WaitAsync(BetweenLooks, () => room.UrgentOnly && !line.Room().UrgentOnly);
            }
        }
        catch (Exception e)
        {
            // What waits must not be waited for: nobody takes it back any more when its pace is slow.
            round.Stop(e.Message);
            throw;
        }
        finally
        {
            round.Complete();
            await Task.WhenAll(lanes);
            await TryAsync(() => TakeBackAsync(line, round));
            await journal.DisposeAsync();
            _unrecorded.AddRange(round.Unrecorded);
            _unreleased.AddRange(round.Unsent);
        }

        var report = Note(round.Report());
        if (report.Problem is null) await RecordLateAsync();
        else await TryAsync(RecordLateAsync);
        return report;
    }

    // Mails whose domain, or everybody, is to be left alone for a while: no attempt was made.
    private async Task TakeBackAsync(WaitingLine<WaitingMail> line, SendRound round)
    {
        var back = line.TakeBack();
        if (back.Count == 0) return;
        List<(long Id, DateTimeOffset)> putOff = [.. back.Where(mail => mail.Until is not null).Select(mail => (mail.Item.Row.Id, mail.Until!.Value))];
        List<long> released = [.. back.Where(mail => mail.Until is null).Select(mail => mail.Item.Row.Id)];
        try
        {
            if (putOff.Count > 0) await outbox.PutOffAsync(putOff);
            // At once, not when the round ends: that may wait long for a single answer.
            if (released.Count > 0) await outbox.ReleaseAsync(released);
            foreach (var (mail, _) in back) round.Done(mail.Row.Id);
        }
        catch (SqliteException)
        {
            // Not written; but not ours for half an hour more either.
            foreach (var (mail, _) in back) round.GiveBack(mail.Row.Id, done: true);
            throw;
        }
    }

    // What the relay took, but a full disk did not let us write down: written before anything is claimed, or it would be sent again. Then what was not tried is given back.
    private async Task RecordLateAsync()
    {
        if (_unrecorded.Count > 0) await ledger.WriteAsync(_unrecorded, [], clock.GetUtcNow());
        _unrecorded.Clear();
        if (_unreleased.Count > 0) await outbox.ReleaseAsync(_unreleased);
        _unreleased.Clear();
    }

    // The round's own problem is what is told; what cannot be written now is written before the next round.
    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (SqliteException e)
        {
            log.LogWarning("The ledger is written later: {Problem}", e.Message);
        }
    }

    private SendReport Note(SendReport report)
    {
        _failures = report.Problem is null ? 0 : _failures + 1;
        var pause = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(_failures, 8)));
        _notBefore = report.Problem is null ? default : clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        return _last = report;
    }
}
