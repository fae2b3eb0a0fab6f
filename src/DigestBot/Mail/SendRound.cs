using System.Threading.Channels;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>One round of sending: claimed mails on one side, connections on the other.</summary>
internal sealed class SendRound(
    IMailTransport transport, Journal journal, TimeSpan giveUp, TimeProvider clock, ILogger log, Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
{
    // Room for one claim, so that the next is prepared while this one is sent. What waits here is given back when the round ends early.
    private readonly Channel<(OutboxMessage Mail, PreparedMails Prepared)> _mails = Channel.CreateBounded<(OutboxMessage, PreparedMails)>(Sender.MailsPerClaim);
    private readonly List<long> _unsent = [];
    private int _sent, _deferred, _failed;
    private string? _problem;

    /// <summary>No further mail is begun.</summary>
    public bool Stopped => _problem is not null || cancellation.IsCancellationRequested;

    /// <summary>Claimed mails that were not tried.</summary>
    public IReadOnlyList<long> Unsent => _unsent;

    /// <summary>Hands claimed mails to the lanes.</summary>
    public async Task AddAsync(IReadOnlyList<OutboxMessage> claimed, MailRenderer renderer)
    {
        PreparedMails prepared;
        try
        {
            prepared = await renderer.PrepareAsync(claimed);
        }
        catch
        {
            foreach (var mail in claimed) Release(mail);
            throw;
        }

        foreach (var mail in claimed) await _mails.Writer.WriteAsync((mail, prepared), CancellationToken.None);
    }

    /// <summary>No more mails will come.</summary>
    public void Complete() => _mails.Writer.TryComplete();

    /// <summary>What the round came to.</summary>
    public SendReport Report() => new(_sent, _deferred, _failed, _problem);

    /// <summary>One connection's work. It takes every mail that is handed to it, so that nobody waits for it in vain.</summary>
    public async Task LaneAsync()
    {
        var lane = new Lane(this, transport, journal, cancellation);
        await foreach (var (mail, prepared) in _mails.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                if (Stopped) Release(mail);
                else await lane.SendAsync(mail, prepared);
            }
            catch (Exception e)
            {
                // The relay, the disk or the service itself stops us; the mail is not to blame and waits. A cancelled mail is not claimed again.
                if (e is not (CancelledMailException or OperationCanceledException)) Stop(e);
                Release(mail);
            }
        }

        try
        {
            await lane.DisposeAsync();
        }
        catch (Exception e)
        {
            Stop(e);
        }
    }

    /// <summary>What is recorded of a mail that cannot be made.</summary>
    public AttemptResult Unmade(OutboxMessage mail, string problem)
    {
        Interlocked.Increment(ref _failed);
        return new AttemptResult(mail.Id, OutboxState.Failed, clock.GetUtcNow(), problem);
    }

    /// <summary>Says what became of a mail, to whoever watches.</summary>
    public void Tell(OutboxMessage mail, SendResult result) => progress?.Invoke(mail, result);

    /// <summary>What is recorded of an attempt.</summary>
    public AttemptResult Outcome(OutboxMessage mail, SendResult result)
    {
        var now = clock.GetUtcNow();
        var reply = result.Reply is { } said ? $"{said.Stage}: {said}" : result.Reason;
        if (result.Outcome == SendOutcome.Delivered)
        {
            Interlocked.Increment(ref _sent);
            log.Log(mail.Kind == MailKind.Digest ? LogLevel.Debug : LogLevel.Information, "Mail {Id} ({Kind}) is sent: {Reply}", mail.Id, mail.Kind, reply);
            return new AttemptResult(mail.Id, OutboxState.Sent, now, reply);
        }

        var next = result.Outcome == SendOutcome.Permanent ? null : Retry.Next(mail.Id, mail.Attempts + 1, mail.Created, now, giveUp);
        Interlocked.Increment(ref next is null ? ref _failed : ref _deferred);
        log.LogWarning("Mail {Id} ({Kind}) {What}: {Reply}", mail.Id, mail.Kind, next is null ? "failed" : "put off", reply);
        // A mail in doubt keeps its state: it is sent again with the same bytes, whatever else has happened.
        return new AttemptResult(mail.Id, next is null ? OutboxState.Failed : result.InDoubt ? OutboxState.Sending : OutboxState.Deferred, next ?? now, reply);
    }

    /// <summary>The mail was not tried, or it is not known what came of it: it may be claimed again.</summary>
    public void Release(OutboxMessage mail)
    {
        lock (_unsent) _unsent.Add(mail.Id);
    }

    /// <summary>No further mail is begun, for this reason.</summary>
    public void Stop(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _problem, reason.Message, null) is null)
            log.LogError("No mail can leave, all of it waits: {Problem}", reason.Message);
    }
}
