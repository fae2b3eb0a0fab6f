using System.Globalization;
using DigestBot.Model;

namespace DigestBot.Endurance.Schedules;

/// <summary>A schedule that broke a promise.</summary>
/// <param name="Seed">Repeats it: <c>--seed N --count 1</c>.</param>
/// <param name="Problems">In sentences.</param>
/// <param name="Plan">What was drawn.</param>
/// <param name="Talk">The conversation.</param>
internal sealed record BrokenSchedule(int Seed, IReadOnlyList<string> Problems, string Plan, IReadOnlyList<string> Talk)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}:\n  {string.Join("\n  ", Problems)}\n  {Plan}\n    {string.Join("\n    ", Talk)}");
}

/// <summary>All of them.</summary>
/// <param name="Schedules">That were played.</param>
/// <param name="Mails">Queued in all.</param>
/// <param name="Sent">Of these.</param>
/// <param name="Failed">Refused for good.</param>
/// <param name="Cancelled">Their readers had left, or were gone.</param>
/// <param name="Twice">Times that a mail in doubt was taken once more.</param>
/// <param name="Bounced">Subscriptions that ended because of the address, rightly.</param>
/// <param name="Faults">That the relay showed, without refusals of addresses.</param>
/// <param name="Rounds">Of sending.</param>
/// <param name="Broken">Schedules that broke a promise.</param>
/// <param name="Seconds">It took.</param>
internal sealed record SchedulesResult(int Schedules, int Mails, int Sent, int Failed, int Cancelled, int Twice, int Bounced, int Faults, int Rounds, int Broken, int Seconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Schedules} schedules with {Faults} faults, {Mails} mails in {Rounds} rounds, in {Seconds} s: {Sent} sent, {Failed} refused for good, {Cancelled} cancelled, {Twice} times a mail in doubt was taken again, {Bounced} subscriptions ended by their address; {Broken} schedules broke a promise.");
}

/// <summary>Plays schedules, several beside one another: most of their time they wait for timeouts.</summary>
internal static class FaultSchedules
{
    /// <summary>Plays them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the first; each other's is one more.</param>
    /// <param name="workers">At the same time.</param>
    /// <param name="folder">Where the databases are made; null for memory, where the system has a file system in it.</param>
    /// <param name="broken">Told of each schedule that broke a promise.</param>
    /// <param name="progress">Told now and then how many were played.</param>
    /// <param name="stop">Ends early, with the schedules that were begun played to their end.</param>
    public static async Task<SchedulesResult> RunAsync(int count, int seed, int workers, string? folder, Action<BrokenSchedule> broken, Action<int>? progress, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        var place = Directory.CreateDirectory(Path.Combine(folder ?? (Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath()), $"digestbot-schedules-{Environment.ProcessId}-{seed}"));
        var all = new SchedulesResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var gate = new Lock();
        var next = 0;
        try
        {
            // Many senders in one process: a pool that grows by a thread or two a second would let answers lie longer than a relay may be silent here.
            ThreadPool.GetMinThreads(out _, out var completionPorts);
            ThreadPool.SetMinThreads(64, completionPorts);
            await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, count)).Select(worker => Task.Run(async () =>
            {
                await using var bot = new ScheduledBot(place.CreateSubdirectory(worker.ToString(CultureInfo.InvariantCulture)).FullName);
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) - 1 is var number && number < count)
                {
                    var plan = SchedulePlan.Draw(seed + number);
                    var end = await new OneSchedule(bot, plan).RunAsync();
                    lock (gate)
                    {
                        all = Sum(all, end);
                        if (end.Problems.Count > 0) broken(new BrokenSchedule(plan.Seed, end.Problems, plan.ToString(), end.Talk));
                        if (all.Schedules % 1000 == 0) progress?.Invoke(all.Schedules);
                    }
                }
            }, CancellationToken.None)));
        }
        finally
        {
            place.Delete(recursive: true);
        }

        return all with { Seconds = (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds };
    }

    private static SchedulesResult Sum(SchedulesResult all, ScheduleEnd end) => all with
    {
        Schedules = all.Schedules + 1, Mails = all.Mails + end.Facts.Rows.Count, Sent = all.Sent + Count(end, OutboxState.Sent), Failed = all.Failed + Count(end, OutboxState.Failed),
        Cancelled = all.Cancelled + Count(end, OutboxState.Cancelled), Twice = all.Twice + Oracle.Twice(end.Facts), Bounced = all.Bounced + end.Facts.Status.Count(status => status == SubscriberStatus.Bounced),
        Faults = all.Faults + end.Faults, Rounds = all.Rounds + end.Rounds, Broken = all.Broken + (end.Problems.Count > 0 ? 1 : 0),
    };

    private static int Count(ScheduleEnd end, OutboxState state) => end.Facts.Rows.Count(row => row.State == state);
}
