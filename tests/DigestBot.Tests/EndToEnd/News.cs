using DigestBot.Articles;
using DigestBot.Demo;
using DigestBot.Feeds;
using DigestBot.Store;

namespace DigestBot.Tests.EndToEnd;

/// <summary>The demo's small web, served on loopback and polled by an installation.</summary>
internal sealed class News : IAsyncDisposable
{
    private readonly DemoSite _site;
    private readonly Installation _service;

    private News(DemoSite site, Installation service) => (_site, _service) = (site, service);

    /// <summary>Starts serving.</summary>
    public static async Task<News> StartAsync(Installation service) =>
        new(await DemoSite.StartAsync(Path.Combine(AppContext.BaseDirectory, "Demo", "site"), service.Clock), service);

    /// <summary>Adds the feeds that fit, without those that are there to fail or to be slow, and polls and reads them.</summary>
    /// <returns>How many articles were read.</returns>
    public async Task<int> CollectAsync(Func<string, bool> which)
    {
        foreach (var feed in _site.Feeds.Where(feed => !feed.Broken && feed.DelayMs == 0 && which(feed.Path)))
            await _service.Get<FeedTable>().AddAsync(_site.Address + feed.Path, null, null, feed.Topics, _service.Clock.GetUtcNow());
        (await _service.Get<Gather>().RunAsync(null, CancellationToken.None)).Failed.ShouldBe(0);
        return (await _service.Get<ReadArticles>().RunAsync(null, CancellationToken.None)).Read;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
