namespace DigestBot.Wire.Smtp;

/// <summary>What became of a message.</summary>
public enum SendOutcome
{
    /// <summary>The server took it.</summary>
    Delivered,

    /// <summary>Refused now; try again later.</summary>
    Temporary,

    /// <summary>Refused for good.</summary>
    Permanent,

    /// <summary>The connection ended without an answer. Try again on another; see <see cref="SendResult.InDoubt"/>.</summary>
    ConnectionLost,
}

/// <summary>What became of one message.</summary>
/// <param name="Outcome">In one word. With several recipients, <see cref="SendOutcome.Delivered"/> means to all but those in <paramref name="Refused"/>.</param>
/// <param name="Reply">The answer that decided it; null when the connection was lost. An answer that this program gives itself, without asking the server, says so.</param>
/// <param name="InDoubt">The connection was lost after the final dot may have reached the server: the message may or may not have been taken.</param>
/// <param name="KeepsConnection">The session can send the next message.</param>
/// <param name="Refused">Recipients that the server refused while it took others; empty for a single recipient.</param>
/// <param name="Reason">What happened, in one sentence for the operator.</param>
public sealed record SendResult(
    SendOutcome Outcome,
    SmtpReply? Reply,
    bool InDoubt,
    bool KeepsConnection,
    IReadOnlyList<RefusedRecipient> Refused,
    string Reason)
{
    /// <summary>
    /// The server ended a connection that had carried messages before it said anything about this one: it was not tried, and can be at once on another.
    /// </summary>
    public bool Untried { get; init; }

    internal static SendResult Of(SmtpReply reply, bool keepsConnection, IReadOnlyList<RefusedRecipient>? refused = null) => new(
        reply.IsPositive ? SendOutcome.Delivered : reply.IsTemporary ? SendOutcome.Temporary : SendOutcome.Permanent,
        reply, false, keepsConnection && !reply.EndsConnection, refused ?? [], reply.ToString());

    internal static SendResult Lost(string reason, bool inDoubt) =>
        new(SendOutcome.ConnectionLost, null, inDoubt, false, [], reason);
}

/// <summary>A recipient that was refused while others were accepted.</summary>
/// <param name="Address">As given in the envelope.</param>
/// <param name="Reply">Why.</param>
public sealed record RefusedRecipient(string Address, SmtpReply Reply);
