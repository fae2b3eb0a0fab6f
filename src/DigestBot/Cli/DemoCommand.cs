using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DigestBot.Demo;
using DigestBot.Replies;
using DigestBot.Store;
using Spectre.Console;

namespace DigestBot.Cli;

/// <summary><c>digestbot demo</c>: the whole job, offline, in seconds.</summary>
internal static class DemoCommand
{
    /// <summary>Kept for the second day, so that it brings something new.</summary>
    private const string SecondDay = "window-seat";

    private static readonly DemoReader[] Readers =
    [
        new("Marta", "marta@lisbon.example", "Europe/Lisbon", "en", ["technology", "design", "programming", "food", "books", "news", "travel", "gaming"]),
        new("Kenji", "kenji@tokyo.example", "Asia/Tokyo", "en", ["science", "technology", "travel", "music", "personal"]),
    ];

    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder for the mails.", DefaultValueFactory = _ => Path.Combine("data", "demo") };
        var command = new Command("demo", "The whole job offline in seconds: feeds on loopback HTTP, two readers, digests over loopback SMTP, an answer.") { output };
        command.SetAction((parsed, stop) => RunAsync(Path.GetFullPath(parsed.GetRequiredValue(output)), stop));
        return command;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var clock = new DemoClock();
        await using var site = await DemoSite.StartAsync(Path.Combine(AppContext.BaseDirectory, "Demo", "site"), clock);
        DemoRun? run = null;
        await using var sink = MailSink.Start((mail, token) => run!.ArriveAsync(mail, token));
        await using var parts = Parts(folder, clock, sink.EndPoint.Port);
        parts.GetRequiredService<Database>().Migrate();
        run = new DemoRun(parts, site, clock, Readers, folder);

        Say($"Serving {site.Feeds.Count} feeds at {site.Address}, taking mail at 127.0.0.1:{sink.EndPoint.Port}");
        await run.AddFeedsAsync(feed => !feed.Path.Contains(SecondDay, StringComparison.Ordinal));
        Say($"{await run.SignUpAsync()} readers signed up, got a confirmation mail over SMTP and pressed its button");

        var first = await RoundAsync(run, "Day 1", stop);
        var leaver = first.Mails.SingleOrDefault(mail => mail.Reader == Readers[1]) ?? throw new UserException("The demo's second reader got no digest.");
        var outcome = await run.AnswerAsync(leaver, "unsubscribe");
        Say($"{Readers[1].Name} answers \"unsubscribe\" to the digest: {(outcome == ReplyOutcome.Left ? "the subscription is ended" : outcome.ToString())}");

        run.NextRound();
        await run.AddFeedsAsync(feed => feed.Path.Contains(SecondDay, StringComparison.Ordinal));
        var second = await RoundAsync(run, "Day 2", stop);
        var stayedAway = second.Mails.All(mail => mail.Reader != Readers[1]);

        Summary(first, second, await run.FailingAsync());
        Say($"The mails lie in {folder} as .eml, .html and .txt; their links led to the demo's own web, which has ended. Open {first.Mails[0].Files}.html first.");
        Say(string.Create(CultureInfo.InvariantCulture, $"Done in {watch.Elapsed.TotalSeconds:0.0} s."));
        return outcome == ReplyOutcome.Left && stayedAway && first.Mails.Count == 2 && second.Mails.Count == 1 ? 0 : 1;
    }

    private static ServiceProvider Parts(string folder, DemoClock clock, int smtpPort)
    {
        var home = Home.Find();
        var configuration = home.Configuration(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = folder, ["Storage:Connection"] = "", ["Fetch:AllowPrivateAddresses"] = "true", ["Mail:From"] = "digest@demo.example", ["Mail:Operator"] = "",
            ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture), ["Smtp:Security"] = "None", ["Smtp:User"] = "", ["Smtp:TokenFile"] = "", ["Smtp:TokenCommand"] = "", ["Smtp:CaFile"] = "", ["Smtp:ProtocolLog"] = "", ["Imap:Host"] = "", ["Summaries:Endpoint"] = "",
        });
        // The operator's keys sign for the operator's domain, not for the demo's.
        var settings = Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable().Where(pair => !pair.Key.StartsWith("Mail:Dkim", StringComparison.OrdinalIgnoreCase))).Build());
        return new ServiceCollection().AddLogging().AddDigestBot(home, settings, clock).BuildServiceProvider();
    }

    private static async Task<Round> RoundAsync(DemoRun run, string name, CancellationToken stop)
    {
        var (polled, read) = (0, 0);
        var live = AnsiConsole.Profile.Capabilities.Interactive;
        var collected = await run.CollectAsync(
            feed =>
            {
                polled++;
                if (feed.Error is { } error) Say($"  {feed.Url}: {error}");
                else if (live) AnsiConsole.Write($"\r  {polled} feeds polled");
            },
            _ =>
            {
                read++;
                if (live) AnsiConsole.Write($"\r  {polled} feeds polled, {read} articles read");
            }, stop);
        if (live) AnsiConsole.Write("\r");
        var (composed, sent, mails) = await run.DigestAsync(stop);
        Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {collected.Gather.Polled} feeds polled, {collected.Gather.New} new articles, {composed.Digests} digests composed, {sent.Sent} sent"));
        foreach (var mail in mails) Say($"  to {mail.Reader.Email} ({mail.Reader.Zone}): {mail.Subject}");
        return new Round(collected.Gather, collected.Read, composed, sent, mails);
    }

    private static void Summary(Round first, Round second, IReadOnlyList<Model.Feed> failing)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("Day 1").RightAligned()).AddColumn(new TableColumn("Day 2").RightAligned());
        Row(table, "feeds polled", first.Gather.Polled, second.Gather.Polled);
        Row(table, "unchanged (304)", first.Gather.Unchanged, second.Gather.Unchanged);
        Row(table, "new articles", first.Gather.New, second.Gather.New);
        Row(table, "read from their pages", first.Read.Pages, second.Read.Pages);
        Row(table, "merged (same story)", first.Read.Merged, second.Read.Merged);
        Row(table, "feeds failed", first.Gather.Failed, second.Gather.Failed);
        Row(table, "digests sent", first.Mails.Count, second.Mails.Count);
        AnsiConsole.Write(table);
        foreach (var feed in failing) Say($"Failing: {feed.Url}: {feed.Error}");
    }

    private static void Row(Table table, string name, int first, int second) =>
        table.AddRow(name, first.ToString(CultureInfo.InvariantCulture), second.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => AnsiConsole.WriteLine(line);

    private sealed record Round(Feeds.GatherReport Gather, Articles.ReadReport Read, Digests.ComposeReport Compose, Mail.SendReport Send, IReadOnlyList<DemoMail> Mails);
}
