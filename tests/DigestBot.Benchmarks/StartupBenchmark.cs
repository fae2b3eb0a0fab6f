using System.Globalization;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Tests.Servers;

namespace DigestBot.Benchmarks;

/// <summary>From the start of the process until it says "Ready", with an empty data folder and with a filled one; and how long --help takes.</summary>
internal static class StartupBenchmark
{
    public static async Task RunAsync(Options options)
    {
        using var workplace = new Workplace(options.Folder);
        var repeat = options.Repeat ?? (options.Full ? 21 : 9);
        List<double> empty = [], filled = [], help = [], emptyPeak = [], filledPeak = [], helpPeak = [];
        for (var i = 0; i < repeat; i++)
        {
            Directory.Delete(workplace.Data, recursive: true);
            await ReadyAsync(workplace, empty, emptyPeak);
        }

        Directory.Delete(workplace.Data, recursive: true);
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            await SampleStore.AddSubscribersAsync(parts, options.Subscribers ?? 10_000, options.Groups);
        }

        for (var i = 0; i < repeat; i++) await ReadyAsync(workplace, filled, filledPeak);
        for (var i = 0; i < repeat; i++)
        {
            using var process = DigestBotProcess.Start(workplace.Folder, [], "--help");
            help.Add((await process.EndedAsync()).Milliseconds);
            helpPeak.Add(process.PeakMb);
        }

        Print("startup-empty", empty, emptyPeak, options);
        Print("startup-data", filled, filledPeak, options);
        Print("startup-help", help, helpPeak, options);
    }

    private static async Task ReadyAsync(Workplace workplace, List<double> times, List<double> peaks)
    {
        var listen = "http://127.0.0.1:" + FreePort.Find().ToString(CultureInfo.InvariantCulture);
        // Paused jobs would not be the real program: it is stopped before one has run.
        using var process = DigestBotProcess.Start(workplace.Folder, [("Web:Listen", listen), ("Web:PublicUrl", listen)], "serve");
        times.Add(await process.SaidAsync("Ready"));
        peaks.Add(process.PeakMb);
    }

    private static void Print(string name, List<double> times, List<double> peaks, Options options) =>
        new Result(name, Repetitions.Median(times), "ms")
        {
            PeakMb = Repetitions.Median(peaks), Detail = new Dictionary<string, object> { ["repetitions"] = times.Count, ["each"] = times },
        }.Print(options.Json);
}
