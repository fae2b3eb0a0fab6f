using System.Text.Json.Nodes;
using DigestBot.Articles;
using DigestBot.Demo;
using DigestBot.Feeds;
using DigestBot.Store;

namespace DigestBot.Tests.Web;

/// <summary>
/// The demo's publications and one hostile one on loopback HTTP, polled and read once; every service of these tests begins with a copy of that database.
/// </summary>
public sealed class DemoWeb : IAsyncLifetime
{
    internal static readonly DateTimeOffset Start = new(2031, 5, 14, 9, 30, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("digestbot-web-");
    private DemoSite? _site;

    /// <summary>http://127.0.0.1:PORT of the publications.</summary>
    public string Address => _site!.Address;

    /// <summary>A database with every article read, and nobody in it.</summary>
    internal string Database => Path.Combine(_folder.FullName, "read.db");

    /// <summary>The project's configuration, without the starter feeds.</summary>
    internal string Home => Path.Combine(_folder.FullName, "home");

    public async ValueTask InitializeAsync()
    {
        CopyConfiguration();
        _site = await DemoSite.StartAsync(CopySite(), new StillClock(Start));
        await using (var service = await RunningService.StartAsync(this))
        {
            foreach (var feed in _site.Feeds) await service.Part<FeedTable>().AddAsync(_site.Address + feed.Path, null, null, feed.Topics, Start);
            await service.Part<Gather>().RunAsync(null, CancellationToken.None);
            await service.Part<ReadArticles>().RunAsync(null, CancellationToken.None);
            service.Part<Database>().Backup(Database);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void CopyConfiguration()
    {
        Copy(Path.Combine(Corpora.ProjectRoot, "config"), Path.Combine(Home, "config"));
        File.Copy(Path.Combine(Corpora.ProjectRoot, "appsettings.json"), Path.Combine(Home, "appsettings.json"));
        File.Delete(Path.Combine(Home, "config", "feeds.opml"));
    }

    private string CopySite()
    {
        var folder = Path.Combine(_folder.FullName, "site");
        Copy(Path.Combine(AppContext.BaseDirectory, "Demo", "site"), folder);
        Copy(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "web", "hostile-press"), Path.Combine(folder, "hostile-press"));
        var list = Path.Combine(folder, "site.json");
        var site = JsonNode.Parse(File.ReadAllText(list))!;
        foreach (var feed in site["feeds"]!.AsArray()) feed!["delayMs"] = 0;
        site["feeds"]!.AsArray().Add(JsonNode.Parse("""{"path": "/hostile-press/feed.xml", "file": "hostile-press/feed.xml", "type": "application/rss+xml", "topics": ["art"], "delayMs": 0, "broken": false}"""));
        File.WriteAllText(list, site.ToJsonString());
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>The tests of the pages share the publications, not a service.</summary>
[CollectionDefinition("web")]
public sealed class WebTests : ICollectionFixture<DemoWeb>, ICollectionFixture<Chromium>;
