using System.Collections.Concurrent;
using DigestBot.Mail;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

/// <summary>The real transport, with a note of every message that was handed to it, by recipient.</summary>
internal sealed class RecordingTransport(IMailTransport real) : IMailTransport
{
    /// <summary>What was sent last to a recipient: header and body, CRLF.</summary>
    public ConcurrentDictionary<string, byte[]> Sent { get; } = [];

    public string Destination => real.Destination;

    public async Task<IMailConnection> ConnectAsync(CancellationToken cancellation) => new Connection(await real.ConnectAsync(cancellation), this);

    private sealed class Connection(IMailConnection real, RecordingTransport notes) : IMailConnection
    {
        public string Relay => real.Relay;

        public bool IsUsable => real.IsUsable;

        public Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation)
        {
            notes.Sent[mail.Envelope.Recipients.Single()] = mail.Message.ToArray();
            return real.SendAsync(mail, beforeFinalDot, cancellation);
        }

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
