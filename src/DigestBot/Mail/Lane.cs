using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;
using Microsoft.Data.Sqlite;

namespace DigestBot.Mail;

/// <summary>
/// One connection's work: mail after mail, reconnecting when it is lost. How a mail ended is committed together with the leave to send the next one:
/// one wait for the disk a mail, and never more than one mail in doubt. While the disk is waited for, the next mail is put together.
/// </summary>
internal sealed class Lane(
    SendRound round, WaitingLine<WaitingMail> line, IMailTransport transport, Journal journal, TimeProvider clock, ILogger log, CancellationToken cancellation)
{
    // A relay may close a connection between two mails as often as it likes, but one that never takes any must not be asked for ever.
    private const int MostConnectionsForAMail = 3;

    // The mail that was announced with the end of another must not wait behind a relay that thinks about that one for minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Seat _seat = new();
    private readonly NextMail _next = new();
    private IMailConnection? _connection;

    /// <summary>Does what the line says; ends when every mail has ended and no more will come. Never throws: what breaks it stops the round.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await TakeAsync() is { } mail) await HandleAsync(mail);
            await CloseAsync();
        }
        catch (Exception e)
        {
            log.LogError(e, "A connection's work broke off");
            round.Stop(e.Message);
        }
        finally
        {
            line.Gone(_seat);
        }
    }

    private async Task HandleAsync(ReadyMail mail)
    {
        var waits = false;
        try
        {
            if (round.Stopped) round.GiveBack(mail.Row.Id);
            else waits = !await SendAsync(mail);
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
            journal.Record(round.PutOff(mail.Row, "it broke the sender: " + e.Message, mail.InDoubt));
        }
        finally
        {
            if (!waits) round.Done(mail.Row.Id);
            if (!mail.Ended) line.Untried(_seat, mail.Turn, mail.InDoubt);
            mail.Dispose();
        }
    }

    /// <summary>Sends one mail. What the relay says to it is recorded; what stops all mail is an exception.</summary>
    /// <returns>False when the relay takes no further connection while others are open: the mail stands in line again.</returns>
    private async Task<bool> SendAsync(ReadyMail mail)
    {
        for (var connections = 1; ; connections++)
        {
            if (_connection is { IsUsable: false }) await CloseAsync();
            if (_connection is not { } connection)
            {
                try
                {
                    _connection = connection = await ConnectAsync();
                    line.Connected(_seat);
                }
                catch (TransportException e) when (e.InnerException is SmtpConnectException { IsTemporary: true })
                {
                    mail.Ended = true;
                    if (!line.Refused(_seat, mail.Turn)) throw;
                    LetGo(_next.Take());
                    return false;
                }
            }

            var result = await WatchAsync(SendAsync(connection, mail));
            if (result.Untried && connections < MostConnectionsForAMail) continue;
            journal.Record(round.Outcome(mail.Row, result, connection.Relay));
            mail.Ended = true;
            line.Ended(_seat, mail.Turn, result);
            round.Tell(mail.Row, result);
            return true;
        }
    }

    private async Task<IMailConnection> ConnectAsync()
    {
        try
        {
            return await transport.ConnectAsync(cancellation);
        }
        catch (Exception e) when (e is not (TransportException or OperationCanceledException))
        {
            // Whatever it is, the mail that is to go over it is not to blame.
            log.LogError(e, "No connection can be opened");
            throw new TransportException("no connection can be opened: " + e.Message, e);
        }
    }

    private async Task<SendResult> SendAsync(IMailConnection connection, ReadyMail mail)
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

    /// <summary>Waits for the result; when that takes long, the mail that follows is let go, and another connection may be opened.</summary>
    private async Task<SendResult> WatchAsync(Task<SendResult> sending)
    {
        await ((Task)sending).WaitAsync(Patience, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (sending.IsCompleted) _next.Prompt();
        else
        {
            LetGo(_next.LetGo());
            line.Slow();
        }

        return await sending;
    }

    /// <summary>Waits until it is on disk that this mail may be in doubt, and says which one follows.</summary>
    private async ValueTask<OutgoingMail?> LeaveAsync(ReadyMail mail)
    {
        var leave = journal.SendingAsync(mail.Row.Id, mail.MessageId);
        while (_next.IsWanted && !round.Stopped && line.TryNext(_seat, out var turn))
            if (Make(turn) is { } made && !_next.TryKeep(made)) LetGo(made);
        if (!await leave) throw new CancelledMailException();
        mail.InDoubt = true;
        return _next.Announced;
    }

    private async Task<ReadyMail?> TakeAsync()
    {
        while (true)
        {
            if (_next.Take() is { } known) return known;
            var turn = await line.NextAsync(_seat);
            if (turn.Order == LaneOrder.End) return null;
            if (turn.Order == LaneOrder.Close) await CloseAsync();
            else if (Make(turn) is { } mail) return mail;
        }
    }

    /// <summary>Puts the mail together; one that cannot be is put off.</summary>
    private ReadyMail? Make(Turn<WaitingMail> turn)
    {
        var (row, prepared) = turn.Item;
        if (prepared.Render(row) is { } mail) return new ReadyMail(row, mail, turn);
        journal.Record(round.PutOff(row, prepared.Problem(row)));
        round.Done(row.Id);
        line.Untried(_seat, turn);
        return null;
    }

    /// <summary>The mail stands in line again, for whoever is free. It is not disposed of: the session may be reading it, to announce it.</summary>
    private void LetGo(ReadyMail? mail)
    {
        if (mail is not null && !line.Return(_seat, mail.Turn)) round.GiveBack(mail.Row.Id, done: true);
    }

    private async Task CloseAsync()
    {
        var closing = _connection;
        _connection = null;
        line.Closed(_seat);
        if (closing is not null) await closing.DisposeAsync();
    }
}

/// <summary>The subscriber left while the mail was on its way: its final dot is not sent.</summary>
internal sealed class CancelledMailException : Exception;
