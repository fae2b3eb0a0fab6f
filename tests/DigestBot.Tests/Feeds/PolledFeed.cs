using DigestBot.Feeds;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Fetch;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Feeds;

/// <summary>One feed at a publisher, polled into a house: each poll an hour after the one before.</summary>
internal sealed class PolledFeed : IAsyncDisposable
{
    private PolledFeed(House house, Publisher publisher)
    {
        House = house;
        Publisher = publisher;
    }

    public House House { get; }

    public Publisher Publisher { get; }

    public DateTimeOffset Now => House.Clock.Now;

    public static async Task<PolledFeed> StartAsync()
    {
        var feed = new PolledFeed(new House(), await Publisher.StartAsync());
        await feed.House.FeedAsync(feed.Publisher.Address + "/feed");
        return feed;
    }

    /// <summary>Publishes these items, polls, and says which articles were found new.</summary>
    public Task<List<string>> PollAsync(params IEnumerable<Item> items) => PollAsync(Rss.Of(items));

    public async Task<List<string>> PollAsync(string document)
    {
        Publisher.Serve("/feed", document);
        House.Clock.Advance(TimeSpan.FromHours(1));
        var before = await House.ValueAsync<long>("SELECT COALESCE(MAX(id), 0) FROM articles");
        var report = await House.GatherAsync();
        report.Failed.ShouldBe(0, (await House.Part<FeedTable>().AllAsync())[0].Error);
        var found = await House.ColumnAsync<string>("SELECT title FROM articles WHERE id > @before AND state = 'found' ORDER BY id", new { before });
        report.New.ShouldBe(found.Count);
        return found;
    }

    public async Task<Feed> RowAsync() => (await House.Part<FeedTable>().AllAsync()).Single();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Publisher.DisposeAsync();
    }
}

/// <summary>Polling by hand.</summary>
internal static class PolledHouse
{
    public static Task<GatherReport> GatherAsync(this House house) => house.Part<Gather>().RunAsync(null, TestContext.Current.CancellationToken);
}
