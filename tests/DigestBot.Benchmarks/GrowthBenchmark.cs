using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;

namespace DigestBot.Benchmarks;

/// <summary>How composing grows with the number of subscribers: time and peak memory of the real program's <c>run compose</c>, in a process of its own for each size.</summary>
internal static class GrowthBenchmark
{
    public static async Task RunAsync(Options options)
    {
        int[] sizes = options.Subscribers is { } one ? [one] : options.Full ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
        foreach (var size in sizes) await RunAsync(size, options);
    }

    private static async Task RunAsync(int subscribers, Options options)
    {
        using var workplace = new Workplace(options.Folder);
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            await SampleStore.AddSubscribersAsync(parts, subscribers, options.Groups);
            await SampleStore.MoveToAsync(parts, DateTimeOffset.UtcNow);
        }

        workplace.Keep();
        List<double> seconds = [], peaks = [];
        for (var i = 0; i < (options.Repeat ?? (subscribers < 1_000_000 ? 3 : 1)); i++)
        {
            workplace.Restore();
            using var process = DigestBotProcess.Start(workplace.Folder, [], "run", "compose");
            var (milliseconds, output) = await process.EndedAsync();
            if (!output.Contains($" {subscribers} digests queued", StringComparison.Ordinal)) throw new BenchmarkException($"Not every digest was composed: {output}");
            seconds.Add(milliseconds / 1000);
            peaks.Add(process.PeakMb);
        }

        var median = Repetitions.Median(seconds);
        new Result("growth", subscribers / median, "digests/s")
        {
            PeakMb = Repetitions.Median(peaks),
            Detail = new Dictionary<string, object> { ["subscribers"] = subscribers, ["groups"] = options.Groups, ["seconds"] = median, ["repetitions"] = seconds.Count },
        }.Print(options.Json);
    }
}
