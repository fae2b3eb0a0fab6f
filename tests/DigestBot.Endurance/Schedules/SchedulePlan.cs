using DigestBot.Model;

namespace DigestBot.Endurance.Schedules;

/// <summary>A reader of a schedule.</summary>
/// <param name="Address">Where the mail goes.</param>
/// <param name="DeadFrom">Hours after the beginning from which on the relay says "no such user" of the address.</param>
/// <param name="DeadUntil">Until then; the same as <paramref name="DeadFrom"/> for an address that lives.</param>
internal sealed record PlannedReader(string Address, double DeadFrom, double DeadUntil)
{
    /// <summary>Whether the relay knows nobody of that name.</summary>
    public bool IsDead(TimeSpan since) => since.TotalHours >= DeadFrom && since.TotalHours < DeadUntil;
}

/// <summary>A mail of a schedule.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Reader">Whose; an alert has a recipient, but no subscriber.</param>
/// <param name="Hours">When it is queued, counted from the beginning.</param>
internal sealed record PlannedMail(MailKind Kind, int Reader, double Hours);

/// <summary>Somebody leaves.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Round">Before which round; null for in the midst of one.</param>
/// <param name="Recipients">Before the n-th answer to RCPT.</param>
internal sealed record PlannedLeave(int Reader, int? Round, int Recipients);

/// <summary>All that is drawn for one schedule before it begins. The faults are drawn answer by answer from the same seed.</summary>
internal sealed record SchedulePlan
{
    // What a relay may do wrong at any stage; a fault that floods the client takes long, and comes less often.
    private static readonly string[] Often =
    [
        "4xx", "5xx", "552", "421", "close", "reset", "silence", "half", "split", "bare-lf", "nul", "eight-bit", "binary", "twice", "early", "wrong-code", "mixed",
    ];

    private static readonly string[] Seldom = ["endless-line", "endless-lines", "flood"];

    public required int Seed { get; init; }
    public required IReadOnlyList<PlannedReader> Readers { get; init; }
    public required IReadOnlyList<PlannedMail> Mails { get; init; }
    public PlannedLeave? Leave { get; init; }
    public int Connections { get; init; }
    public int MessagesPerConnection { get; init; }
    public int MaxPerSecond { get; init; }
    public int MaxPerHour { get; init; }
    public int ConnectionsPerDomain { get; init; }
    public bool Pipelining { get; init; }
    public bool Chunking { get; init; }

    /// <summary>Octets that the relay says it takes.</summary>
    public int SizeLimit { get; init; }

    /// <summary>Faults after which the relay is well.</summary>
    public int Faults { get; init; }

    /// <summary>Answers in a hundred that are faulty until then.</summary>
    public int Percent { get; init; }

    /// <summary>Draws a schedule.</summary>
    public static SchedulePlan Draw(int seed)
    {
        var random = new Random(seed);
        var readers = Enumerable.Range(0, random.Next(1, 7)).Select(i => Reader(random, i)).ToList();
        var mails = Enumerable.Range(0, random.Next(2, 9)).Select(_ => Mail(random, readers.Count)).ToList();
        return new SchedulePlan
        {
            Seed = seed, Readers = readers, Mails = mails,
            Leave = random.Next(3) > 0 ? null : random.Next(2) == 0 ? new PlannedLeave(random.Next(readers.Count), random.Next(4), 0) : new PlannedLeave(random.Next(readers.Count), null, random.Next(1, 9)),
            Connections = random.Next(1, 5), MessagesPerConnection = Of(random, 0, 1, 3), MaxPerSecond = Of(random, 0, 0, 0, 3), MaxPerHour = Of(random, 0, 0, 0, 0, 4), ConnectionsPerDomain = Of(random, 0, 0, 1, 2),
            Pipelining = random.Next(4) > 0, Chunking = random.Next(3) == 0, SizeLimit = Of(random, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 4_000),
            Faults = random.Next(11), Percent = Of(random, 5, 15, 30, 60),
        };
    }

    /// <summary>The fault at the n-th answer (from 1) of a stage, over all connections; null for none. The same for the same seed.</summary>
    /// <param name="stage">Number of the stage.</param>
    /// <param name="occurrence">Which answer.</param>
    public string? FaultAt(int stage, int occurrence)
    {
        var random = new Random(unchecked((Seed * 1_000_003) ^ (stage * 7_919) ^ (occurrence * 104_729)));
        if (random.Next(100) >= Percent) return null;
        return random.Next(12) == 0 ? Seldom[random.Next(Seldom.Length)] : Often[random.Next(Often.Length)];
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"connections {Connections}, messages per connection {MessagesPerConnection}, per second {MaxPerSecond}, per hour {MaxPerHour}, per domain {ConnectionsPerDomain}, pipelining {Pipelining}, chunking {Chunking}, size {SizeLimit}, faults {Faults} at {Percent} %, leaves: {Leave}\n  readers: {string.Join("; ", Readers)}\n  mails: {string.Join("; ", Mails)}");

    private static PlannedReader Reader(Random random, int number)
    {
        var address = $"reader{number}@{Of(random, "one", "two", "one")}.example";
        return random.Next(8) switch
        {
            0 => new PlannedReader(address, 0, double.MaxValue), // gone for good
            1 => new PlannedReader(address, 0, 1 + random.Next(30)), // a directory that fails for a while
            2 => new PlannedReader(address, 20, double.MaxValue),
            _ => new PlannedReader(address, 0, 0),
        };
    }

    private static PlannedMail Mail(Random random, int readers) =>
        new(Of(random, MailKind.Digest, MailKind.Digest, MailKind.Digest, MailKind.Digest, MailKind.Confirm, MailKind.Receipt, MailKind.Welcome, MailKind.Goodbye, MailKind.Alert), random.Next(readers), Of(random, 0, 0, 0, 19, 21, 45));

    private static T Of<T>(Random random, params T[] all) => all[random.Next(all.Length)];
}
