using Dapper;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Feeds;
using DigestBot.Store;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>Feeds over loopback HTTP → rows: the first poll, and one that finds nothing new (304). Client and server share the machine.</summary>
internal static class PollBenchmark
{
    public static async Task RunAsync(Options options)
    {
        using var workplace = new Workplace(options.Folder);
        await using var server = await FeedServer.StartAsync(Corpora.Feeds(), "application/xml");
        var count = options.Feeds ?? (options.Full ? 4_900 : 490);
        await using (var parts = workplace.Open()) await server.AddFeedsAsync(parts, count, Workplace.Now);
        workplace.Keep();
        var repeat = options.Repeat ?? (options.Full ? 9 : 5);
        List<double> first = [], unchanged = [];
        long rows = 0;
        for (var i = 0; i <= repeat; i++)
        {
            workplace.Restore();
            var clock = new StillClock(Workplace.Now);
            await using var parts = workplace.Open(clock, ("Fetch:AllowPrivateAddresses", "true"));
            var fresh = await PollAsync(parts, count, report => report.Unchanged == 0 && report.Failed == 0);
            clock.Advance(TimeSpan.FromHours(2));
            var known = await PollAsync(parts, count, report => report.Unchanged == count);
            rows = await parts.GetRequiredService<Database>().ReadAsync(db => db.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM articles"));
            if (i == 0) continue; // warms up
            first.Add(fresh);
            unchanged.Add(known);
        }

        Print("poll-first", first, new Dictionary<string, object> { ["feeds"] = count, ["rows_written"] = rows, ["rows_per_second"] = Repetitions.Median(first) * rows / count, ["repetitions"] = repeat, ["each"] = first }, options);
        Print("poll-unchanged", unchanged, new Dictionary<string, object> { ["feeds"] = count, ["repetitions"] = repeat, ["each"] = unchanged }, options);
    }

    private static async Task<double> PollAsync(IServiceProvider parts, int count, Func<GatherReport, bool> expected) =>
        (await Repetitions.RateAsync(count, async () =>
        {
            var report = await parts.GetRequiredService<Gather>().RunAsync(null, CancellationToken.None);
            if (report.Polled != count || !expected(report)) throw new BenchmarkException($"The poll went otherwise: {report}");
        })).Rate;

    private static void Print(string name, List<double> rates, Dictionary<string, object> detail, Options options) =>
        new Result(name, Repetitions.Median(rates), "feeds/s") { Detail = detail }.Print(options.Json);
}
