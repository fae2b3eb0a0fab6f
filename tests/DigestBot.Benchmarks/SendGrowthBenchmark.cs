using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Tests.Servers;

namespace DigestBot.Benchmarks;

/// <summary>How the memory of sending grows with the number of digests: the real program's <c>run send</c>, in a process of its own for each number, beginning with an empty outbox.</summary>
internal static class SendGrowthBenchmark
{
    // Peak resident megabytes, however many mails there are.
    private const double Goal = 100;

    public static async Task RunAsync(Options options)
    {
        int[] sizes = options.Messages is { } one ? [one] : options.Full ? [0, 1_000, 10_000, 100_000, 1_000_000] : [0, 1_000, 10_000, 100_000];
        await using var sink = await SmtpSink.StartAsync();
        foreach (var size in sizes) await RunAsync(size, sink.Port, options);
    }

    private static async Task RunAsync(int messages, int port, Options options)
    {
        using var workplace = new Workplace(options.Folder);
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            if (messages > 0) await SampleStore.AddSubscribersAsync(parts, messages, options.Groups);
            await SampleStore.MoveToAsync(parts, DateTimeOffset.UtcNow);
        }

        if (messages > 0)
        {
            using var compose = DigestBotProcess.Start(workplace.Folder, [], "run", "compose");
            await compose.EndedAsync();
        }

        workplace.Keep();
        List<double> seconds = [], peaks = [];
        for (var i = 0; i < (options.Repeat ?? (messages < 100_000 ? 3 : 1)); i++)
        {
            workplace.Restore();
            using var send = DigestBotProcess.Start(workplace.Folder, Outbox.Relay(port, options.Connections), "run", "send");
            var (milliseconds, output) = await send.EndedAsync();
            if (!output.StartsWith($"{messages} sent, ", StringComparison.Ordinal)) throw new BenchmarkException($"Not every digest was sent: {output}");
            seconds.Add(milliseconds / 1000);
            peaks.Add(send.PeakMb);
        }

        var peak = Repetitions.Median(peaks);
        new Result("send-growth", peak, "MB")
        {
            PeakMb = peak,
            Detail = new Dictionary<string, object>
            {
                ["messages"] = messages, ["goal"] = Goal, ["reached"] = peak <= Goal, ["connections"] = options.Connections, ["groups"] = options.Groups,
                ["seconds"] = Repetitions.Median(seconds), ["messages_per_second"] = messages / Repetitions.Median(seconds), ["repetitions"] = peaks.Count, ["each"] = peaks,
            },
        }.Print(options.Json);
    }
}
