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

    /// <summary>Once a month, on <see cref="Subscriber.MonthDay"/>.</summary>
    Monthly,

    /// <summary>On the days of the week in <see cref="Subscriber.Days"/>.</summary>
    Days,

    /// <summary>Every local day at two times: <see cref="Subscriber.SendMinute"/> and <see cref="Subscriber.SecondMinute"/>.</summary>
    Twice,
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

    /// <summary>Chosen days of the week: bit 0 is Monday, bit 6 Sunday; what names none is Monday to Friday.</summary>
    public int Days { get; init => field = value is > 0 and <= 0b111_1111 ? value : 0b001_1111; } = 0b001_1111;

    /// <summary>The second local sending time of somebody who asked for two digests a day, in minutes after midnight; later than <see cref="SendMinute"/>.</summary>
    public int SecondMinute { get; init => field = value is >= 0 and < 24 * 60 ? value : 18 * 60; } = 18 * 60;

    /// <summary>Day of the month of a monthly digest; a month that is shorter has it on its last day.</summary>
    public int MonthDay { get; init => field = value is >= 1 and <= 31 ? value : 1; } = 1;

    /// <summary>Reading-time budget in minutes, at least 1; what is less is 15.</summary>
    public int Budget { get; init => field = value >= 1 ? value : 15; } = 15;

    /// <summary>What the greeting calls the person; empty for nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>BCP 47 tags of the languages that articles may be in, sorted, joined by commas; empty for all.</summary>
    public string ReadLanguages { get; init; } = "";

    /// <summary>Whether cards show the articles' lead images, which are loaded from the publishers' sites.</summary>
    public bool Pictures { get; init; }

    /// <summary>Whether a mail of one line comes when nothing is new.</summary>
    public bool QuietNote { get; init; }

    /// <summary>
    /// The newest sequence number when what is wanted was last changed. What was told up to there is looked up in this person's digests;
    /// what came later follows from the choices.
    /// </summary>
    public long ChoicesSince { get; init; }

    /// <summary>
    /// Where the first digest began: no article up to there was ever told to this person. Null before the first digest, 0 when nothing can be said,
    /// as of somebody who follows feeds and was shown their latest.
    /// </summary>
    public long? Began { get; init; }

    /// <summary>The last sequence number that a digest has taken account of.</summary>
    public long Cursor { get; init; }

    /// <summary>When the next digest is due; null when none is.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Local date of the last digest, ISO; null before the first, and when the row holds no date.</summary>
    public string? LastDate { get; init => field = Date(value); }

    /// <summary>Which digest of <see cref="LastDate"/> was the last: 0, or 1 for the second of that day.</summary>
    public int LastSlot { get; init; }

    /// <summary>Local date on which a pause ends, ISO; null when there is none, and when the row holds no date.</summary>
    public string? PausedUntil { get; init => field = Date(value); }

    /// <summary>Local date on which the last pause began, ISO, until a digest has told what was missed; null when there is nothing to tell.</summary>
    public string? AwaySince { get; init => field = Date(value); }

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
