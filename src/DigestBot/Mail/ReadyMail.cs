using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>A mail that is put together, and its turn in line.</summary>
internal sealed class ReadyMail(OutboxMessage row, RenderedMail rendered, Turn<WaitingMail> turn) : IDisposable
{
    /// <summary>The turn, ended once.</summary>
    public Turn<WaitingMail> Turn => turn;

    /// <summary>Whether the turn has ended.</summary>
    public bool Ended { get; set; }

    /// <summary>Whether it may be on the wire: it is in doubt until the relay has answered.</summary>
    public bool InDoubt { get; set; }

    /// <summary>Its row.</summary>
    public OutboxMessage Row => row;

    /// <summary>Without brackets.</summary>
    public string MessageId => rendered.MessageId;

    /// <summary>For the wire.</summary>
    public OutgoingMail Mail { get; } = new(new Envelope(rendered.EnvelopeFrom, row.Recipient) { Reports = Reports(rendered) }, rendered.Name, rendered.Message);

    /// <summary>Its octets' place is free for another mail.</summary>
    public void Dispose() => rendered.Dispose();

    // A bounce with our header is all that is read. That a mail is late says nothing to us: the relay goes on trying. ENVID comes back as Original-Envelope-Id (RFC 3464 2.2.1)
    // whatever becomes of addresses on the way; row and signed token are the left part of the Message-ID, and short enough for it, which its domain need not be.
    private static ReportRequest Reports(RenderedMail rendered) => new(ReportOn.Failure, rendered.MessageId[..rendered.MessageId.LastIndexOf('@')]);
}
