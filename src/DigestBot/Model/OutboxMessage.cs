namespace DigestBot.Model;

/// <summary>What a mail is for. The order is the order of sending: what a person waits for goes first.</summary>
public enum MailKind
{
    /// <summary>Confirm the address.</summary>
    Confirm,

    /// <summary>What a reply changed.</summary>
    Receipt,

    /// <summary>The subscription has begun.</summary>
    Welcome,

    /// <summary>The subscription has ended.</summary>
    Goodbye,

    /// <summary>To the operator.</summary>
    Alert,

    /// <summary>The daily mail.</summary>
    Digest,
}

/// <summary>Where a mail stands.</summary>
public enum OutboxState
{
    /// <summary>Waits for its first attempt.</summary>
    Queued,

    /// <summary>Its final dot may be on the wire: in doubt until an answer is recorded.</summary>
    Sending,

    /// <summary>The relay took it.</summary>
    Sent,

    /// <summary>Waits for another attempt after a temporary failure.</summary>
    Deferred,

    /// <summary>The relay refused it for good, or five days have passed.</summary>
    Failed,

    /// <summary>The subscriber left before it was sent, or the operator took it back.</summary>
    Cancelled,

    /// <summary>A digest that waited until its successor was composed, which carries its articles.</summary>
    Merged,
}

/// <summary>One mail to one recipient.</summary>
public sealed record OutboxMessage
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>What it is for.</summary>
    public MailKind Kind { get; init; }

    /// <summary>Who it is for; null for an alert.</summary>
    public long? SubscriberId { get; init; }

    /// <summary>The digest that it carries.</summary>
    public long? DigestId { get; init; }

    /// <summary>Address.</summary>
    public required string Recipient { get; init; }

    /// <summary>Facts that a notice states, as JSON; null for a digest.</summary>
    public string? Payload { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; init; }

    /// <summary>How many attempts have been made.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was queued; also its Date header, so that a second attempt has the same bytes.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it may be tried next.</summary>
    public DateTimeOffset NextAttempt { get; init; }

    /// <summary>Message-ID without brackets, once an attempt has been made.</summary>
    public string? MessageId { get; init; }

    /// <summary>Stage, code and text of the last answer, one line.</summary>
    public string? LastReply { get; init; }

    /// <summary>When the last attempt ended.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Who was asked last.</summary>
    public string? Relay { get; init; }
}
