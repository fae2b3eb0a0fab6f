namespace DigestBot.Model;

/// <summary>What one round of composing chose for everybody who made the same choices. Immutable.</summary>
public sealed record Selection
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>When it was composed; ages are counted from here.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Head of the log at that moment.</summary>
    public long Head { get; init; }

    /// <summary>Ids of the printed articles, in printed order.</summary>
    public IReadOnlyList<long> Printed { get; init; } = [];

    /// <summary>Ids of what the budget left out, in order of time.</summary>
    public IReadOnlyList<long> HeldOver { get; init; } = [];

    /// <summary>How many told a story that is printed or was printed before.</summary>
    public int Merged { get; init; }

    /// <summary>How many the mutes kept away.</summary>
    public int Muted { get; init; }

    /// <summary>How many feeds the choices stand for.</summary>
    public int Feeds { get; init; }

    /// <summary>Reading time of what is printed, in minutes.</summary>
    public int Minutes { get; init; }

    /// <summary>Feeds that failed at that moment.</summary>
    public IReadOnlyList<FailingFeed> Failing { get; init; } = [];
}

/// <summary>A feed that failed when a digest was composed.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Since">First failure in a row.</param>
/// <param name="Error">One line.</param>
public sealed record FailingFeed(string Title, DateTimeOffset Since, string Error);

/// <summary>One subscriber's digest of one local date. Everything that its bytes depend on stands here or is immutable.</summary>
public sealed record Digest
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>Whose.</summary>
    public long SubscriberId { get; init; }

    /// <summary>Local date, ISO. Unique with the subscriber and the slot.</summary>
    public required string LocalDate { get; init; }

    /// <summary>Which of that date's digests: 0, or 1 for the second of two.</summary>
    public int Slot { get; init; }

    /// <summary>Local date since which the subscriber was away, ISO, when this is the digest that ends a pause; else null.</summary>
    public string? AwaySince { get; init; }

    /// <summary>What is in it.</summary>
    public long SelectionId { get; init; }

    /// <summary>Language of the frame.</summary>
    public required string Language { get; init; }

    /// <summary>The subscriber's cursor before it: where its successor begins when this one was never sent. Null for a digest of an earlier version.</summary>
    public long? CursorBefore { get; init; }

    /// <summary>The sequence number after which it was chosen: the cursor, or earlier for a first digest.</summary>
    public long? ChosenAfter { get; init; }

    /// <summary>When the oldest digest that it took over was queued; null when it took over none.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>What the subscriber had chosen then, as <c>ChosenFacts</c> writes it.</summary>
    public required string Chosen { get; init; }
}
