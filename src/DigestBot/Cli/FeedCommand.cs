using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Wire.Syndication;

namespace DigestBot.Cli;

/// <summary><c>digestbot feed PATH|URL…</c>: what the feed parser makes of them.</summary>
internal static class FeedCommand
{
    public static Command Create()
    {
        var inputs = Inputs.Argument("path|url", "Files, folders (their files, sorted), addresses, or - for standard input; .gz is unpacked.");
        var json = new Option<bool>("--json") { Description = "One JSON object per input and line." };
        var command = new Command("feed", "Parses feeds and prints what is in them.") { inputs, json };
        command.SetAction((parsed, stop) => StageOutput.RunAsync(
            Inputs.Of(parsed.GetRequiredValue(inputs), "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"), parsed.GetValue(json),
            (input, bytes, type, address) =>
            {
                var feed = FeedParser.Parse(bytes, type, address);
                return (writer => FeedJson.Write(writer, input.Source, feed), () => Text(input.Source, feed));
            }, stop));
        return command;
    }

    private static string Text(string source, Feed feed)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{source}: {feed.Format}, {feed.Title ?? "without a title"}, {feed.Items.Count} items\n");
        foreach (var item in feed.Items.Take(20))
            text.Append(CultureInfo.InvariantCulture, $"  {item.Published?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "(no date)      ",-16}  {item.Title ?? "(no title)"}\n");
        if (feed.Items.Count > 20) text.Append(CultureInfo.InvariantCulture, $"  … and {feed.Items.Count - 20} more\n");
        foreach (var warning in feed.Warnings.Take(10)) text.Append(CultureInfo.InvariantCulture, $"  warning: {warning}\n");
        return text.ToString().TrimEnd();
    }
}
