using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Wire.Syndication;

namespace DigestBot.Benchmarks;

/// <summary>Real feeds, bytes → neutral feeds, on one core.</summary>
internal static class ParseBenchmark
{
    private static readonly Uri Address = new("https://feeds.example/feed.xml");

    public static Task RunAsync(Options options)
    {
        var feeds = Corpora.Feeds();
        var items = 0;
        var passes = Repetitions.PassRates(options.Repeat ?? (options.Full ? 15 : 7), () => items = feeds.Sum(feed => FeedParser.Parse(feed, null, Address).Items.Count));
        var pass = Repetitions.Median(passes);
        var megabytes = feeds.Sum(feed => (long)feed.Length) / 1e6;
        new Result("parse", pass * feeds.Count, "feeds/s")
        {
            Detail = new Dictionary<string, object>
            {
                ["mb_per_second"] = pass * megabytes, ["items_per_second"] = pass * items, ["feeds"] = feeds.Count, ["mb"] = megabytes, ["repetitions"] = passes.Length,
            },
        }.Print(options.Json);
        return Task.CompletedTask;
    }
}
