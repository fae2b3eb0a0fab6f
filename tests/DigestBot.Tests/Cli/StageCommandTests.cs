using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace DigestBot.Tests.Cli;

/// <summary>One stage on files: one line for each input, in input order, whatever is in them.</summary>
public sealed class StageCommandTests : IDisposable
{
    private const string Feed = """<rss version="2.0"><channel><title>Feed {0}</title><link>https://feeds.example/</link><item><title>Item &amp; more</title><link>https://feeds.example/1</link><pubDate>Tue, 10 Mar 2026 07:00:00 GMT</pubDate></item></channel></rss>""";

    private readonly DigestBotProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Feeds_from_files_folders_and_packed_files_come_out_in_input_order_and_a_bad_one_is_its_own_line()
    {
        _program.Write("folder/b.xml", Feed.Replace("{0}", "b", StringComparison.Ordinal));
        _program.Write("folder/a/z.xml", Feed.Replace("{0}", "z", StringComparison.Ordinal));
        _program.Write("folder/c.xml", "this is no feed");
        Pack(_program.Write("folder/d.xml", Feed.Replace("{0}", "d", StringComparison.Ordinal)));
        _program.Write("first.xml", Feed.Replace("{0}", "first", StringComparison.Ordinal));

        var ended = await _program.RunOnAsync(Encoding.UTF8.GetBytes(Feed.Replace("{0}", "stdin", StringComparison.Ordinal)), "feed", "--json", "first.xml", "missing.xml", "folder", "-", "first.xml");

        ended.Exit.ShouldBe(1, "one of them failed");
        ended.Errors.ShouldBeEmpty();
        var lines = ended.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("source").GetString()).ShouldBe(["first.xml", "missing.xml", "folder/a/z.xml", "folder/b.xml", "folder/c.xml", "folder/d.xml.gz", "-", "first.xml"]);
        lines.Select(line => line.TryGetProperty("title", out var title) ? title.GetString() : null).ShouldBe(["Feed first", null, "Feed z", "Feed b", null, "Feed d", "Feed stdin", "Feed first"]);
        foreach (var failed in (int[])[1, 4])
        {
            lines[failed].EnumerateObject().Select(property => property.Name).ShouldBe(["source", "error"]);
            lines[failed].GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
        }

        var item = lines[0].GetProperty("items")[0];
        item.GetProperty("title").GetString().ShouldBe("Item & more");
        item.GetProperty("published").GetString().ShouldBe("2026-03-10T07:00:00Z");
        lines[0].EnumerateObject().Select(property => property.Name).ShouldBe(["source", "format", "title", "link", "description", "language", "updated", "items", "warnings"]);
    }

    [Fact]
    public async Task Articles_are_read_from_files()
    {
        var page = "<html lang=en><head><title>A walk</title></head><body><article><h1>A walk</h1>"
            + string.Concat(Enumerable.Repeat("<p>The river was low that morning, and the heron stood where the ferry used to land. Nobody had told it that the ferry was gone.</p>", 12)) + "</article></body></html>";
        _program.Write("page.html", page);
        _program.Write("empty.html", "");
        var ended = await _program.RunAsync("article", "--json", "page.html", "empty.html", "missing.html");
        ended.Exit.ShouldBe(1);
        var lines = ended.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("source").GetString()).ShouldBe(["page.html", "empty.html", "missing.html"]);
        lines[0].EnumerateObject().Select(property => property.Name).ShouldBe(["source", "url", "title", "byline", "site", "published", "language", "text", "reason", "words", "minutes", "type", "topics", "summary", "summary_by", "quotes", "slop"]);
        var text = lines[0].GetProperty("text").GetString()!;
        text.ShouldContain("the heron stood");
        foreach (var quote in lines[0].GetProperty("quotes").EnumerateArray())
            text.Substring(quote.GetProperty("start").GetInt32(), quote.GetProperty("length").GetInt32()).ShouldBe(quote.GetProperty("text").GetString());
        lines[0].GetProperty("reason").GetString().ShouldBeNull();
        lines[1].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty("an empty page says so");
        lines[1].GetProperty("minutes").GetInt32().ShouldBe(0);
        lines[1].GetProperty("type").GetString().ShouldBeNull();
        lines[2].GetProperty("error").GetString()!.ShouldContain("no such file");
    }

    [Fact]
    public async Task Replies_are_read_from_files_and_standard_input()
    {
        var mails = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "mail");
        var ended = await _program.RunOnAsync("From: a@b.example\r\nSubject: hello\r\n\r\nunsubscribe please\r\n"u8.ToArray(), "reply", "--json", "-", Path.Combine(mails, "dsn-unknown-user.eml"), Path.Combine(mails, "vacation.eml"), Path.Combine(mails, "complaint.eml"));
        ended.Exit.ShouldBe(0, ended.Errors);
        var lines = ended.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("kind").GetString()).ShouldBe(["command", "bounce", "autoreply", "complaint"]);
        lines[0].GetProperty("commands")[0].GetProperty("verb").GetString().ShouldBe("unsubscribe");
        lines[1].GetProperty("recipients")[0].GetProperty("hard").GetBoolean().ShouldBeTrue();
        foreach (var line in lines) line.EnumerateObject().Select(property => property.Name).ShouldBe(["source", "kind", "commands", "text", "recipients", "token"]);
    }

    [Fact]
    public async Task As_text_a_failure_goes_to_standard_error_with_the_name_of_its_input()
    {
        _program.Write("good.xml", Feed);
        var ended = await _program.RunAsync("feed", "good.xml", "missing.xml");
        ended.Exit.ShouldBe(1);
        ended.Output.ShouldStartWith("good.xml: ");
        ended.Errors.ShouldContain("missing.xml");
        ended.Errors.ShouldNotContain("   at ");
    }

    private static void Pack(string path)
    {
        using (var packed = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(path));
        File.Delete(path);
    }
}
