using System.Globalization;

namespace DigestBot.Endurance.Crash;

/// <summary>One kill.</summary>
/// <param name="Kill">From 1.</param>
/// <param name="Queue">From 1.</param>
/// <param name="Where">What the bot was doing.</param>
/// <param name="Taken">Mails that the relay had taken from this run.</param>
/// <param name="Duplicates">Those of them that came again later.</param>
internal sealed record KillRecord(int Kill, int Queue, string Where, int Taken, int Duplicates)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"kill {Kill,4}  queue {Queue,3}  {Where,-24} {Taken,6} taken {Duplicates,3} twice");
}

/// <summary>One queue, when it was empty.</summary>
/// <param name="Queue">From 1.</param>
/// <param name="Digests">That were queued.</param>
/// <param name="Kills">That it took.</param>
/// <param name="Duplicates">Mails that came more than once, counted each time.</param>
/// <param name="Lost">Digests that never came.</param>
internal sealed record QueueRecord(int Queue, int Digests, int Kills, int Duplicates, int Lost)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"queue {Queue}: {Digests} digests, {Kills} kills, {Duplicates} twice, {Lost} lost");
}

/// <summary>What must not be.</summary>
/// <param name="Queue">From 1.</param>
/// <param name="Problem">A sentence.</param>
internal sealed record BrokenPromise(int Queue, string Problem)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"queue {Queue}: {Problem}");
}

/// <summary>All of it.</summary>
/// <param name="Kills">The bot was killed so often.</param>
/// <param name="Queues">So many queues.</param>
/// <param name="Digests">In all queues.</param>
/// <param name="Lost">Digests that never came.</param>
/// <param name="Duplicates">Mails that came more than once, counted each time.</param>
/// <param name="MostDuplicates">For one kill.</param>
/// <param name="Connections">What that may be.</param>
/// <param name="BeforeAnyMail">Kills before the relay had taken anything of that run.</param>
/// <param name="Seconds">It took.</param>
/// <param name="Problems">Broken promises, in sentences; empty is what we want.</param>
internal sealed record CrashResult(
    int Kills, int Queues, int Digests, int Lost, int Duplicates, int MostDuplicates, int Connections, int BeforeAnyMail, int Seconds, IReadOnlyList<string> Problems)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kills} kills in {Queues} queues of {Digests} digests in all, in {Seconds} s: {Lost} lost, {Duplicates} came twice, at most {MostDuplicates} for one kill ({Connections} connections); {BeforeAnyMail} kills before any mail was taken. {(Problems.Count == 0 ? "Every promise was kept." : $"{Problems.Count} promises were broken.")}");
}
