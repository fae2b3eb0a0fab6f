using DigestBot.Model;

namespace DigestBot.Endurance.Schedules;

/// <summary>A mail as it was put together when it was queued: what must come, whenever it comes.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Planned">What was drawn.</param>
/// <param name="Sender">Envelope sender, its own.</param>
/// <param name="MessageId">Without brackets.</param>
/// <param name="Message">Header and body.</param>
internal sealed record QueuedMail(long Id, PlannedMail Planned, string Sender, string MessageId, string Message);

/// <summary>What a schedule left behind.</summary>
internal sealed record ScheduleFacts
{
    public required SchedulePlan Plan { get; init; }
    public required IReadOnlyList<QueuedMail> Queued { get; init; }

    /// <summary>Rows of the outbox.</summary>
    public required IReadOnlyList<OutboxMessage> Rows { get; init; }

    /// <summary>The attempts that were kept, by mail, with the one that delivered.</summary>
    public required IReadOnlyDictionary<long, IReadOnlyList<NumberedAttempt>> Kept { get; init; }

    /// <summary>Attempts that the sender told of while it ran, by mail.</summary>
    public required IReadOnlyDictionary<long, int> Told { get; init; }

    /// <summary>What the relay answered.</summary>
    public required IReadOnlyList<RelayAnswer> Answers { get; init; }

    /// <summary>Readers' status at the end, in order of the plan.</summary>
    public required IReadOnlyList<SubscriberStatus> Status { get; init; }

    /// <summary>When the planned reader left; null when nobody did.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Mails in doubt when they left.</summary>
    public IReadOnlySet<long> DoubtfulWhenLeft { get; init; } = new HashSet<long>();

    /// <summary>Addresses that nothing is sent to any more.</summary>
    public int Suppressed { get; init; }

    /// <summary>Rows that somebody held after a round.</summary>
    public int Leases { get; init; }
}
