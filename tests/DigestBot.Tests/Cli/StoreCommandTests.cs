using System.Text.Json;
using System.Xml.Linq;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Cli;

/// <summary>What an operator does by hand, one process after another on one data folder.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly DigestBotProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Feeds_are_added_listed_exported_imported_and_removed()
    {
        (await FineAsync("feeds", "add", "https://feeds.example/a.xml", "--topics", "Science, design", "--title", "Tab & Ampersand", "--unseen")).Output.ShouldStartWith("Added https://feeds.example/a.xml as ");
        (await FineAsync("feeds", "add", "https://feeds.example/a.xml", "--topics", "music", "--unseen")).Output.ShouldContain("there already");
        var row = (await OwnFeedsAsync()).Single();
        row[1..4].ShouldBe(["Tab & Ampersand", "https://feeds.example/a.xml", "design,music,science"]);

        var opml = (await FineAsync("feeds", "export")).Output;
        XDocument.Parse(opml).Descendants("outline").Count(outline => outline.Attribute("xmlUrl")?.Value == "https://feeds.example/a.xml").ShouldBe(3, "once under each topic");
        var path = _program.Write("feeds.opml", opml.Replace("a.xml", "b.xml", StringComparison.Ordinal));
        (await FineAsync("feeds", "import", path)).Output.ShouldContain("1 feeds added");
        (await FineAsync("feeds", "import", path)).Output.ShouldContain("0 feeds added");
        (await OwnFeedsAsync()).Select(own => own[3]).ShouldBe(["design,music,science", "design,music,science"]);

        await FineAsync("feeds", "remove", row[0]);
        await FineAsync("feeds", "remove", "https://feeds.example/b.xml");
        (await OwnFeedsAsync()).ShouldBeEmpty();
        var bad = await _program.RunAsync("feeds", "import", _program.Write("bad.opml", "<rss/>"));
        (bad.Exit, bad.Errors.Contains("   at ", StringComparison.Ordinal)).ShouldBe((1, false));
    }

    [Fact]
    public async Task Subscribers_are_added_listed_exported_and_erased()
    {
        await FineAsync("subscribers", "add", "ana@readers.example", "--topics", "science,music", "--zone", "Europe/Berlin", "--time", "06:30", "--frequency", "weekly");
        (await FineAsync("subscribers", "list")).Output.ShouldContain("ana@readers.example\tpending\tmusic,science\tweekly 06:30 Europe/Berlin");
        await FineAsync("subscribers", "confirm", "ANA@readers.example");
        (await FineAsync("subscribers")).Output.ShouldContain("\tactive\t");
        using (var export = JsonDocument.Parse((await FineAsync("subscribers", "export", "ana@readers.example")).Output))
            export.RootElement.ToString().ShouldContain("ana@readers.example");

        var import = await _program.RunAsync("subscribers", "import", _program.Write("list.csv", "ben@readers.example;science;UTC;07:00\n\nnot an address\ncleo@readers.example\ndan@readers.example;nonsense\n"));
        import.Exit.ShouldBe(1);
        import.Output.ShouldContain("2 lines left out");
        import.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ")[0]).ShouldBe([Path.Combine(_program.Folder, "list.csv:3"), Path.Combine(_program.Folder, "list.csv:5")]);

        await FineAsync("subscribers", "remove", "ana@readers.example");
        (await FineAsync("subscribers")).Lines[0].ShouldContain("unsubscribed");
        await FineAsync("subscribers", "erase", "ana@readers.example");
        (await FineAsync("subscribers")).Lines.Select(line => line.Split('\t')[1]).ShouldBe(["ben@readers.example", "cleo@readers.example"]);
        (await File.ReadAllBytesAsync(Path.Combine(_program.Folder, "data", "digestbot.db"), TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_list_with_a_first_line_that_names_its_columns_brings_all_choices()
    {
        var list = _program.Write("list.csv", """
            email;topics;frequency;days;time;time2;monthDay;budget;readLanguages;name;pictures;quietNote;mutedWords;mutedSources
            ben@readers.example;science;days;monday thursday;06:30;;;20;de,en;Ben;yes;yes;bitcoin|election night;noise.example
            cleo@readers.example;music;twice;;07:00;19:00;;;;;;;;
            dan@readers.example;music;monthly;;;;31;;;;;;;
            eve@readers.example;music;days;someday;;;;;;;;;;
            fay@readers.example;music;twice;;07:00;07:00;;;;;;;;
            """);
        var ended = await _program.RunAsync("subscribers", "import", list);
        ended.Exit.ShouldBe(1);
        ended.Output.ShouldContain("3 confirmations queued, 2 lines left out");
        ended.Errors.ShouldContain("'someday' is not names of days such as monday thursday");
        ended.Errors.ShouldContain("two different times");
        var lines = (await FineAsync("subscribers")).Lines.Select(line => line.Split('\t')).ToList();
        lines.Select(line => line[^1]).ShouldBe(["on monday thursday; 20 min; in de,en; 3 muted; pictures; quiet note", "and 19:00; 15 min", "on day 31; 15 min"]);
        using var export = JsonDocument.Parse((await FineAsync("subscribers", "export", "ben@readers.example")).Output);
        var ben = export.RootElement;
        ben.GetProperty("days").EnumerateArray().Select(day => day.GetString()).ShouldBe(["monday", "thursday"]);
        ben.GetProperty("readLanguages").EnumerateArray().Select(language => language.GetString()).ShouldBe(["de", "en"]);
        (ben.GetProperty("name").GetString(), ben.GetProperty("pictures").GetBoolean(), ben.GetProperty("time").GetString()).ShouldBe(("Ben", true, "06:30"));
        ben.GetProperty("mutedWords").EnumerateArray().Select(word => word.GetString()).ShouldBe(["bitcoin", "election night"]);
        (await _program.RunAsync("subscribers", "import", _program.Write("odd.csv", "email;colour\n"))).Errors.ShouldContain("There is no column 'colour'");
    }

    [Fact]
    public async Task A_preview_for_a_subscriber_says_why_and_stores_nothing()
    {
        await FineAsync("subscribers", "add", "ana@readers.example", "--topics", "science");
        await FineAsync("subscribers", "confirm", "ana@readers.example");
        var path = Path.Combine(_program.Folder, "data", "digestbot.db");
        using (var database = new Database(path))
        {
            var feeds = new FeedTable(database);
            var id = (await feeds.AllAsync())[0].Id;
            var now = DateTimeOffset.UtcNow;
            foreach (var (title, i) in new[] { "A quiet star", "Bitcoin and the star" }.Select((title, i) => (title, i)))
            {
                var article = new Model.Article { FeedId = id, Identity = $"a{i}", Url = $"https://site.example/{i}", CanonicalUrl = $"site.example/{i}", Title = title, Found = now, Time = now, NextRead = now };
                await database.WriteAsync((db, tx) => ArticleTable.AddFoundAsync(db, tx, [new FoundArticle(article, "", "")]), TestContext.Current.CancellationToken);
            }

            var unread = await new ArticleTable(database).UnreadAsync(now, 10);
            await new ArticleTable(database).LogAsync([.. unread.Select(found => new LoggedArticle(found.Article with { Source = "The Paper", Minutes = 2 }, "text", [], ["science"], "", null))]);
            await new Changes(database, KeyFile.LoadOrCreate(Path.Combine(_program.Folder, "data", "key")), new FollowOptions(), TimeProvider.System).SetListsAsync(1, lists => lists with { MutedWords = ["bitcoin"] });
        }

        var before = (await FineAsync("subscribers", "export", "ana@readers.example")).Output;
        var why = await FineAsync("preview", "--for", "ana@readers.example", "--why");
        why.Lines.Take(2).ShouldBe(["printed\ttopic: science\tA quiet star\tThe Paper", "muted\tmuted word: bitcoin\tBitcoin and the star\tThe Paper"]);
        var json = (await FineAsync("preview", "--for", "ana@readers.example", "--why", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        json.Select(line => $"{line.GetProperty("verdict")} {line.GetProperty("reason")} {line.GetProperty("by")}").ShouldBe(["printed topic science", "muted muted word bitcoin"]);
        File.ReadAllText(Path.Combine(_program.Folder, "data", "preview", "digest.txt")).ShouldContain("A quiet star");
        (await FineAsync("subscribers", "export", "ana@readers.example")).Output.ShouldBe(before);
        (await _program.RunAsync("preview")).Exit.ShouldBe(2);
        var topics = (await FineAsync("preview", "--topics", "science", "--why", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        topics.Select(line => $"{line.GetProperty("reason")} {line.GetProperty("by")}").Distinct().ShouldBe(["topic science"]);
        (await _program.RunAsync("preview", "--for", "ana@readers.example", "--language", "de")).ShouldSatisfyAllConditions(e => e.Exit.ShouldBe(2), e => e.Errors.ShouldContain("--language goes with --topics"));
        await FineAsync("subscribers", "remove", "ana@readers.example");
        (await FineAsync("preview", "--for", "ana@readers.example", "--why")).Errors.ShouldContain("ana@readers.example is unsubscribed and gets no digest");
        (await _program.RunAsync("preview", "--for", "nobody@readers.example")).Errors.ShouldContain("There is no subscriber");
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_is_refused_and_one_that_got_lost_is_named()
    {
        var import = await _program.RunAsync("subscribers", "import", _program.Write("list.csv", "ana@readers.example;science;Mars/Olympus\nben@readers.example;science;Europe/Berlin;25:00\ncleo@readers.example;science;Europe/Kyiv\n"));
        import.Exit.ShouldBe(1);
        import.Errors.ShouldContain("list.csv:1: 'Mars/Olympus' is not an IANA time zone such as Europe/Berlin.");
        import.Errors.ShouldContain("list.csv:2: '25:00' is not a time of day such as 07:00.");
        (await FineAsync("subscribers")).Lines.Single().ShouldContain("cleo@readers.example");
        (await _program.RunAsync("subscribers", "add", "ana@readers.example", "--topics", "science", "--zone", "Mars/Olympus")).Errors.ShouldContain("'Mars/Olympus' is not an IANA time zone");

        (await _program.RunAsync("doctor")).Lines.ShouldContain("ok    time zones");
        await using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_program.Folder, "data", "digestbot.db")};Pooling=False"))
            await Dapper.SqlMapper.ExecuteAsync(db, "UPDATE subscribers SET zone = 'Mars/Olympus' || char(27, 8238) || 'x'");
        (await _program.RunAsync("doctor")).Lines.ShouldContain(line => line.StartsWith("WRONG time zones: 1 subscribers", StringComparison.Ordinal) && line.Contains("cleo@readers.example (Mars/Olympusx)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_store_is_migrated_backed_up_and_the_copy_opens()
    {
        (await FineAsync("migrate")).Output.ShouldMatch(": [1-9][0-9]* steps taken");
        (await FineAsync("migrate")).Output.ShouldContain(": 0 steps taken");
        await FineAsync("feeds", "add", "https://feeds.example/a.xml", "--unseen");
        var copy = Path.Combine(_program.Folder, "copy.db");
        (await FineAsync("backup", copy)).Output.ShouldContain("key");
        (await _program.RunAsync("backup", copy)).ShouldSatisfyAllConditions(again => again.Exit.ShouldBe(1), again => again.Errors.ShouldContain("exists already"));
        using (var database = new Database(copy))
        {
            database.Migrate().ShouldBe(0);
            (await new FeedTable(database).AllAsync()).ShouldContain(feed => feed.Url == "https://feeds.example/a.xml");
        }

        if (!OperatingSystem.IsWindows()) (File.GetUnixFileMode(Path.Combine(_program.Folder, "data", "key")) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task A_database_that_is_none_or_is_newer_is_refused_without_being_touched()
    {
        var path = _program.Write("data/digestbot.db", "this is a shopping list, and long enough to be looked at as one");
        var ended = await _program.RunAsync("feeds");
        ended.Exit.ShouldBe(1);
        ended.Errors.ShouldContain(path);
        ended.Errors.ShouldNotContain("   at ");
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldStartWith("this is a shopping list");
    }

    [Fact]
    public async Task The_doctor_says_what_is_fine_what_is_wrong_and_what_to_do()
    {
        var ended = await _program.RunAsync("doctor");
        ended.Exit.ShouldBe(1, "the address of a fresh installation is not https");
        ended.Lines.ShouldAllBe(line => line.StartsWith("ok    ", StringComparison.Ordinal) || line.StartsWith("WRONG ", StringComparison.Ordinal));
        ended.Lines.ShouldContain(line => line.StartsWith("ok    database", StringComparison.Ordinal));
        ended.Lines.ShouldContain(line => line.StartsWith("WRONG public address", StringComparison.Ordinal) && line.Contains("https", StringComparison.Ordinal));
        ended.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_doctor_tries_the_relay_and_the_inbox()
    {
        var port = Servers.FreePort.Find();
        using var program = new DigestBotProgram(("Smtp:Host", "127.0.0.1"), ("Smtp:Port", port), ("Smtp:Security", "None"), ("Mail:From", "digest@bot.example"),
            ("Imap:Host", "127.0.0.1"), ("Imap:Port", port), ("Imap:User", "ana"), ("Imap:Password", "secret horse"));
        var ended = await program.RunAsync("doctor");
        ended.Lines.Count(line => line.StartsWith("WRONG ", StringComparison.Ordinal) && line.Contains($"127.0.0.1:{port}", StringComparison.Ordinal)).ShouldBe(2, ended.Output);
        (ended.Output + ended.Errors).ShouldNotContain("secret horse");
    }

    [Fact]
    public async Task A_message_from_a_mail_servers_pipe_is_obeyed()
    {
        await FineAsync("subscribers", "add", "ana@readers.example", "--topics", "science");
        await FineAsync("subscribers", "confirm", "ana@readers.example");
        var links = (await FineAsync("subscribers", "links", "ana@readers.example")).Output;
        links.ShouldContain("unsubscribe: http");
        var key = KeyFile.LoadOrCreate(Path.Combine(_program.Folder, "data", "key"));
        var token = new Tokens(key).Make(TokenPurpose.Reply, 1);
        var mail = System.Text.Encoding.ASCII.GetBytes($"From: ana@readers.example\r\nTo: digest@bot.example\r\nSubject: unsubscribe {token}\r\nMessage-ID: <1@readers.example>\r\n\r\n\r\n");
        (await _program.RunOnAsync(mail, "reply", "--apply", "-")).ShouldSatisfyAllConditions(e => e.Exit.ShouldBe(0, e.Errors), e => e.Output.Trim().ShouldBe("standard input: left"));
        (await _program.RunOnAsync(mail, "reply", "--apply", "-")).Output.Trim().ShouldBe("standard input: seen");
        (await FineAsync("subscribers")).Output.ShouldContain("\tunsubscribed\t");
    }

    // A new store has the starter feeds already.
    private async Task<List<string[]>> OwnFeedsAsync() => [.. (await FineAsync("feeds", "list")).Lines.Where(line => line.Contains("feeds.example", StringComparison.Ordinal)).Select(line => line.Split('\t'))];

    private async Task<Ended> FineAsync(params string[] arguments)
    {
        var ended = await _program.RunAsync(arguments);
        ended.Exit.ShouldBe(0, string.Join(' ', arguments) + ": " + ended.Errors);
        return ended;
    }
}
