using System.Buffers;
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
    /// <summary>Who takes the mail: host, port and the address that was reached, or the folder. Kept with every attempt.</summary>
    string Relay { get; }

    /// <summary>Whether the next mail may be sent here.</summary>
    bool IsUsable { get; }

    /// <summary>Sends one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="beforeFinalDot">
    /// Awaited before the octets that complete the mail are written; when it throws, the mail is not sent. Its value is the mail that follows, or null when
    /// none is known yet: a relay that takes commands in groups is told of it with the end of this one. If something else follows after all, the connection ends.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation);
}

/// <summary>A mail on its way out.</summary>
/// <param name="Envelope">From whom, to whom.</param>
/// <param name="Name">What a person may call the mail, such as "20260316-070000-confirm-12"; fit for a file's name.</param>
/// <param name="Message">Header and body, CRLF.</param>
public sealed record OutgoingMail(Envelope Envelope, string Name, ReadOnlyMemory<byte> Message);

/// <summary>No mail can leave at present; the message says why and what to do.</summary>
public sealed class TransportException(string message, Exception inner) : Exception(message, inner);

/// <summary>Hands mail to a relay.</summary>
public sealed class SmtpTransport(SmtpSettings settings, AccessTokens tokens, ProtocolLog protocol, TimeProvider clock) : IMailTransport
{
    // There are servers that crash at commands which follow the end of a message, after they have taken it. One loss may be the network's doing, and costs nothing but speed to be wrong about.
    private static readonly TimeSpan Careful = TimeSpan.FromHours(1);

    private long _lost;

    /// <inheritdoc />
    public string Destination => settings.Destination;

    private bool MayAnnounce => Volatile.Read(ref _lost) is var lost && (lost == 0 || clock.GetElapsedTime(lost) >= Careful);

    /// <inheritdoc />
    public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation)
    {
        var log = protocol.Open(Destination);
        try
        {
            return new Connection(this, await SmtpSession.ConnectAsync(settings.ToOptions(tokens, cancellation), log, clock, cancellation));
        }
        catch (SmtpConnectException e)
        {
            log?.Invoke("-- " + e.Message);
            throw new TransportException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"the password's file (Smtp:PasswordFile) cannot be read: {e.Message}", e);
        }
    }

    private void BeCareful() => Volatile.Write(ref _lost, clock.GetTimestamp());

    private sealed class Connection(SmtpTransport transport, SmtpSession session) : IMailConnection
    {
        public string Relay => session.Peer;

        public bool IsUsable => session.IsUsable;

        public async Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation)
        {
            var announced = false;
            var result = await session.SendAnnouncingAsync(
                mail.Envelope, new ReadOnlySequence<byte>(mail.Message),
                async stop =>
                {
                    if (await beforeFinalDot(stop) is not { } next || !transport.MayAnnounce) return null;
                    announced = true;
                    return new NextMessage(next.Envelope, next.Message);
                },
                cancellation);
            if (announced && result.InDoubt) transport.BeCareful();
            return result;
        }

        public async ValueTask DisposeAsync()
        {
            await session.QuitAsync();
            await session.DisposeAsync();
        }
    }
}
