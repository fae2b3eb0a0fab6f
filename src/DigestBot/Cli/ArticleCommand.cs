using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Cli;

/// <summary><c>digestbot article PATH|URL…</c>: what the reader makes of pages.</summary>
internal static class ArticleCommand
{
    public static Command Create()
    {
        var inputs = Inputs.Argument("path|url", "Files, folders (their files, sorted), addresses, or - for standard input; .gz is unpacked.");
        var json = new Option<bool>("--json") { Description = "One JSON object per input and line." };
        var command = new Command("article", "Reads pages: main text, summary, quotes, type, topics.") { inputs, json };
        command.SetAction((parsed, stop) =>
        {
            var lexicon = new TopicLexicon(ConfigFiles.Topics(Home.Find()));
            return StageOutput.RunAsync(
                Inputs.Of(parsed.GetRequiredValue(inputs), "text/html, application/xhtml+xml, */*;q=0.1"), parsed.GetValue(json),
                (input, bytes, type, address) =>
                {
                    var article = Read(input.Source, bytes, type, address, lexicon);
                    return (writer => ArticleJson.Write(writer, article), () => Text(article));
                }, stop);
        });
        return command;
    }

    /// <summary>Reads one page. A file has the address that it calls its own, or none.</summary>
    public static ReadArticle Read(string source, byte[] bytes, string? type, Uri? address, TopicLexicon lexicon)
    {
        var page = PageReader.Read(bytes, type, address ?? new Uri("file:///"));
        var url = page.CanonicalUrl ?? address?.AbsoluteUri;
        var text = new ArticleText(page.Title, page.Text, page.Blocks, page.Language, url, []);
        return new ReadArticle(source, url, page.Title, page.Byline, page.Site, page.Published, page.Text, Analysis.Analyse(text), Topics.Score(lexicon, [], text));
    }

    private static string Text(ReadArticle article)
    {
        var analysis = article.Analysis;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{article.Source}\n  {article.Title ?? "(no title)"}\n");
        string?[] facts = [article.Byline is null ? null : "By " + article.Byline, article.Site, $"{analysis.Minutes} min read", analysis.Language, analysis.Type, string.Join(", ", article.Topics.Select(topic => topic.Slug))];
        text.Append(CultureInfo.InvariantCulture, $"  {string.Join(" · ", facts.Where(fact => !string.IsNullOrEmpty(fact)))}\n");
        if (article.Text.Length == 0) text.Append("  No text was found.\n");
        foreach (var sentence in analysis.Summary) text.Append(CultureInfo.InvariantCulture, $"  {sentence.Of(article.Text)}\n");
        foreach (var quote in analysis.Quotes) text.Append(CultureInfo.InvariantCulture, $"  “{quote.Of(article.Text)}”{(quote.Speaker is { } speaker ? $" — {speaker.Of(article.Text)}" : "")}\n");
        return text.ToString().TrimEnd();
    }
}
