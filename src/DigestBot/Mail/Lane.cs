using DigestBot.Model;
using DigestBot.Wire.Smtp;
using Microsoft.Data.Sqlite;

namespace DigestBot.Mail;

/// <summary>
/// One connection's work: mail after mail, reconnecting when it is lost. How a mail ended is committed together with the leave to send the next one:
/// one wait for the disk a mail, and never more than one mail in doubt. While the disk is waited for, the next mail is put together.
/// </summary>
internal sealed class Lane(SendRound round, IMailTransport transport, Journal journal, ILogger log, CancellationToken cancellation)
{
    // A relay may close a connection between two mails as often as it likes, but one that never takes any must not be asked for ever.
    private const int MostConnectionsForAMail = 3;

    private IMailConnection? _connection;
    private Ready? _next;

    /// <summary>Takes every mail that is handed to the round, so that nobody waits for one in vain; ends when no more will come.</summary>
    public async Task RunAsync()
    {
        while (await TakeAsync() is { } mail)
        {
            try
            {
                if (round.Stopped) round.GiveBack(mail.Row.Id);
                else await SendAsync(mail);
            }
            catch (Exception e) when (e is CancelledMailException or OperationCanceledException)
            {
                round.GiveBack(mail.Row.Id); // a cancelled mail is not claimed again
            }
            catch (Exception e) when (e is TransportException or SqliteException or IOException)
            {
                // The relay or the disk stops us; the mail is not to blame and waits.
                round.Stop(e.Message);
                round.GiveBack(mail.Row.Id);
            }
            catch (Exception e)
            {
                log.LogError(e, "Mail {Id} ({Kind}) broke the sender", mail.Row.Id, mail.Row.Kind);
                journal.Record(round.PutOff(mail.Row, "it broke the sender: " + e.Message));
            }
            finally
            {
                round.Done(mail.Row.Id);
            }
        }

        try
        {
            await CloseAsync();
        }
        catch (Exception e)
        {
            round.Stop(e.Message);
        }
    }

    private async Task SendAsync(Ready mail)
    {
        for (var connections = 1; ; connections++)
        {
            if (_connection is { IsUsable: false }) await CloseAsync();
            var connection = _connection ??= await transport.ConnectAsync(cancellation);
            var result = await SendAsync(connection, mail);
            if (result.Untried && connections < MostConnectionsForAMail) continue;
            if (SendRound.ConcernsUs(result)) round.Stop($"the relay refuses our sender or settings: {result.Reply}");
            journal.Record(round.Outcome(mail.Row, result, connection.Relay));
            round.Tell(mail.Row, result);
            return;
        }
    }

    private async Task<SendResult> SendAsync(IMailConnection connection, Ready mail)
    {
        try
        {
            // Once begun it is finished: a stop after the final dot would leave it in doubt, and it would come twice.
            return await connection.SendAsync(mail.Mail, _ => LeaveAsync(mail), CancellationToken.None);
        }
        catch (ArgumentException e)
        {
            // The address or the message cannot be put on the wire; trying again would not change that.
            return new SendResult(SendOutcome.Permanent, null, false, true, [], e.Message);
        }
    }

    /// <summary>Waits until it is on disk that this mail may be in doubt, and says which one follows.</summary>
    private async ValueTask<OutgoingMail?> LeaveAsync(Ready mail)
    {
        var leave = journal.SendingAsync(mail.Row.Id, mail.MessageId);
        if (!round.Stopped) _next ??= TryTake();
        return await leave ? _next?.Mail : throw new CancelledMailException();
    }

    private async Task<Ready?> TakeAsync()
    {
        while (true)
        {
            if ((_next ?? TryTake()) is { } mail)
            {
                _next = null;
                return mail;
            }

            if (!await round.WaitAsync()) return null;
        }
    }

    /// <summary>The next mail that can be made; what cannot is put off.</summary>
    private Ready? TryTake()
    {
        while (round.TryTake(out var row, out var prepared))
        {
            if (prepared.Render(row) is { } mail) return new Ready(row, new OutgoingMail(new Envelope(mail.EnvelopeFrom, row.Recipient), mail.Name, mail.Message), mail.MessageId);
            journal.Record(round.PutOff(row, prepared.Problem(row)));
            round.Done(row.Id);
        }

        return null;
    }

    private async Task CloseAsync()
    {
        if (_connection is null) return;
        var closing = _connection;
        _connection = null;
        await closing.DisposeAsync();
    }

    private sealed record Ready(OutboxMessage Row, OutgoingMail Mail, string MessageId);
}

/// <summary>The subscriber left while the mail was on its way: its final dot is not sent.</summary>
internal sealed class CancelledMailException : Exception;
