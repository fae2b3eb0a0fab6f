using System.Collections.Concurrent;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Wire.Smtp;
using DigestBot.Wire.Text;

namespace DigestBot.Mail;

/// <summary>A claimed mail that stands in line.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Prepared">What it is put together from.</param>
internal sealed record WaitingMail(OutboxMessage Row, PreparedMails Prepared);

/// <summary>One round of sending: claimed mails on one side, connections on the other.</summary>
internal sealed class SendRound(WaitingLine<WaitingMail> line, TimeSpan giveUp, TimeProvider clock, ILogger log, PolicyRefusals policy, Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<long> _unsent = [];
    private readonly ConcurrentQueue<AttemptResult> _unrecorded = [];
    private readonly ConcurrentDictionary<long, byte> _inHand = [];
    private int _sent, _deferred, _failed;
    private string? _problem;

    /// <summary>No further mail is begun.</summary>
    public bool Stopped => _problem is not null || cancellation.IsCancellationRequested;

    /// <summary>Whether mails that were handed in are not finished yet.</summary>
    public bool Busy => !_inHand.IsEmpty;

    /// <summary>Claimed mails that were not tried.</summary>
    public IReadOnlyList<long> Unsent => [.. _unsent];

    /// <summary>Attempts that ended but could not be written down.</summary>
    public IReadOnlyList<AttemptResult> Unrecorded => [.. _unrecorded];

    /// <summary>Hands claimed mails to the lanes; one that is in hand already, because its lease ended while it waited, is not handed out twice.</summary>
    public async Task AddAsync(IReadOnlyList<OutboxMessage> all, MailRenderer renderer)
    {
        var claimed = all.Where(mail => _inHand.TryAdd(mail.Id, 0)).ToList();
        PreparedMails prepared;
        try
        {
            prepared = await renderer.PrepareAsync(claimed);
        }
        catch
        {
            foreach (var mail in claimed)
            {
                GiveBack(mail.Id, done: true);
            }

            throw;
        }

        line.Add(claimed.Select(mail => new WaitingMail(mail, prepared)), mail => mail.Row.Recipient, mail => mail.Row.Kind != MailKind.Digest);
    }

    /// <summary>Waits until every mail that was handed in is finished, or something else has come, but not longer than this.</summary>
    public async Task WaitAsync(TimeSpan longest, Func<bool> come)
    {
        for (var waited = TimeSpan.Zero; Busy && !come() && waited < longest; waited += Glance) await Task.Delay(Glance, CancellationToken.None);
    }

    /// <summary>No more mails will come; those that were not begun after a stop are given back.</summary>
    public void Complete()
    {
        if (!Stopped) line.Complete();
        else foreach (var mail in line.Stop()) GiveBack(mail.Row.Id, done: true);
    }

    /// <summary>What the round came to.</summary>
    public SendReport Report() => new(_sent, _deferred, _failed, _problem);

    /// <summary>A mail was not tried; it can be claimed again.</summary>
    /// <param name="id">The row.</param>
    /// <param name="done">Whether it leaves our hands with that.</param>
    public void GiveBack(long id, bool done = false)
    {
        _unsent.Enqueue(id);
        if (done) Done(id);
    }

    /// <summary>A mail is no longer in anybody's hand.</summary>
    public void Done(long id) => _inHand.TryRemove(id, out _);

    /// <summary>Says what became of a mail, to whoever watches.</summary>
    public void Tell(OutboxMessage mail, SendResult result) => progress?.Invoke(mail, result);

    /// <summary>
    /// Whether a refusal is about us and not about the mail: a refusal of MAIL, or a demand for authentication or encryption. It must not burn the whole queue.
    /// A mail that is too large for the relay is its own fault.
    /// </summary>
    public static bool ConcernsUs(SendResult result) =>
        result.Reply is { } reply && (reply.Code is 530 or 535 or 538 || (reply.Stage == SmtpStage.Mail && reply.IsPermanent && reply.Code != 552 && reply.EnhancedStatus is not ("5.3.4" or "5.6.7")));

    /// <summary>What is recorded of an attempt.</summary>
    public AttemptResult Outcome(OutboxMessage mail, SendResult result, string relay)
    {
        var now = clock.GetUtcNow();
        var attempt = Said(result, relay, now);
        if (result.Outcome == SendOutcome.Delivered)
        {
            Interlocked.Increment(ref _sent);
            policy.Delivered();
            log.Log(mail.Kind == MailKind.Digest ? LogLevel.Debug : LogLevel.Information, "Mail {Id} ({Kind}) is sent: {Reply}", mail.Id, mail.Kind, attempt);
            return new AttemptResult(mail.Id, OutboxState.Sent, now, attempt);
        }

        if (ConcernsUs(result)) Stop($"the relay refuses our sender or settings: {result.Reply}");
        var final = result.Outcome == SendOutcome.Permanent && !ConcernsUs(result) && !MayConcernUs(mail, result);
        return NotSent(mail, final ? null : Next(mail, now), attempt);
    }

    /// <summary>What is recorded of a mail that could not be made or sent for a reason of our own.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="problem">The reason.</param>
    /// <param name="inDoubt">Whether the relay may have it all the same.</param>
    public AttemptResult PutOff(OutboxMessage mail, string problem, bool inDoubt = false)
    {
        var now = clock.GetUtcNow();
        return NotSent(mail, Next(mail, now), new Attempt { At = now, Text = problem, InDoubt = inDoubt });
    }

    /// <summary>Keeps results that could not be written down; nothing more is sent.</summary>
    public void Keep(IReadOnlyList<AttemptResult> results, Exception error)
    {
        foreach (var result in results) _unrecorded.Enqueue(result);
        Stop(error.Message);
    }

    /// <summary>No further mail is begun, for this reason.</summary>
    public void Stop(string problem)
    {
        if (Interlocked.CompareExchange(ref _problem, problem, null) is null)
            log.LogError("No mail can leave, all of it waits: {Problem}", problem);
    }

    // Refusals that the relay gives everybody stop the round; one that it may give everybody does not end a mail.
    private bool MayConcernUs(OutboxMessage mail, SendResult result)
    {
        if (!PolicyRefusals.Is(result)) return false;
        var final = policy.Refused(mail, out var everybody);
        if (everybody) Stop($"the relay refuses every recipient: {result.Reply}. It does not relay for this machine: give it a user name and a password (Smtp:User), or have its operator allow this address.");
        return !final;
    }

    private AttemptResult NotSent(OutboxMessage mail, DateTimeOffset? next, Attempt attempt)
    {
        Interlocked.Increment(ref next is null ? ref _failed : ref _deferred);
        log.LogWarning("Mail {Id} ({Kind}) {What}: {Reply}", mail.Id, mail.Kind, next is null ? "failed" : "is put off", attempt);
        // A mail in doubt keeps its state: it is sent again with the same bytes, whatever else has happened.
        var state = next is null ? OutboxState.Failed : attempt.InDoubt || mail.State == OutboxState.Sending ? OutboxState.Sending : OutboxState.Deferred;
        return new AttemptResult(mail.Id, state, next ?? attempt.At, attempt);
    }

    private static Attempt Said(SendResult result, string relay, DateTimeOffset now) => result.Reply is { } said
        ? new Attempt { At = now, Stage = said.Stage.ToString(), Code = said.Code, Status = said.EnhancedStatus, Text = DisplayText.Clip(said.Text.Replace('\n', ' '), 1_000), Relay = relay }
        : new Attempt { At = now, Text = result.Reason, Relay = relay, InDoubt = result.InDoubt };

    private DateTimeOffset? Next(OutboxMessage mail, DateTimeOffset now) => Retry.Next(mail.Id, mail.Attempts + 1, mail.Created, now, giveUp);
}
