namespace DigestBot.Mail.Pacing;

/// <summary>What a lane does next.</summary>
public enum LaneOrder
{
    /// <summary>Send the mail of this turn.</summary>
    Send,

    /// <summary>Close the connection, say so, and ask again: it has carried its share, is idle, or is one too many.</summary>
    Close,

    /// <summary>All mails have ended and no more will come.</summary>
    End,
}

/// <summary>One answer to a lane that asks what to do. A turn to send must be ended, once: by <see cref="WaitingLine{T}.Ended"/> or <see cref="WaitingLine{T}.Untried"/>.</summary>
/// <param name="Order">What to do.</param>
/// <param name="Item">The mail, with <see cref="LaneOrder.Send"/>.</param>
public readonly record struct Turn<T>(LaneOrder Order, T Item)
{
    internal string? Recipient { get; init; }

    internal bool Urgent { get; init; }

    internal Domain? Domain { get; init; }

    internal TimeSpan Taken { get; init; }
}

/// <summary>What may be claimed from the outbox now.</summary>
/// <param name="Limit">Mails at most; 0 for none.</param>
/// <param name="UrgentOnly">Only mails that a person waits for: digests are held back, or enough of them wait already.</param>
public readonly record struct Room(int Limit, bool UrgentOnly);
