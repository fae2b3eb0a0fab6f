using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>What a round of sending came to.</summary>
/// <param name="Sent">Taken by the relay.</param>
/// <param name="Deferred">Put off.</param>
/// <param name="Failed">Refused for good.</param>
/// <param name="Problem">Why no mail can leave at present, or null.</param>
public sealed record SendReport(int Sent, int Deferred, int Failed, string? Problem);

/// <summary>The fourth stage: outbox rows → the relay. Several connections, one journal; nothing is lost when it is killed anywhere.</summary>
public sealed class Sender(
    OutboxTable outbox, MailRenderer renderer, IMailTransport transport, SmtpSettings settings, TimeProvider clock, ILogger<Sender> log)
{
    internal const int MailsPerClaim = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private int _failures;
    private DateTimeOffset _notBefore;

    /// <summary>Sends everything whose time has come. After a round that could not send, the next ones do nothing for a growing while.</summary>
    /// <param name="progress">Called after each mail with its result, or null.</param>
    /// <param name="cancellation">Ends early: mails in flight are finished, the rest is given back.</param>
    public async Task<SendReport> RunAsync(Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
    {
        if (clock.GetUtcNow() < _notBefore) return new SendReport(0, 0, 0, null);
        await using var journal = new Journal(outbox, clock);
        var round = new SendRound(transport, journal, TimeSpan.FromDays(settings.GiveUpDays), clock, log, progress, cancellation);
        var lanes = new List<Task>();
        try
        {
            while (!round.Stopped && await outbox.ClaimAsync(clock.GetUtcNow(), Lease, MailsPerClaim) is { Count: > 0 } claimed)
            {
                for (var wanted = Math.Min(settings.Connections, lanes.Count + claimed.Count); lanes.Count < wanted;) lanes.Add(Task.Run(round.LaneAsync, CancellationToken.None));
                await round.AddAsync(claimed, renderer);
            }
        }
        finally
        {
            round.Complete();
            await Task.WhenAll(lanes);
            await outbox.ReleaseAsync(round.Unsent);
        }

        var report = round.Report();
        _failures = report.Problem is null ? 0 : _failures + 1;
        var pause = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(_failures, 8)));
        _notBefore = report.Problem is null ? default : clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        return report;
    }
}
