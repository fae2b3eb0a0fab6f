using System.Threading.Channels;
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
    private const int MailsPerClaim = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>Sends everything whose time has come.</summary>
    /// <param name="progress">Called after each mail with its result, or null.</param>
    /// <param name="cancellation">Ends early: mails in flight are finished, the rest is given back.</param>
    public async Task<SendReport> RunAsync(Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
    {
        var round = new Round(this, progress, cancellation);
        await using (var journal = new Journal(outbox, clock))
        {
            round.Journal = journal;
            var lanes = Enumerable.Range(0, settings.Connections).Select(_ => round.LaneAsync()).ToArray();
            try
            {
                while (!round.Stopped && await outbox.ClaimAsync(clock.GetUtcNow(), Lease, MailsPerClaim) is { Count: > 0 } claimed)
                    await round.EnqueueAsync(claimed, await renderer.PrepareAsync(claimed));
            }
            finally
            {
                round.Mails.Writer.TryComplete();
                await Task.WhenAll(lanes);
                await outbox.ReleaseAsync(round.Unsent);
            }
        }

        return new SendReport(round.Sent, round.Deferred, round.Failed, round.Problem);
    }

    private sealed class Round(Sender sender, Action<OutboxMessage, SendResult>? progress, CancellationToken cancellation)
    {
        private int _sent, _deferred, _failed;
        private readonly List<long> _unsent = [];

        public Channel<(OutboxMessage Mail, PreparedMails Prepared)> Mails { get; } =
            Channel.CreateBounded<(OutboxMessage, PreparedMails)>(MailsPerClaim);

        public Journal Journal { get; set; } = null!;
        public string? Problem { get; private set; }
        public bool Stopped => Problem is not null || cancellation.IsCancellationRequested;
        public int Sent => _sent;
        public int Deferred => _deferred;
        public int Failed => _failed;
        public IReadOnlyList<long> Unsent => _unsent;

        public async Task EnqueueAsync(IReadOnlyList<OutboxMessage> claimed, PreparedMails prepared)
        {
            foreach (var mail in claimed) await Mails.Writer.WriteAsync((mail, prepared), CancellationToken.None);
        }

        /// <summary>One connection's work: mail after mail, reconnecting when it is lost.</summary>
        public async Task LaneAsync()
        {
            IMailConnection? connection = null;
            try
            {
                await foreach (var (mail, prepared) in Mails.Reader.ReadAllAsync(CancellationToken.None))
                {
                    if (Stopped || prepared.Render(mail) is not { } rendered)
                    {
                        await SkipAsync(mail, prepared);
                        continue;
                    }

                    try
                    {
                        if (connection is { IsUsable: false })
                        {
                            await connection.DisposeAsync();
                            connection = null;
                        }

                        connection ??= await sender.transport.ConnectAsync(cancellation);
                        await SendAsync(connection, mail, rendered);
                    }
                    catch (Exception e) when (e is TransportException or OperationCanceledException or CancelledMailException or Microsoft.Data.Sqlite.SqliteException)
                    {
                        if (e is not (CancelledMailException or OperationCanceledException)) Stop(e.Message);
                        Release(mail);
                    }
                }
            }
            finally
            {
                if (connection is not null) await connection.DisposeAsync();
            }
        }

        private async Task SendAsync(IMailConnection connection, OutboxMessage mail, RenderedMail rendered)
        {
            SendResult result;
            try
            {
                result = await connection.SendAsync(
                    new Envelope(rendered.EnvelopeFrom, mail.Recipient), rendered.Message,
                    async _ =>
                    {
                        if (!await Journal.SendingAsync(mail.Id, rendered.MessageId)) throw new CancelledMailException();
                    },
                    cancellation);
            }
            catch (ArgumentException e)
            {
                // The address or the message cannot be put on the wire; trying again would not change that.
                result = new SendResult(SendOutcome.Permanent, null, false, true, [], e.Message);
            }

            await Journal.RecordAsync(Outcome(mail, result));
            progress?.Invoke(mail, result);
        }

        private AttemptResult Outcome(OutboxMessage mail, SendResult result)
        {
            var now = sender.clock.GetUtcNow();
            var reply = result.Reply is { } said ? $"{said.Stage}: {said}" : result.Reason;
            if (result.Outcome == SendOutcome.Delivered)
            {
                Interlocked.Increment(ref _sent);
                return new AttemptResult(mail.Id, OutboxState.Sent, now, reply);
            }

            var next = result.Outcome == SendOutcome.Permanent
                ? null
                : Retry.Next(mail.Id, mail.Attempts + 1, mail.Created, now, TimeSpan.FromDays(sender.settings.GiveUpDays));
            Interlocked.Increment(ref next is null ? ref _failed : ref _deferred);
            sender.log.LogWarning("Mail {Id} ({Kind}) {What}: {Reply}", mail.Id, mail.Kind, next is null ? "failed" : "put off", reply);
            // A mail in doubt keeps its state: it is sent again with the same bytes, whether or not a newer digest exists.
            return new AttemptResult(mail.Id, next is null ? OutboxState.Failed : result.InDoubt ? OutboxState.Sending : OutboxState.Deferred, next ?? now, reply);
        }

        private async Task SkipAsync(OutboxMessage mail, PreparedMails prepared)
        {
            if (Stopped)
            {
                Release(mail);
                return;
            }

            Interlocked.Increment(ref _failed);
            await Journal.RecordAsync(new AttemptResult(mail.Id, OutboxState.Failed, sender.clock.GetUtcNow(), prepared.Problem(mail)));
        }

        private void Release(OutboxMessage mail)
        {
            lock (_unsent) _unsent.Add(mail.Id);
        }

        private void Stop(string problem)
        {
            if (Problem is not null) return;
            Problem = problem;
            sender.log.LogError("No mail can leave, all of it waits: {Problem}", problem);
        }
    }

    /// <summary>The subscriber left while the mail was on its way: its final dot is not sent.</summary>
    private sealed class CancelledMailException : Exception;
}
