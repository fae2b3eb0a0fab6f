using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>
/// One connection's work: mail after mail, reconnecting when it is lost. How a mail ended is committed together with the leave to send the next one:
/// one wait for the disk a mail, and never more than one mail in doubt.
/// </summary>
internal sealed class Lane(SendRound round, IMailTransport transport, Journal journal, CancellationToken cancellation) : IAsyncDisposable
{
    private IMailConnection? _connection;
    private Task _recorded = Task.CompletedTask;

    /// <summary>Sends one mail. What the relay says to it is recorded; what stops all mail is an exception.</summary>
    public async Task SendAsync(OutboxMessage mail, PreparedMails prepared)
    {
        if (prepared.Render(mail) is not { } rendered)
        {
            PutOff(mail, prepared.Problem(mail));
            return;
        }

        if (_connection is { IsUsable: false })
        {
            await _connection.DisposeAsync();
            _connection = null;
        }

        _connection ??= await transport.ConnectAsync(cancellation);
        var result = await SendAsync(_connection, mail, rendered);
        if (SendRound.ConcernsUs(result)) round.Stop($"the relay refuses our sender or settings: {result.Reply}");
        Record(round.Outcome(mail, result, _connection.Relay));
        round.Tell(mail, result);
    }

    /// <summary>Records that a mail could not be made or sent for a reason of our own: it is tried again.</summary>
    public void PutOff(OutboxMessage mail, string problem) => Record(round.PutOff(mail, problem));

    /// <summary>Says goodbye, and waits until the last mail is recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection is not null) await _connection.DisposeAsync();
        }
        finally
        {
            await _recorded;
        }
    }

    private async Task<SendResult> SendAsync(IMailConnection connection, OutboxMessage mail, RenderedMail rendered)
    {
        try
        {
            return await connection.SendAsync(
                new OutgoingMail(new Envelope(rendered.EnvelopeFrom, mail.Recipient), rendered.Name, rendered.Message), null,
                async _ =>
                {
                    var allowed = await journal.SendingAsync(mail.Id, rendered.MessageId);
                    await _recorded; // the journal keeps the order: it stands since before this mail's leave, or the disk failed
                    if (!allowed) throw new CancelledMailException();
                },
                CancellationToken.None); // once begun it is finished: a stop after the final dot would leave it in doubt, and it would come twice
        }
        catch (ArgumentException e)
        {
            // The address or the message cannot be put on the wire; trying again would not change that.
            return new SendResult(SendOutcome.Permanent, null, false, true, [], e.Message);
        }
    }

    private void Record(AttemptResult result) => _recorded = RecordAsync(_recorded, result);

    private async Task RecordAsync(Task before, AttemptResult result)
    {
        try
        {
            await journal.RecordAsync(result);
        }
        catch (Exception e)
        {
            round.Stop(e.Message);
            round.Keep(result);
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what it could not write is kept too, before anybody asks
            throw;
        }

        await before;
    }
}

/// <summary>The subscriber left while the mail was on its way: its final dot is not sent.</summary>
internal sealed class CancelledMailException : Exception;
