using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Articles;
using DigestBot.Articles.Models;
using DigestBot.Articles.Slop;
using DigestBot.Wire.Html;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Cli;

/// <summary><c>digestbot article PATH|URL…</c>: what the reader makes of pages.</summary>
internal static class ArticleCommand
{
    public static Command Create()
    {
        var inputs = Inputs.Argument("path|url", "Files, folders (their files, sorted), addresses, or - for standard input; .gz is unpacked.");
        var json = new Option<bool>("--json") { Description = "One JSON object per input and line." };
        var noModel = new Option<bool>("--no-model") { Description = "Leave the model of Summaries:Endpoint alone, if there is one." };
        var command = new Command("article", "Reads pages: main text, summary, quotes, type, topics.") { inputs, json, noModel };
        command.SetAction(async (parsed, stop) =>
        {
            var home = Home.Find();
            var settings = Settings.Read(home.Configuration());
            var lexicon = new TopicLexicon(ConfigFiles.Topics(home));
            var slop = new SlopFilter(ConfigFiles.Slop(home, settings.Slop.Mode), settings.Slop.Mode);
            using var summaries = new ModelSummaries(settings.Summaries, TimeProvider.System, NullLogger<ModelSummaries>.Instance);
            using var model = parsed.GetValue(noModel) ? null : summaries.Begin();
            var exit = await StageOutput.RunAsync(
                Inputs.Of(parsed.GetRequiredValue(inputs), "text/html, application/xhtml+xml, */*;q=0.1"), parsed.GetValue(json),
                async (input, bytes, type, address) =>
                {
                    var article = await ReadAsync(input.Source, bytes, type, address, lexicon, slop, model, stop);
                    return (writer => ArticleJson.Write(writer, article), () => Text(article, slop));
                }, stop);
            if (model?.Problem is { } problem) await Console.Error.WriteLineAsync($"The model {model.Name} was left alone: {problem}. \"digestbot doctor\" says what to do.");
            return exit;
        });
        return command;
    }

    /// <summary>Reads one page. A file has the address that it calls its own, or none.</summary>
    private static async Task<ReadArticle> ReadAsync(string source, byte[] bytes, string? type, Uri? address, TopicLexicon lexicon, SlopFilter slop, ModelRound? model, CancellationToken stop)
    {
        var page = PageReader.Read(bytes, type, address ?? new Uri("file:///"));
        var url = page.CanonicalUrl ?? address?.AbsoluteUri;
        var text = new ArticleText(page.Title, page.Text, page.Blocks, page.Language, url, []) { PageType = page.Type };
        var analysis = Analysis.Analyse(text);
        // Where there is no text there is nothing to be of a type, as in the log.
        if (page.Text.Length == 0) analysis = analysis with { Type = null, Minutes = 0 };
        var given = model is null ? null : await model.OfAsync(text, analysis, stop);
        if (given is not null) analysis = analysis with { Quotes = given.Quotes };
        return new ReadArticle(source, url, page.Title, page.Byline, page.Site, page.Published, page.Text, analysis, page.Text.Length == 0 ? [] : Topics.Score(lexicon, [], text))
        {
            Summary = given?.Summary is { } summary ? (summary, model!.Name) : null,
            Reason = page.Reason,
            Slop = slop.Mode == SlopMode.Off ? null : slop.Judge(text, analysis.Language, page.Byline, page.Origin),
        };
    }

    private static string Text(ReadArticle article, SlopFilter slop)
    {
        var analysis = article.Analysis;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{article.Source}\n  {article.Title ?? "(no title)"}\n");
        string?[] facts = [article.Byline is null ? null : "By " + article.Byline, article.Site, analysis.Minutes == 0 ? null : $"{analysis.Minutes} min read", analysis.Language, analysis.Type, string.Join(", ", article.Topics.Select(topic => topic.Slug))];
        text.Append(CultureInfo.InvariantCulture, $"  {string.Join(" · ", facts.Where(fact => !string.IsNullOrEmpty(fact)))}\n");
        if (article.Slop is { } mark && slop.IsSlop(mark)) text.Append(CultureInfo.InvariantCulture, $"  Slop, {mark.Score} of {slop.Threshold}: {mark}\n");
        if (article.Reason is { } reason) text.Append(CultureInfo.InvariantCulture, $"  {(article.Text.Length == 0 ? "No text was found" : "Not all of its text")}: {reason}\n");
        else if (article.Text.Length == 0) text.Append("  No text was found.\n");
        if (article.Summary is { } summary) text.Append(CultureInfo.InvariantCulture, $"  {summary.Text} (by the model {summary.Model})\n");
        else foreach (var sentence in analysis.Summary) text.Append(CultureInfo.InvariantCulture, $"  {sentence.Of(article.Text)}\n");
        foreach (var quote in analysis.Quotes) text.Append(CultureInfo.InvariantCulture, $"  {Marked(quote.Of(article.Text).ToString())}{(quote.Speaker is { } speaker ? $" — {speaker.Of(article.Text)}" : "")}\n");
        return text.ToString().TrimEnd();
    }

    // A quotation that has its own marks needs no others around it.
    private static string Marked(string quote) => quote[0] is '“' or '"' or '„' or '«' or '»' or '「' or '『' ? quote : $"“{quote}”";
}
