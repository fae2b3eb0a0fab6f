using System.Buffers;
using DigestBot.Mail;
using DigestBot.Wire.Smtp;

namespace DigestBot.Endurance.Schedules;

/// <summary>The program's SMTP session with CHUNKING, which its settings do not offer.</summary>
internal sealed class ChunkingTransport(SmtpOptions options, TimeProvider clock) : IMailTransport
{
    public string Destination => $"{options.Host}:{options.Port}";

    public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            return new Connection(await SmtpSession.ConnectAsync(options with { Chunking = true }, null, clock, cancellation));
        }
        catch (SmtpConnectException e)
        {
            throw new TransportException(e.Message, e);
        }
    }

    private sealed class Connection(SmtpSession session) : IMailConnection
    {
        public string Relay => session.Peer;

        public bool IsUsable => session.IsUsable;

        public async Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation) =>
            await session.SendAnnouncingAsync(
                mail.Envelope, new ReadOnlySequence<byte>(mail.Message),
                async stop => await beforeFinalDot(stop) is { } next ? new NextMessage(next.Envelope, next.Message) : null, cancellation);

        public async ValueTask DisposeAsync()
        {
            await session.QuitAsync();
            await session.DisposeAsync();
        }
    }
}
