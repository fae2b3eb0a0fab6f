using System.Globalization;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Store;
using DigestBot.Tests.Servers;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Benchmarks;

/// <summary>Peak resident memory of each stage, as a run of the real program's <c>run STAGE</c> in a process of its own.</summary>
internal static class MemoryBenchmark
{
    public static async Task RunAsync(Options options)
    {
        using var workplace = new Workplace(options.Folder);
        var now = DateTimeOffset.UtcNow;
        var feeds = options.Feeds ?? (options.Full ? 4_900 : 490);
        await using var web = await FeedServer.StartAsync(Corpora.Feeds(), "application/xml");
        await using (var parts = workplace.Open()) await web.AddFeedsAsync(parts, feeds, now.AddHours(-1));
        (string, string)[] loopback = [("Fetch:AllowPrivateAddresses", "true")];
        await StageAsync(workplace, "gather", loopback, options, ("feeds", feeds));

        await using var pages = await FeedServer.StartAsync(Corpora.Pages(), "text/html");
        var articles = options.Full ? 5_000 : 500;
        await using (var parts = workplace.Open()) await FindAsync(parts, pages, articles, now);
        await StageAsync(workplace, "read", loopback, options, ("articles", articles));

        var subscribers = options.Subscribers ?? (options.Full ? 1_000_000 : 10_000);
        foreach (var file in Directory.GetFiles(workplace.Data, "digestbot.db*")) File.Delete(file);
        await using (var parts = workplace.Open())
        {
            await SampleStore.AddArticlesAsync(parts, options.Rich);
            await SampleStore.AddSubscribersAsync(parts, subscribers, options.Groups);
            await SampleStore.MoveToAsync(parts, now);
        }

        await StageAsync(workplace, "compose", [], options, ("subscribers", subscribers));
        await using var sink = await SmtpSink.StartAsync();
        await StageAsync(
            workplace, "send",
            [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:Security", "None"), ("Smtp:Connections", "8"), ("Mail:From", "digest@benchmark.example")],
            options, ("messages", subscribers));
    }

    private static async Task StageAsync(Workplace workplace, string stage, IEnumerable<(string, string)> settings, Options options, (string Name, object Value) size)
    {
        using var process = DigestBotProcess.Start(workplace.Folder, settings, "run", stage);
        var (milliseconds, output) = await process.EndedAsync();
        new Result("memory-" + stage, process.PeakMb, "MB")
        {
            PeakMb = process.PeakMb, Detail = new Dictionary<string, object> { [size.Name] = size.Value, ["seconds"] = milliseconds / 1000, ["said"] = output },
        }.Print(options.Json);
    }

    private static Task FindAsync(IServiceProvider parts, FeedServer pages, int count, DateTimeOffset now) =>
        parts.GetRequiredService<Database>().WriteAsync(async (db, tx) =>
        {
            await db.ExecuteAsync("UPDATE articles SET state = 'archived' WHERE state = 'found'", transaction: tx);
            await ArticleTable.AddFoundAsync(db, tx, Enumerable.Range(0, count).Select(i => new FoundArticle(
                new Model.Article
                {
                    FeedId = 1, Identity = string.Create(CultureInfo.InvariantCulture, $"page-{i}"), Url = pages.Address(i), CanonicalUrl = pages.Address(i), Title = "", Found = now, Time = now,
                    State = Model.ArticleState.Found, NextRead = now.AddMinutes(-1),
                }, "", "")));
        });
}
