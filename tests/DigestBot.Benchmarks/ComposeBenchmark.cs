using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Digests;
using DigestBot.Model;
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
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            await SampleStore.AddSubscribersAsync(parts, count, options.Groups);
        }

        workplace.Keep();
        await RowsAsync(workplace, count, options);
        await BytesAsync(workplace, options);
    }

    private static async Task RowsAsync(Workplace workplace, int count, Options options)
    {
        var repeat = options.Repeat ?? (options.Full ? 1 : 5);
        List<double> rates = [], cpu = [];
        for (var i = options.Full ? 1 : 0; i <= repeat; i++)
        {
            workplace.Restore();
            await using var parts = workplace.Open();
            var (rate, spent) = await Repetitions.RateAsync(count, async () =>
            {
                var report = await parts.GetRequiredService<Compose>().RunAsync(CancellationToken.None);
                if (report.Digests != count) throw new BenchmarkException($"{report.Digests} of {count} digests were composed.");
            });
            if (i == 0) continue; // warms up
            rates.Add(rate);
            cpu.Add(spent);
        }

        new Result("compose", Repetitions.Median(rates), "digests/s")
        {
            Detail = new Dictionary<string, object> { ["subscribers"] = count, ["groups"] = options.Groups, ["cpu_us_each"] = Repetitions.Median(cpu), ["repetitions"] = rates.Count, ["each"] = rates },
        }.Print(options.Json);
    }

    private static async Task BytesAsync(Workplace workplace, Options options)
    {
        await using var parts = workplace.Open();
        var renderer = parts.GetRequiredService<MailRenderer>();
        var mails = await parts.GetRequiredService<OutboxTable>().ClaimAsync(Workplace.Now, TimeSpan.FromHours(1), Math.Min(10_000, options.Subscribers ?? 10_000));
        long octets = 0;
        List<double> rates = [], cpu = [];
        var cold = 0.0;
        for (var i = 0; i <= (options.Repeat ?? 5); i++)
        {
            var (rate, spent) = await Repetitions.RateAsync(mails.Count, async () => octets = await RenderAsync(renderer, mails));
            if (i == 0)
            {
                cold = rate; // renders the cards
                continue;
            }

            rates.Add(rate);
            cpu.Add(spent);
        }

        var median = Repetitions.Median(rates);
        new Result("compose-render", median, "messages/s")
        {
            Detail = new Dictionary<string, object>
            {
                ["octets_each"] = octets / mails.Count, ["mb_per_second"] = median * octets / mails.Count / 1e6, ["cpu_us_each"] = Repetitions.Median(cpu), ["cold"] = cold,
                ["messages"] = mails.Count, ["groups"] = options.Groups, ["repetitions"] = rates.Count, ["each"] = rates,
            },
        }.Print(options.Json);
    }

    private static async Task<long> RenderAsync(MailRenderer renderer, IReadOnlyList<OutboxMessage> mails)
    {
        long octets = 0;
        foreach (var claim in mails.Chunk(MailsPerClaim))
        {
            var prepared = await renderer.PrepareAsync(claim);
            foreach (var mail in claim) octets += prepared.Render(mail)?.Message.Length ?? throw new BenchmarkException(prepared.Problem(mail));
        }

        return octets;
    }
}
