using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>A way by which mail leaves. Small, so that another library fits on one page.</summary>
public interface IMailTransport
{
    /// <summary>Where the mail goes, for logs and the operator's page.</summary>
    string Destination { get; }

    /// <summary>Opens a connection that takes one mail after another.</summary>
    /// <exception cref="TransportException">It cannot be opened; no mail is to blame, all of it waits.</exception>
    Task<IMailConnection> ConnectAsync(CancellationToken cancellation);
}

/// <summary>An open connection. It takes one mail at a time.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>Whether the next mail may be sent here.</summary>
    bool IsUsable { get; }

    /// <summary>Sends one mail.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="name">What a person may call the mail, such as "confirm-12"; fit for a file's name.</param>
    /// <param name="message">Header and body, CRLF.</param>
    /// <param name="beforeFinalDot">Awaited before the octets that complete the mail are written; when it throws, the mail is not sent.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SendResult> SendAsync(Envelope envelope, string name, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask> beforeFinalDot, CancellationToken cancellation);
}

/// <summary>No mail can leave at present; the message says why and what to do.</summary>
public sealed class TransportException(string message, Exception inner) : Exception(message, inner);

/// <summary>Hands mail to a relay.</summary>
public sealed class SmtpTransport(SmtpOptions options, TimeProvider clock) : IMailTransport
{
    /// <inheritdoc />
    public string Destination => options.ToString();

    /// <inheritdoc />
    public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            return new Connection(await SmtpSession.ConnectAsync(options, time: clock, cancellationToken: cancellation));
        }
        catch (SmtpConnectException e)
        {
            throw new TransportException(e.Message, e);
        }
    }

    private sealed class Connection(SmtpSession session) : IMailConnection
    {
        public bool IsUsable => session.IsUsable;

        public async Task<SendResult> SendAsync(Envelope envelope, string name, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask> beforeFinalDot, CancellationToken cancellation) =>
            await session.SendAsync(envelope, message, beforeFinalDot, cancellation);

        public async ValueTask DisposeAsync()
        {
            await session.QuitAsync();
            await session.DisposeAsync();
        }
    }
}
