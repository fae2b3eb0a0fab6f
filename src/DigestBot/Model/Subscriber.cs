namespace DigestBot.Model;

/// <summary>Where a subscription stands.</summary>
public enum SubscriberStatus
{
    /// <summary>Signed up, not confirmed.</summary>
    Pending,

    /// <summary>Gets digests.</summary>
    Active,

    /// <summary>Gets none until <see cref="Subscriber.PausedUntil"/>.</summary>
    Paused,

    /// <summary>Left.</summary>
    Unsubscribed,

    /// <summary>The address does not exist (any more).</summary>
    Bounced,

    /// <summary>Reported a mail as spam.</summary>
    Complained,
}

/// <summary>How often a digest comes.</summary>
public enum Frequency
{
    /// <summary>Every local day.</summary>
    Daily,

    /// <summary>Monday to Friday.</summary>
    Weekdays,

    /// <summary>Once a week, on <see cref="Subscriber.Weekday"/>.</summary>
    Weekly,

    /// <summary>On the first day of each month.</summary>
    Monthly,
}

/// <summary>A person who asked for digests.</summary>
public sealed record Subscriber
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>Address as given, its domain in ASCII.</summary>
    public required string Email { get; init; }

    /// <summary>Where the subscription stands.</summary>
    public SubscriberStatus Status { get; init; }

    /// <summary>BCP 47 tag of the words in mails and pages: en, de, fr, es.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA time zone.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Local sending time, in minutes after midnight: 0 to 1439. A row that holds no such time is served at 07:00, and heals when it is written.</summary>
    public int SendMinute { get; init => field = value is >= 0 and < 24 * 60 ? value : 7 * 60; } = 7 * 60;

    /// <summary>How often.</summary>
    public Frequency Frequency { get; init; }

    /// <summary>ISO day of the week (1 = Monday) of a weekly digest; what is no day is Monday.</summary>
    public int Weekday { get; init => field = value is >= 1 and <= 7 ? value : 1; } = 1;

    /// <summary>Reading-time budget in minutes, at least 1; what is less is 15.</summary>
    public int Budget { get; init => field = value >= 1 ? value : 15; } = 15;

    /// <summary>The newest sequence number when the subscription began: what was told before was not told to this person.</summary>
    public long Start { get; init; }

    /// <summary>The last sequence number that a digest has taken account of.</summary>
    public long Cursor { get; init; }

    /// <summary>When the next digest is due; null when none is.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Local date of the last digest, ISO; null before the first, and when the row holds no date.</summary>
    public string? LastDate { get; init => field = Date(value); }

    /// <summary>Local date on which a pause ends, ISO; null when there is none, and when the row holds no date.</summary>
    public string? PausedUntil { get; init => field = Date(value); }

    /// <summary>When the form was sent.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When the address was confirmed.</summary>
    public DateTimeOffset? Confirmed { get; init; }

    /// <summary>When the last confirmation mail was queued.</summary>
    public DateTimeOffset? ConfirmSent { get; init; }

    /// <summary>How many confirmation mails were queued in all.</summary>
    public int ConfirmCount { get; init; }

    /// <summary>Slugs of the chosen topics, sorted, joined by commas; "all" stands for every topic.</summary>
    public string Topics { get; init; } = "";

    private static string? Date(string? iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", out _) ? iso : null;
}
