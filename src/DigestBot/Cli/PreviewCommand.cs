using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Cli;

/// <summary><c>digestbot preview --topics a,b</c> or <c>--for ADDRESS</c>: the digest that somebody would get now, and why.</summary>
internal static class PreviewCommand
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var topics = new Option<string?>("--topics") { Description = "Topics by slug, separated by commas; \"all\" for every topic." };
        var reader = new Option<string?>("--for") { Description = "Address of a subscriber: their choices, from where their last digest ended." };
        var why = new Option<bool>("--why") { Description = "Print what became of each article that was wanted, and why: verdict, reason, title, source." };
        var json = new Option<bool>("--json") { Description = "With --why: one JSON object a line." };
        var output = new Option<string?>("--out") { Description = "Folder for digest.html, digest.txt and digest.eml; preview in the data folder if left out." };
        var language = new Option<string>("--language") { Description = "Language of the frame, with --topics; --for has theirs.", DefaultValueFactory = _ => "en" };
        var command = new Command("preview", "Writes a digest as html, txt and eml, without sending or storing anything.") { topics, reader, why, json, output, language };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(topics) is null == parsed.GetValue(reader) is null) parsed.AddError("Give either --topics or --for.");
            if (parsed.GetValue(reader) is not null && parsed.GetResult(language) is { Implicit: false })
                parsed.AddError("--language goes with --topics: with --for, the digest is in their language.");
            if (parsed.GetValue(json) && !parsed.GetValue(why)) parsed.AddError("--json goes with --why.");
        });
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var (preview, address) = parsed.GetValue(reader) is { } email
                ? (await ForAsync(app, email), email)
                : (await OfAsync(app, parsed.GetValue(topics)!, Languages.Known(app, parsed.GetRequiredValue(language))), "you@example.org");
            if (parsed.GetValue(why)) Explain(preview.Decisions, parsed.GetValue(json));
            if (preview.Selection.Printed.Count == 0 && parsed.GetValue(why)) return 0;
            return await WriteAsync(app, preview, address, parsed.GetValue(output) ?? Path.Combine(app.Data, "preview"), quiet: parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<UpcomingDigest> ForAsync(App app, string email)
    {
        var s = await app.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(email)) ?? throw new UserException($"There is no subscriber {email}.");
        if (s.Status is not (SubscriberStatus.Active or SubscriberStatus.Paused))
            await Console.Error.WriteLineAsync($"{s.Email} is {s.Status.ToString().ToLowerInvariant()} and gets no digest. This is the one that their choices would bring.");
        return await app.Get<Upcoming>().OfAsync(s);
    }

    private static async Task<UpcomingDigest> OfAsync(App app, string asked, string language)
    {
        var known = app.Get<IReadOnlyList<Topic>>();
        var topics = asked.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name == Topic.All ? name : Topic.SlugOf(name, known)
                ?? throw new UserException($"There is no topic '{name}'. There are {string.Join(", ", known.Select(topic => topic.Slug))}.")).ToList();
        var now = app.Get<TimeProvider>().GetUtcNow();
        var chosen = await app.Get<Today>().ChooseAsync(topics);
        var feeds = await app.Get<FeedTable>().ListedTopicsAsync();
        var selection = new Selection
        {
            Created = now, Head = await app.Get<ArticleLog>().HeadAsync(), Printed = [.. chosen.Printed.Select(e => e.Id)],
            HeldOver = [.. chosen.HeldOver.Select(e => e.Id)], Merged = chosen.Merged.Count,
            Feeds = feeds.Count(feed => topics.Contains(Topic.All) || feed.Any(topics.Contains)), Minutes = chosen.Minutes,
        };
        var facts = new ChosenFacts(string.Join(',', topics), Frequency.Daily, 1, Schedule.ParseTime(app.Settings.Digests.SendTime) ?? 0, "UTC");
        return new UpcomingDigest(
            new Digest { LocalDate = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Language = language, Chosen = facts.ToString() }, selection, chosen.Decisions);
    }

    private static void Explain(IReadOnlyList<Decision> decisions, bool json)
    {
        foreach (var (entry, verdict, why, by) in decisions)
        {
            var (what, reason) = (Word(verdict.ToString()), Word(why.ToString()));
            Console.WriteLine(json
                ? JsonSerializer.Serialize(new { verdict = what, reason, by, title = entry.Title, source = entry.Source, url = entry.Url, seq = entry.Seq }, OneLine)
                : $"{what}\t{reason}{(by.Length > 0 ? ": " + Flat(by) : "")}\t{Flat(entry.Title)}\t{Flat(entry.Source)}");
        }
    }

    private static async Task<int> WriteAsync(App app, UpcomingDigest preview, string address, string folder, bool quiet)
    {
        if (preview.Selection.Printed.Count == 0) throw new UserException("Nothing is new. \"digestbot run gather\" and \"digestbot run read\" bring articles.");
        var mail = await app.Get<MailRenderer>().PreviewAsync(preview.Digest, preview.Selection, address);
        await MailFiles.WriteAsync(folder, "digest", mail.Message);
        var (printed, held) = (preview.Selection.Printed.Count, preview.Selection.HeldOver.Count);
        if (!quiet) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"printed: {printed}, held over: {held}; {Path.Combine(folder, "digest")}.html, .txt, .eml"));
        return 0;
    }

    // HeldOver → "held over"
    private static string Word(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Flat(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");
}
