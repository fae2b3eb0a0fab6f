using System.Buffers;

namespace DigestBot.Wire.Smtp;

/// <summary>A message that comes after another on the same connection.</summary>
/// <param name="Envelope">From whom, to whom. The same object is handed in when its turn comes.</param>
/// <param name="Message">Header and body, CRLF. Must not change until then.</param>
public readonly record struct NextMessage(Envelope Envelope, ReadOnlyMemory<byte> Message);

/// <summary>The commands that one message needs from one server, checked before the first is sent.</summary>
/// <param name="Envelope">From whom, to whom.</param>
/// <param name="Mail">The MAIL command.</param>
/// <param name="Recipients">The RCPT commands.</param>
/// <param name="Scan">What the message is made of.</param>
/// <param name="Chunked">Sent with BDAT (RFC 3030), not DATA.</param>
internal sealed record Order(Envelope Envelope, string Mail, IReadOnlyList<string> Recipients, MessageScan Scan, bool Chunked)
{
    /// <summary>Checks addresses and message.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="server">What the server can do.</param>
    /// <param name="chunking">Whether BDAT is used where the server knows it.</param>
    /// <param name="refusal">Why this server cannot take the message at all, known without asking it; else null.</param>
    /// <exception cref="ArgumentException">No server could take it.</exception>
    public static Order Of(Envelope envelope, in ReadOnlySequence<byte> message, SmtpCapabilities server, bool chunking, out SmtpReply? refusal)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Recipients.Count is < 1 or > Envelope.MaxRecipients)
            throw new ArgumentException($"A message goes to 1 to {Envelope.MaxRecipients} recipients, not {envelope.Recipients.Count}.", nameof(envelope));
        var from = envelope.From.Length == 0 ? new SmtpAddress("", false) : SmtpAddress.Parse(envelope.From);
        var needsUtf8 = from.NeedsUtf8;
        var reports = server.Dsn ? envelope.Reports : null;
        var recipients = new string[envelope.Recipients.Count];
        for (var i = 0; i < recipients.Length; i++)
        {
            var to = SmtpAddress.Parse(envelope.Recipients[i]);
            needsUtf8 |= to.NeedsUtf8;
            recipients[i] = $"RCPT TO:<{to.Wire}>{reports?.ForRecipient(to)}";
        }
        var scan = MessageScan.Of(message);
        if (scan.BareAt >= 0)
            throw new ArgumentException($"The message has a CR or LF that stands alone at octet {scan.BareAt}; lines must end in CRLF (RFC 5321 2.3.8).", nameof(message));

        refusal = RefusalOf(server, scan.Length, needsUtf8);
        // RFC 1870 5, RFC 6152 2, RFC 6531 3.4. A server without 8BITMIME gets eight bits all the same: nearly all pass them on,
        // and re-encoding a signed message would break the signature.
        var mail = $"MAIL FROM:<{from.Wire}>"
            + (server.Size ? $" SIZE={scan.Length}" : "")
            + (server.EightBitMime && scan.HasEightBit ? " BODY=8BITMIME" : "")
            + (needsUtf8 ? " SMTPUTF8" : "")
            + reports?.ForMail();
        return new Order(envelope, mail, recipients, scan, chunking && server.Chunking);
    }

    /// <summary>The commands that may stand in one group (RFC 2920 3.1): DATA must be its last; with BDAT the message's own octets follow later.</summary>
    public CommandText Write(CommandText commands)
    {
        commands.Line(Mail);
        foreach (var recipient in Recipients)
            commands.Line(recipient);
        return Chunked ? commands : commands.Line("DATA");
    }

    private static SmtpReply? RefusalOf(SmtpCapabilities server, long length, bool needsUtf8)
    {
        if (server.MaxSize is { } limit && length > limit)
            return new SmtpReply(552, "5.3.4", $"not sent: the message has {length} octets, the server takes {limit}", SmtpStage.Mail);
        return needsUtf8 && !server.SmtpUtf8
            ? new SmtpReply(550, "5.6.7", "not sent: the address is not ASCII, and the server does not know SMTPUTF8", SmtpStage.Mail)
            : null;
    }
}
