using System.Buffers;
using System.Net.Security;

namespace DigestBot.Wire.Smtp;

/// <summary>
/// One connection to a mail server, ready to send (RFC 5321, with PIPELINING, SIZE, 8BITMIME, SMTPUTF8, DSN, CHUNKING, STARTTLS, AUTH).
/// Used by one caller at a time. What happens to a message is a value; only a mistake of the caller, or the caller's own wish to stop, is an exception.
/// </summary>
public sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpConnection _connection;
    private readonly Transaction _transaction;
    private int _busy;
    private bool _closed;

    private SmtpSession(SmtpOptions options, SmtpConnection connection, SmtpCapabilities capabilities)
    {
        Options = options;
        Capabilities = capabilities;
        _connection = connection;
        Peer = $"{options.Host}:{options.Port}" + (connection.RemoteAddress is { } address ? $" [{address}]" : "");
        _transaction = new Transaction(connection, capabilities, options.Chunking);
    }

    /// <summary>Where it goes.</summary>
    public SmtpOptions Options { get; }

    /// <summary>What the server can do.</summary>
    public SmtpCapabilities Capabilities { get; }

    /// <summary>The server's name and port, and the address that was reached: <c>mail.example.org:587 [192.0.2.1]</c>.</summary>
    public string Peer { get; }

    /// <summary>Protocol and cipher, such as <c>Tls13 TLS_AES_256_GCM_SHA384</c>; null in the clear.</summary>
    public string? Encryption => _connection.Tls is SslStream tls ? $"{tls.SslProtocol} {tls.NegotiatedCipherSuite}" : null;

    /// <summary>Messages that the server took on this connection.</summary>
    public int Delivered { get; private set; }

    /// <summary>The next message may be sent here, as far as can be known without asking. Costs no round trip.</summary>
    public bool IsUsable => !_closed && (_transaction.Announced is not null || _connection.IsUsable);

    /// <summary>Opens a session: connects, greets, encrypts, signs in.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="log">Receives every line of the conversation ("C: …", "S: …"), secrets masked, the message itself left out; may be null.</param>
    /// <param name="time">The clock of the timeouts; null for the system's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SmtpConnectException">It could not be opened; says where, why, and what to do.</exception>
    public static async ValueTask<SmtpSession> ConnectAsync(
        SmtpOptions options, Action<string>? log = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        var socket = await Dialling.DialAsync(options, time, cancellationToken);
        var connection = new SmtpConnection(socket, options.Timeouts, log, time);
        try
        {
            connection.Begin(cancellationToken);
            var opening = new Opening(options, connection, log);
            await opening.RunAsync();
            connection.End();
            return new SmtpSession(options, connection, opening.Capabilities);
        }
        catch (Exception error)
        {
            connection.Dispose();
            switch (error)
            {
                case LastWordsException last:
                    throw new SmtpConnectException(options, last.Reply.Stage, SmtpConnectFailure.Refused, $"the server answered {last.Reply} and left.", last.Reply, error);
                case ConnectionLostException { InnerException: SmtpProtocolException } lost:
                    throw new SmtpConnectException(options, lost.Stage, SmtpConnectFailure.NotSmtp,
                        $"what answers there does not speak SMTP: {error.Message}. Check the port; on 465 choose Implicit.", null, error);
                case ConnectionLostException lost:
                    throw new SmtpConnectException(options, lost.Stage, SmtpConnectFailure.Lost,
                        $"the connection was lost: {error.Message}. Check the port; on 465 choose Implicit.", null, error);
                default:
                    throw;
            }
        }
    }

    /// <summary>Sends one message.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="message">Header and body, lines ending in CRLF. Dots are stuffed here. Must not change until the result is there.</param>
    /// <param name="beforeFinalDot">
    /// Awaited when the server has said that it wants the message, before the octets that complete it are written. When it throws, the message is not sent,
    /// the connection is closed, and the exception reaches the caller.
    /// </param>
    /// <param name="cancellationToken">Gives up. After the final dot the result says that the message is in doubt; before it, the call throws.</param>
    /// <exception cref="ArgumentException">An address cannot be sent to, or the message holds a bare CR or LF. Nothing was sent and the session can go on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the final dot; the connection is closed.</exception>
    public ValueTask<SendResult> SendAsync(
        Envelope envelope, ReadOnlySequence<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot = null, CancellationToken cancellationToken = default) =>
        SendAnnouncingAsync(envelope, message, beforeFinalDot is null ? null : async stop =>
        {
            await beforeFinalDot(stop);
            return null;
        }, cancellationToken);

    /// <summary>Sends one message, and tells the server with its end which one comes next.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="message">Header and body, lines ending in CRLF. Dots are stuffed here. Must not change until the result is there.</param>
    /// <param name="beforeFinalDot">
    /// As in <see cref="SendAsync(Envelope, ReadOnlySequence{byte}, Func{CancellationToken, ValueTask}?, CancellationToken)"/>; its value is the message that follows, or null when none is known yet. A server with PIPELINING gets that message's commands in
    /// the same write as the end of this one (RFC 2920 3.1), and the next call must be for it: for any other the connection is closed.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An address cannot be sent to, or the message holds a bare CR or LF. Nothing was sent and the session can go on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the final dot; the connection is closed.</exception>
    public async ValueTask<SendResult> SendAnnouncingAsync(
        Envelope envelope, ReadOnlySequence<byte> message, Func<CancellationToken, ValueTask<NextMessage?>>? beforeFinalDot, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_transaction.Announced is { } announced && (!ReferenceEquals(announced.Envelope, envelope) || announced.Scan.Length != message.Length))
            Close();
        if (_closed)
            return SendResult.Lost("the connection was closed before", inDoubt: false) with { Untried = true };
        var refusal = default(SmtpReply);
        var order = _transaction.Announced ?? Order.Of(envelope, message, Capabilities, Options.Chunking, out refusal);
        if (refusal is not null)
            return SendResult.Of(refusal, keepsConnection: IsUsable);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException("An SMTP session sends one message at a time; open another for a second.");
        SendResult? result = null;
        try
        {
            _connection.Begin(cancellationToken);
            result = await _transaction.RunAsync(order, message, beforeFinalDot, cancellationToken);
            if (result.Outcome == SendOutcome.Delivered)
                Delivered++;
            // A second answer has come already: it would be taken for the answer to the next command.
            if (result.KeepsConnection && _transaction.Announced is null && _connection.HasEarlyReply)
                result = result with { KeepsConnection = false };
            return result;
        }
        finally
        {
            _connection.End();
            if (result is not { KeepsConnection: true })
                Close();
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc cref="SendAsync(Envelope, ReadOnlySequence{byte}, Func{CancellationToken, ValueTask}?, CancellationToken)"/>
    public ValueTask<SendResult> SendAsync(
        Envelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot = null, CancellationToken cancellationToken = default) =>
        SendAsync(envelope, new ReadOnlySequence<byte>(message), beforeFinalDot, cancellationToken);

    /// <summary>Asks whether the server takes mail of this sender: MAIL, and RSET at once, so that nothing is sent (RFC 5321 4.1.1.2, 4.1.1.5).</summary>
    /// <param name="from">The envelope sender.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer to MAIL. A server may also refuse a sender as late as at RCPT.</returns>
    /// <exception cref="ArgumentException">It is no address. Nothing was sent.</exception>
    /// <exception cref="SmtpConnectException">The connection ended without an answer.</exception>
    public async ValueTask<SmtpReply> CheckSenderAsync(string from, CancellationToken cancellationToken = default)
    {
        var mail = $"MAIL FROM:<{SmtpAddress.Parse(from).Wire}>";
        if (_closed || _transaction.Announced is not null || Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException("An SMTP session asks for a sender while it rests; open another for that.");
        var goesOn = false;
        SmtpReply? answer = null;
        try
        {
            _connection.Begin(cancellationToken);
            answer = await AskAsync(mail, SmtpStage.Mail);
            goesOn = !answer.EndsConnection && (await AskAsync("RSET", SmtpStage.Rset)).IsPositive;
            return answer;
        }
        catch (LastWordsException last)
        {
            return answer ?? last.Reply;
        }
        catch (ConnectionLostException lost)
        {
            return answer ?? throw new SmtpConnectException(Options, lost.Stage, SmtpConnectFailure.Lost, $"the connection was lost: {lost.Message}.", null, lost);
        }
        finally
        {
            _connection.End();
            if (!goesOn)
                Close();
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Says goodbye and closes. Never fails: nothing depends on the answer (RFC 5321 4.1.1.10).</summary>
    public async ValueTask QuitAsync(CancellationToken cancellationToken = default)
    {
        if (_closed)
            return;
        // After a DATA that nothing follows, QUIT would be taken for the first line of a message.
        if (_transaction.Announced is not null)
        {
            Close();
            return;
        }
        try
        {
            _connection.Begin(cancellationToken);
            await AskAsync("QUIT", SmtpStage.Quit);
        }
        catch (Exception error) when (error is ConnectionLostException or LastWordsException or OperationCanceledException)
        {
            // It is closed either way.
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes without a farewell; a message on its way is in doubt.</summary>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<SmtpReply> AskAsync(string command, SmtpStage stage)
    {
        await _connection.WriteAsync(new CommandText().Line(command).Octets, stage);
        return await _connection.ReadAsync(stage);
    }

    private void Close()
    {
        _closed = true;
        _connection.Dispose();
    }
}
