using System.Buffers;

namespace DigestBot.Wire.Smtp;

/// <summary>The commands that one message needs from one server, checked before the first is sent.</summary>
internal readonly record struct Order(Envelope Envelope, string Mail, IReadOnlyList<string> Recipients)
{
    /// <summary>Checks addresses and message.</summary>
    /// <param name="envelope">From whom, to whom.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="server">What the server can do.</param>
    /// <param name="refusal">Why this server cannot take the message at all, known without asking it; else null.</param>
    /// <exception cref="ArgumentException">No server could take it.</exception>
    public static Order Of(Envelope envelope, in ReadOnlySequence<byte> message, SmtpCapabilities server, out SmtpReply? refusal)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Recipients.Count is < 1 or > Envelope.MaxRecipients)
            throw new ArgumentException($"A message goes to 1 to {Envelope.MaxRecipients} recipients, not {envelope.Recipients.Count}.", nameof(envelope));
        var from = envelope.From.Length == 0 ? new SmtpAddress("", false) : SmtpAddress.Parse(envelope.From);
        var needsUtf8 = from.NeedsUtf8;
        var recipients = new string[envelope.Recipients.Count];
        for (var i = 0; i < recipients.Length; i++)
        {
            var to = SmtpAddress.Parse(envelope.Recipients[i]);
            needsUtf8 |= to.NeedsUtf8;
            recipients[i] = $"RCPT TO:<{to.Wire}>";
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
            + (needsUtf8 ? " SMTPUTF8" : "");
        return new Order(envelope, mail, recipients);
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
