using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>A socket, perhaps encrypted, with one deadline at a time, the replies that come from it, and a log.</summary>
internal sealed class SmtpConnection(Socket socket, SmtpTimeouts timeouts, Action<string>? log, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, time);
    private readonly ReplyReader _replies = new();
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private CancellationToken _caller;
    private CancellationTokenRegistration _registration;
    private bool _dead;

    /// <summary>The other end is this machine.</summary>
    public bool IsLoopback => socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    /// <summary>The other end's address.</summary>
    public IPAddress? RemoteAddress => (socket.RemoteEndPoint as IPEndPoint)?.Address;

    /// <summary>This end's address.</summary>
    public IPAddress? LocalAddress => (socket.LocalEndPoint as IPEndPoint)?.Address;

    /// <summary>Encryption, once it stands.</summary>
    public SslStream? Tls => _stream as SslStream;

    /// <summary>
    /// Nothing is wrong as far as can be seen without talking. A server that is silent between messages is fine; one that said something
    /// (its farewell) or closed the connection is not. What TLS sends of its own accord, session tickets, came before the last EHLO's answer.
    /// </summary>
    public bool IsUsable => !_dead && !_replies.HasMore && !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Bytes have come that nobody asked for.</summary>
    public bool HasEarlyReply => _replies.HasMore;

    /// <summary>The caller's wish to stop ends what follows, until <see cref="End"/>.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static deadline => ((CancellationTokenSource)deadline!).Cancel(), _deadline);
    }

    /// <summary>The connection rests; no deadline runs.</summary>
    public void End()
    {
        _registration.Dispose();
        _caller = default;
        if (!_dead)
            _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
        // It may have run out at the very moment of success.
        _dead |= _deadline.IsCancellationRequested;
    }

    /// <summary>Sends commands that are already encoded, in one write, and logs them.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> commands, SmtpStage stage, string? shown = null)
    {
        // RFC 2920 3.1, and plain caution: an answer that comes before its question would be taken for the answer to the next one.
        if (_replies.HasMore)
        {
            var unasked = await ReadAsync(stage);
            throw unasked.EndsConnection ? new LastWordsException(unasked) : new ConnectionLostException($"the server spoke unasked: {unasked}", stage);
        }
        if (log is not null)
            Show(shown ?? Encoding.UTF8.GetString(commands.Span));
        try
        {
            await _stream.WriteAsync(commands, Arm(timeouts.Of(stage)));
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw await LostWhileWriting(stage, error);
        }
    }

    private void Show(string commands)
    {
        foreach (var line in commands.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            log!("C: " + line);
    }

    /// <summary>Sends a piece of the message.</summary>
    /// <param name="piece">Its octets, and behind them the commands of the next message.</param>
    /// <param name="stage">Whose answer comes next.</param>
    /// <param name="commands">How many octets at the end are those commands.</param>
    /// <returns>True: the server answered before it had everything.</returns>
    public async ValueTask<bool> WriteBodyAsync(ReadOnlyMemory<byte> piece, SmtpStage stage, int commands = 0)
    {
        if (log is not null)
        {
            log($"C: ({piece.Length - commands} octets of the message)");
            Show(Encoding.UTF8.GetString(piece.Span[^commands..]));
        }
        try
        {
            var deadline = Arm(timeouts.Block);
            var writing = _stream.WriteAsync(piece, deadline);
            if (writing.IsCompletedSuccessfully)
                return false;
            // The server is slow to take it. It may have stopped reading because it has already refused: listen while writing.
            var written = writing.AsTask();
            if (await Task.WhenAny(written, _replies.ListenAhead(_stream, deadline)) != written && !written.IsCompleted)
            {
                _ = written.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
                if (stage != SmtpStage.FinalDot)
                    return true;
                // The answer to the final dot may overtake the news that it was written.
                await Task.WhenAny(written, Task.Delay(TimeSpan.FromSeconds(1), time, deadline));
                return !written.IsCompletedSuccessfully;
            }
            await written;
            return false;
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw await LostWhileWriting(stage, error);
        }
    }

    /// <summary>The next reply.</summary>
    public async ValueTask<SmtpReply> ReadAsync(SmtpStage stage)
    {
        try
        {
            var reply = await _replies.ReadAsync(_stream, stage, Arm(timeouts.Of(stage)));
            // A challenge can hold what a password is guessed from: SCRAM's salt, nonce and signature.
            log?.Invoke(reply.Code == 334 ? "S: 334 ********" : "S: " + reply);
            return reply;
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(stage, error);
        }
    }

    /// <summary>Encrypts what follows.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed, or the certificate was not accepted.</exception>
    public async ValueTask EncryptAsync(SslClientAuthenticationOptions options)
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        try
        {
            await encrypted.AuthenticateAsClientAsync(options, Arm(timeouts.Tls));
            _stream = encrypted;
            log?.Invoke($"-- {encrypted.SslProtocol}, {encrypted.NegotiatedCipherSuite}");
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(SmtpStage.Tls, error);
        }
    }

    /// <summary>Closes without a word.</summary>
    public void Dispose()
    {
        _dead = true;
        _registration.Dispose();
        _stream.Dispose();
        _deadline.Dispose();
    }

    private CancellationToken Arm(TimeSpan within)
    {
        if (_dead)
            throw new ConnectionLostException("it was closed before", SmtpStage.Connect);
        _deadline.CancelAfter(within);
        return _deadline.Token;
    }

    private static bool IsLoss(Exception error) =>
        error is IOException or SocketException or OperationCanceledException or ObjectDisposedException or SmtpProtocolException;

    private Exception Lost(SmtpStage stage, Exception error)
    {
        _dead = true;
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(_caller);
        var what = error switch
        {
            OperationCanceledException => $"no answer within {timeouts.Of(stage).TotalSeconds:0.#} s ({stage})",
            EndOfStreamException => $"the server closed the connection ({stage})",
            SmtpProtocolException => $"{error.Message} ({stage})",
            _ => $"{error.GetBaseException().Message} ({stage})",
        };
        log?.Invoke("-- " + what);
        return new ConnectionLostException(what, stage, error);
    }

    /// <summary>A server that closes because it is shutting down or because the message is too large often says so first; its words may still be there to read.</summary>
    private async ValueTask<Exception> LostWhileWriting(SmtpStage stage, Exception error)
    {
        if (error is not IOException || _caller.IsCancellationRequested)
            return Lost(stage, error);
        try
        {
            var last = await _replies.ReadAsync(_stream, stage, Arm(TimeSpan.FromSeconds(1)));
            log?.Invoke("S: " + last);
            return last.Code >= 400 ? new LastWordsException(last) : Lost(stage, error);
        }
        catch (Exception again) when (IsLoss(again))
        {
            return Lost(stage, error);
        }
    }
}
