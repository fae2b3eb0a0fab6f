using System.CommandLine;
using System.Globalization;
using DigestBot.Digests;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Cli;

/// <summary><c>digestbot preview --topics a,b</c>: the digest that somebody with these topics would get now.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var topics = new Option<string>("--topics") { Description = "Topics by slug, separated by commas; \"all\" for every topic.", Required = true };
        var output = new Option<string?>("--out") { Description = "Folder for digest.html, digest.txt and digest.eml; preview in the data folder if left out." };
        var language = new Option<string>("--language") { Description = "Language of the frame.", DefaultValueFactory = _ => "en" };
        var command = new Command("preview", "Writes today's digest as html, txt and eml, without sending anything.") { topics, output, language };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var known = app.Get<IReadOnlyList<Topic>>();
            var chosen = parsed.GetRequiredValue(topics).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(name => name == Topic.All ? name : Topic.SlugOf(name, known) ?? throw new UserException($"There is no topic '{name}'. There are {string.Join(", ", known.Select(topic => topic.Slug))}.")).ToList();
            return await WriteAsync(app, chosen, Languages.Known(app, parsed.GetRequiredValue(language)), parsed.GetValue(output) ?? Path.Combine(app.Data, "preview"));
        });
        return command;
    }

    private static async Task<int> WriteAsync(App app, List<string> topics, string language, string folder)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        var log = app.Get<ArticleLog>();
        var chosen = await app.Get<Today>().ChooseAsync(topics);
        if (chosen.Printed.Count == 0) throw new UserException($"Nothing is new in {string.Join(", ", topics)}. \"digestbot run gather\" and \"digestbot run read\" bring articles.");
        var feeds = await app.Get<FeedTable>().TopicsAsync();
        var selection = new Selection
        {
            Created = now, Head = await log.HeadAsync(), Printed = [.. chosen.Printed.Select(e => e.Id)], HeldOver = [.. chosen.HeldOver.Select(e => e.Id)], Merged = chosen.Merged.Count,
            Feeds = feeds.Count(feed => topics.Contains(Topic.All) || feed.Any(topics.Contains)), Minutes = chosen.Minutes,
        };
        var facts = new ChosenFacts(string.Join(',', topics), Frequency.Daily, 1, Schedule.ParseTime(app.Settings.Digests.SendTime) ?? 0, "UTC");
        var digest = new Digest { LocalDate = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Language = language, Chosen = facts.ToString() };
        var mail = await app.Get<MailRenderer>().PreviewAsync(digest, selection, "you@example.org");
        await MailFiles.WriteAsync(folder, "digest", mail.Message);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"printed: {chosen.Printed.Count}, held over: {chosen.HeldOver.Count}; {Path.Combine(folder, "digest")}.html, .txt, .eml"));
        return 0;
    }
}
