using System.Diagnostics;

namespace DigestBot.Endurance.Crash;

/// <summary>
/// A queue of digests is sent by the real program, which is killed at one point after the other and started again, until all is sent; then it is counted, and the next queue comes.
/// None may be lost. Those in doubt at a kill, one for each connection at most, may come again: with the same Message-ID and the same bytes.
/// </summary>
internal sealed class CrashTest : IAsyncDisposable
{
    private readonly CrashOptions _options;
    private readonly Action<object> _tell;
    private readonly DigestQueue _queue;
    private readonly CountingSink _sink;
    private readonly List<KillRecord> _kills = [];
    private readonly List<QueueRecord> _queues = [];
    private readonly List<string> _problems = [];

    private CrashTest(CrashOptions options, Action<object> tell, DigestQueue queue)
    {
        (_options, _tell, _queue) = (options, tell, queue);
        _sink = new CountingSink(options.Chunking);
    }

    private string TakenFile => Path.Combine(_queue.Folder, "taken");

    /// <summary>Runs it.</summary>
    /// <param name="options">How long, how much.</param>
    /// <param name="tell">Told of each <see cref="BrokenPromise"/>, <see cref="KillRecord"/>, <see cref="QueueRecord"/>, and the <see cref="CrashResult"/>.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<CrashResult> RunAsync(CrashOptions options, Action<object> tell, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        await using var test = new CrashTest(options, tell, await DigestQueue.MakeAsync(options.Folder, options.Digests));
        var points = new Queue<KillPoint>(KillPoint.Plan(options, await test.WholeRunAsync(stop)));
        while (points.Count > 0) await test.QueueAsync(points, stop);
        var result = new CrashResult(
            test._kills.Count, test._queues.Count, test._queues.Sum(queue => queue.Digests), test._queues.Sum(queue => queue.Lost), test._queues.Sum(queue => queue.Duplicates),
            test._kills.Select(kill => kill.Duplicates).DefaultIfEmpty().Max(), options.Connections, test._kills.Count(kill => kill.Taken == 0), (int)watch.Elapsed.TotalSeconds, test._problems);
        tell(result);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        _queue.Dispose();
    }

    // Twice without a kill: traced, for the number of calls; untraced, for the time.
    private async Task<WholeRun> WholeRunAsync(CancellationToken stop)
    {
        var trace = Path.Combine(_queue.Folder, "trace");
        await BeginQueueAsync();
        await UndisturbedAsync(Bot.Trace(trace), stop);
        var calls = WholeRun.Count(File.ReadLines(trace));
        await CountAsync([], stop);
        await BeginQueueAsync();
        var started = TimeProvider.System.GetUtcNow();
        await UndisturbedAsync([], stop);
        var ended = TimeProvider.System.GetUtcNow();
        await CountAsync([], stop);
        return new WholeRun(calls, (int)(_sink.FirstAt - started).TotalMilliseconds, (int)(ended - _sink.FirstAt).TotalMilliseconds);
    }

    private async Task UndisturbedAsync(IReadOnlyList<string> under, CancellationToken stop)
    {
        _sink.BeginRun(0, 0, null);
        using var bot = Start(under);
        if (!await bot.EndedWellAsync(stop)) throw new CrashTestException("digestbot was killed by somebody else.");
    }

    private async Task QueueAsync(Queue<KillPoint> points, CancellationToken stop)
    {
        await BeginQueueAsync();
        var killed = new List<KillPoint>();
        while (true)
        {
            var point = points.TryPeek(out var next) ? next : null;
            if (!await RunAsync(killed.Count, point, stop))
            {
                killed.Add(points.Dequeue());
                continue;
            }

            // A whole queue was sent before it came to this: sooner, then. If only a rest was left, the point waits for the next queue.
            if (point is not null && killed.Count == 0) points.Enqueue(points.Dequeue() with { Number = Math.Max(1, point.Number / 2) });
            break;
        }

        await CountAsync(killed, stop);
    }

    /// <summary>One run of the bot.</summary>
    /// <returns>Whether it ended by itself: everything is sent, the kill never came.</returns>
    private async Task<bool> RunAsync(int run, KillPoint? point, CancellationToken stop)
    {
        Bot? running = null;
        // The sink may want to kill before we know whom.
        _sink.BeginRun(run, point?.Kind == KillKind.Answer ? point.Number : 0, () => Volatile.Read(ref running)?.Kill());
        using var bot = Start(point is null ? [] : Bot.Under(point));
        Volatile.Write(ref running, bot);
        if (point?.Kind == KillKind.Moment) bot.KillAfter(TimeSpan.FromMilliseconds(point.Number));
        var well = await bot.EndedWellAsync(stop);
        await _sink.QuietAsync(stop);
        return well;
    }

    private async Task BeginQueueAsync()
    {
        _queue.Restore();
        await _sink.BeginQueueAsync(TakenFile);
    }

    private async Task CountAsync(IReadOnlyList<KillPoint> killed, CancellationToken stop)
    {
        var mails = (await File.ReadAllLinesAsync(TakenFile, stop)).Select(TakenMail.Read).ToList();
        var tally = Tally.Of(mails, _queue.Recipients, killed.Count + 1, _options.Connections);
        var number = _queues.Count + 1;
        foreach (var problem in tally.Problems.Concat(await _queue.ProblemsAsync()))
        {
            _problems.Add($"Queue {number}: {problem}");
            _tell(new BrokenPromise(number, problem)); // now: whoever stops a long run must not miss it
        }

        for (var run = 0; run < killed.Count; run++)
        {
            _kills.Add(new KillRecord(_kills.Count + 1, number, killed[run].ToString(), tally.Taken[run], tally.Duplicates[run]));
            _tell(_kills[^1]);
        }

        _queues.Add(new QueueRecord(number, _queue.Recipients.Count, killed.Count, tally.Duplicates.Sum(), tally.Lost.Count));
        _tell(_queues[^1]);
    }

    private Bot Start(IReadOnlyList<string> under) => Bot.Start(
        _queue.Folder,
        [
            ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", _sink.Port), ("Smtp:Security", "None"), ("Smtp:HeloName", "bot.example"), ("Smtp:Connections", _options.Connections), ("Smtp:Chunking", _options.Chunking),
            ("Mail:From", "digest@bot.example"),
        ], under);
}
