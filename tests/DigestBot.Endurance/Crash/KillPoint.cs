using System.Globalization;

namespace DigestBot.Endurance.Crash;

/// <summary>What the bot does when it is killed.</summary>
internal enum KillKind
{
    /// <summary>It waits for the disk: fsync, fdatasync.</summary>
    Sync,

    /// <summary>It writes to the database or its log: pwrite64.</summary>
    Write,

    /// <summary>It writes to the relay: sendto, sendmsg.</summary>
    Send,

    /// <summary>It waits for the relay's answer to a mail that the relay has taken.</summary>
    Answer,

    /// <summary>Anything.</summary>
    Moment,
}

/// <summary>Where the bot is killed.</summary>
/// <param name="Kind">What it does then.</param>
/// <param name="Number">The how-manieth such call of one of its threads; the mail of this run that the relay took; the millisecond since its start.</param>
internal sealed record KillPoint(KillKind Kind, int Number)
{
    /// <summary>The system calls at whose entry strace kills; null where nobody traces.</summary>
    public static string? Calls(KillKind kind) => kind switch
    {
        KillKind.Sync => "fsync,fdatasync",
        KillKind.Write => "pwrite64",
        KillKind.Send => "sendto,sendmsg",
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        KillKind.Answer => string.Create(CultureInfo.InvariantCulture, $"answer to mail {Number}"),
        KillKind.Moment => string.Create(CultureInfo.InvariantCulture, $"after {Number} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Calls(Kind)} {Number}"),
    };

    /// <summary>
    /// Points of all kinds, each kind's spread evenly over what a run does in twice its share of a queue, so that a queue is killed about as often as it should be; in an order of chance.
    /// </summary>
    /// <param name="options">How many, and the seed.</param>
    /// <param name="run">What an undisturbed run over one queue did.</param>
    public static IReadOnlyList<KillPoint> Plan(CrashOptions options, WholeRun run)
    {
        var random = new Random(options.Seed);
        var kinds = Enum.GetValues<KillKind>();
        var points = new List<KillPoint>();
        for (var i = 0; i < kinds.Length; i++)
        {
            var count = (options.Kills / kinds.Length) + (i < options.Kills % kinds.Length ? 1 : 0);
            var (first, last) = run.Span(kinds[i], Math.Min(1, 2.0 / options.KillsPerQueue), options.Digests);
            for (var k = 0; k < count; k++)
            {
                var share = kinds[i] == KillKind.Moment ? random.NextDouble() : (k + 0.5) / count;
                points.Add(new KillPoint(kinds[i], first + (int)(share * Math.Max(1, last - first))));
            }
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points));
        return points;
    }
}
