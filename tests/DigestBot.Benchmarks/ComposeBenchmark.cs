using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Digests;
using DigestBot.Rendering;
using DigestBot.Store;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>Due subscribers → digest and outbox rows; then those rows → messages, as the sender asks for them.</summary>
internal static class ComposeBenchmark
{
    private const int MailsPerClaim = 200;

    public static async Task RunAsync(Options options)
    {
        using var workplace = new Workplace(options.Folder);
        var count = options.Subscribers ?? (options.Full ? 1_000_000 : 10_000);
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts);
            await SampleStore.AddSubscribersAsync(parts, count, options.Groups);
        }

        workplace.Keep();
        await RowsAsync(workplace, count, options);
        await BytesAsync(workplace, options);
    }

    private static async Task RowsAsync(Workplace workplace, int count, Options options)
    {
        var repeat = options.Repeat ?? (options.Full ? 1 : 5);
        var rates = new List<double>();
        for (var i = options.Full ? 1 : 0; i <= repeat; i++)
        {
            workplace.Restore();
            await using var parts = workplace.Open();
            var rate = (await Repetitions.RatesAsync(1, count, async () =>
            {
                var report = await parts.GetRequiredService<Compose>().RunAsync(CancellationToken.None);
                if (report.Digests != count) throw new BenchmarkException($"{report.Digests} of {count} digests were composed.");
            }))[0];
            if (i > 0) rates.Add(rate); // the first warms up
        }

        new Result("compose", Repetitions.Median(rates), "digests/s")
        {
            Detail = new Dictionary<string, object> { ["subscribers"] = count, ["groups"] = options.Groups, ["repetitions"] = rates.Count, ["each"] = rates },
        }.Print(options.Json);
    }

    private static async Task BytesAsync(Workplace workplace, Options options)
    {
        await using var parts = workplace.Open();
        var renderer = parts.GetRequiredService<MailRenderer>();
        var mails = await parts.GetRequiredService<OutboxTable>().ClaimAsync(Workplace.Now, TimeSpan.FromHours(1), Math.Min(10_000, options.Subscribers ?? 10_000));
        long octets = 0;
        var preparing = 0.0;
        var rates = await Repetitions.RatesAsync((options.Repeat ?? 5) + 1, mails.Count, async () =>
        {
            octets = 0;
            var watch = System.Diagnostics.Stopwatch.StartNew();
            preparing = 0;
            foreach (var claim in mails.Chunk(MailsPerClaim))
            {
                var began = watch.Elapsed.TotalSeconds;
                var prepared = await renderer.PrepareAsync(claim);
                preparing += watch.Elapsed.TotalSeconds - began;
                foreach (var mail in claim) octets += prepared.Render(mail)?.Message.Length ?? throw new BenchmarkException(prepared.Problem(mail));
            }
        });
        var median = Repetitions.Median(rates[1..]); // the first renders the cards
        new Result("compose-render", median, "messages/s")
        {
            Detail = new Dictionary<string, object>
            {
                ["octets_each"] = octets / mails.Count, ["mb_per_second"] = median * octets / mails.Count / 1e6, ["share_of_preparing"] = preparing * rates[^1] / mails.Count,
                ["cold"] = rates[0], ["messages"] = mails.Count, ["repetitions"] = rates.Length - 1, ["each"] = rates[1..],
            },
        }.Print(options.Json);
    }
}
