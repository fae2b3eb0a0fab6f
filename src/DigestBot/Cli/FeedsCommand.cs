using System.CommandLine;
using System.Globalization;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Syndication;
using Feed = DigestBot.Model.Feed;

namespace DigestBot.Cli;

/// <summary><c>digestbot feeds …</c>: list, add, remove, import, export, check.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var command = new Command("feeds", "Lists and changes the feeds that are polled.") { Add(), Remove(), Import(), Export(), Check() };
        var list = new Command("list", "Lists every feed with its state; an unlisted one was added by a subscriber, for those who follow it.");
        list.SetAction((_, _) => ListAsync());
        command.Add(list);
        command.SetAction((_, _) => ListAsync());
        return command;
    }

    private static async Task<int> ListAsync()
    {
        await using var app = await App.OpenAsync();
        var table = app.Get<FeedTable>();
        var topics = await table.TopicsAsync();
        var followers = await table.FollowersAsync();
        foreach (var feed in await table.AllAsync())
        {
            var state = feed switch
            {
                { Error: { } error, FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"failing since {since.UtcDateTime:yyyy-MM-dd HH:mm}Z: {error}"),
                { LastPoll: { } last } => string.Create(CultureInfo.InvariantCulture, $"polled {last.UtcDateTime:yyyy-MM-dd HH:mm}Z"),
                _ => "not polled yet",
            };
            Console.WriteLine($"{feed.Id}\t{feed.DisplayTitle}\t{feed.Url}\t{string.Join(',', topics[feed.Id])}\t{state}\t{(feed.Listed ? "listed" : "unlisted")}\t{Followed(followers.GetValueOrDefault(feed.Id))}");
        }

        return 0;
    }

    private static string Followed(int followers) => followers == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"followed by {followers}");

    private static Command Add()
    {
        var url = new Argument<string>("url") { Description = "Address of the feed." };
        var topics = new Option<string>("--topics") { Description = "Topics, by slug or name, separated by commas." };
        var title = new Option<string?>("--title") { Description = "The name that readers see; the feed's own if left out." };
        var force = new Option<bool>("--unseen") { Description = "Add it without looking at it." };
        var command = new Command("add", "Adds a feed, after looking at it; a site's page leads to the feed that it names.") { url, topics, title, force };
        command.SetAction(async (parsed, stop) =>
        {
            await using var app = await App.OpenAsync();
            var address = parsed.GetRequiredValue(url);
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) throw new UserException($"'{address}' is not an http or https address.");
            var slugs = Slugs(parsed.GetValue(topics) ?? "", app.Get<IReadOnlyList<Topic>>());
            if (!parsed.GetValue(force)) uri = (await FeedFinder.FindAsync(app.Get<Fetcher>(), uri, stop) ?? throw new UserException($"{uri}: no feed is there, and none is named. --unseen adds it all the same.")).Address;
            var (id, added) = await app.Get<FeedTable>().AddAsync(uri.AbsoluteUri, parsed.GetValue(title), null, slugs, app.Get<TimeProvider>().GetUtcNow());
            Console.WriteLine((added ? $"Added {uri} as {id}." : $"{uri} was there already, as {id}; its topics were added.")
                + (slugs.Count == 0 && added ? " It has no topic: only those who chose all topics get it (--topics)." : ""));
            return 0;
        });
        return command;
    }

    private static Command Remove()
    {
        var feed = new Argument<string>("feed") { Description = "Its address or number." };
        var command = new Command("remove", "Removes a feed and its articles.") { feed };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            if (!await app.Get<FeedTable>().RemoveAsync(parsed.GetRequiredValue(feed))) throw new UserException($"There is no feed {parsed.GetRequiredValue(feed)}; \"digestbot feeds\" lists them.");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var path = new Argument<string>("opml") { Description = "An OPML file; folders named like topics give their feeds that topic." };
        var topic = new Option<string?>("--topic") { Description = "Topic of feeds that stand in no such folder." };
        var command = new Command("import", "Adds the feeds of an OPML file.") { path, topic };
        command.SetAction(async (parsed, stop) =>
        {
            await using var app = await App.OpenAsync();
            var topics = app.Get<IReadOnlyList<Topic>>();
            var slug = parsed.GetValue(topic) is { } given ? Slugs(given, topics).Single() : null;
            var added = await StarterFeeds.ImportAsync(await File.ReadAllBytesAsync(parsed.GetRequiredValue(path), stop), app.Get<FeedTable>(), topics, slug, app.Get<TimeProvider>().GetUtcNow());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} feeds added."));
            return 0;
        });
        return command;
    }

    private static Command Export()
    {
        var command = new Command("export", "Writes all listed feeds as OPML to standard output.");
        command.SetAction(async (_, stop) =>
        {
            await using var app = await App.OpenAsync();
            var table = app.Get<FeedTable>();
            var topics = await table.TopicsAsync();
            var names = app.Get<IReadOnlyList<Topic>>().ToDictionary(topic => topic.Slug, topic => topic.NameIn("en"));
            var outlines = (await table.AllAsync()).Where(feed => feed.Listed).SelectMany(feed => topics[feed.Id].DefaultIfEmpty("").Select(slug => Outline(feed, names.GetValueOrDefault(slug, slug))));
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(Opml.Write("Feeds of DigestBot", outlines), stop);
            return 0;
        });
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", "Fetches every feed once, changes nothing, and names those that cannot be read.");
        command.SetAction(async (_, stop) =>
        {
            await using var app = await App.OpenAsync();
            var bad = 0;
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = app.Settings.Fetch.Concurrency, CancellationToken = stop };
            await Parallel.ForEachAsync(await app.Get<FeedTable>().AllAsync(), parallel, async (feed, token) =>
            {
                if (await FeedFinder.ProblemAsync(app.Get<Fetcher>(), feed.Url, token) is not { } problem) return;
                Interlocked.Increment(ref bad);
                Console.WriteLine($"{feed.Url}\t{problem}");
            });
            return bad == 0 ? 0 : 1;
        });
        return command;
    }

    private static OpmlOutline Outline(Feed feed, string folder) => new(feed.DisplayTitle, feed.Url, feed.SiteUrl, folder.Length > 0 ? [folder] : []);

    private static List<string> Slugs(string names, IReadOnlyList<Topic> topics) =>
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => Topic.SlugOf(name, topics)
            ?? throw new UserException($"There is no topic '{name}'. There are {string.Join(", ", topics.Select(topic => topic.Slug))}."))];
}
