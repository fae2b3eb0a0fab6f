using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DigestBot.Store;

namespace DigestBot.Cli;

/// <summary><c>digestbot articles …</c>: what the slop filter holds and marks, and letting it go; which pages gave no text.</summary>
internal static class ArticlesCommand
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() =>
        new("articles", "Lists what the slop filter holds or marked, and why; releases what it holds (the rules stand in config/slop.json). Lists pages that gave no text.")
        {
            List("held", "Articles that are kept out of the log until they are released: number, score, reasons, title, feed, address.", held: true),
            List("marked", "Articles in the log whose cards say that they were marked: number, score, reasons, title, feed, address.", held: false),
            Release(),
            Troubled(),
        };

    private static Command List(string name, string does, bool held)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var most = Most();
        var command = new Command(name, does) { json, most };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            foreach (var (id, title, url, feed, found, state, mark) in await app.Get<HeldArticleTable>().ListAsync(held, parsed.GetValue(most)))
                Console.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new { id, state, score = mark.Score, reasons = mark.Reasons.Select(reason => new { rule = reason.Rule, weight = reason.Weight, found = reason.Found, declared = reason.Declared }), title, feed, url, found = found.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) }, OneLine)
                    : string.Create(CultureInfo.InvariantCulture, $"{id}\t{mark.Score}\t{Flat(mark.ToString())}\t{Flat(title)}\t{Flat(feed)}\t{url}{(state == "released" ? "\treleased" : "")}"));
            return 0;
        });
        return command;
    }

    private static Command Troubled()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var most = Most();
        var command = new Command("troubled", "Articles whose page gave no text or not all of it, so that the card has the feed's own words: number, reason, title, feed, address.") { json, most };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            foreach (var (id, title, url, feed, problem) in await app.Get<ArticleTable>().TroubledAsync(parsed.GetValue(most)))
                Console.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new { id, reason = problem, title, feed, url }, OneLine)
                    : string.Create(CultureInfo.InvariantCulture, $"{id}\t{Flat(problem)}\t{Flat(title)}\t{Flat(feed)}\t{url}"));
            return 0;
        });
        return command;
    }

    private static Option<int> Most()
    {
        var most = new Option<int>("--most") { Description = "At most so many, the newest first.", DefaultValueFactory = _ => 200 };
        most.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValue(most) is (< 1 or > 100_000)) result.AddError("--most must be 1 to 100000.");
        });
        return most;
    }

    private static Command Release()
    {
        var ids = new Argument<long[]>("id") { Description = "Numbers that \"digestbot articles held\" lists.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("release", "Lets held articles go: the next round of reading enters them into the log, and the next digest may have them.") { ids };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var unknown = new List<long>();
            foreach (var id in parsed.GetRequiredValue(ids))
                if (await app.Get<HeldArticleTable>().ReleaseAsync(id)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id} is released."));
                else unknown.Add(id);
            return unknown.Count == 0 ? 0 : throw new UserException($"Not held: {string.Join(", ", unknown)}. \"digestbot articles held\" lists what is.");
        });
        return command;
    }

    private static string Flat(string text) => text.Replace('\t', ' ').ReplaceLineEndings(" ");
}
