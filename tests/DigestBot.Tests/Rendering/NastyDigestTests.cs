using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Tests.Wire.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>Digests of the worst that rows can hold: written into them behind the service's back, as an earlier version may have left them.</summary>
public sealed class NastyDigestTests
{
    private const string Python = """
        import sys, json, email, email.policy
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
        parts = list(m.iter_parts())
        print(json.dumps({"defects": [str(d) for p in m.walk() for d in p.defects], "subject": m["subject"], "types": [p.get_content_type() for p in parts], "bodies": [p.get_content() for p in parts]}))
        """;

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task Every_mail_is_whole_whatever_strangers_write(int seed)
    {
        var random = new Random(seed);
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Topics = "all", Budget = 240, Language = new[] { "en", "de", "fr", "es" }[seed % 4] });
        await FillAsync(house, random, 24);
        var mail = await ComposedMail.OfAsync(house);
        var rendered = await mail.RenderAsync();

        var wire = Encoding.ASCII.GetString(rendered.Message.Span);
        wire.Split("\r\n").Max(line => line.Length).ShouldBeLessThanOrEqualTo(998); // RFC 5322 2.1.1
        wire.ShouldNotContain(c => c > '~' || (c < ' ' && c != '\r' && c != '\n'));
        var message = MessageReader.Read(rendered.Message);
        var html = ComposedMail.Part(message, "html");
        html.Raw.Length.ShouldBeLessThanOrEqualTo(100_000);
        message.Subject.Length.ShouldBeLessThanOrEqualTo(78);

        var page = new HtmlParser().ParseDocument(html.Text);
        var unsubscribe = house.Part<Links>().Unsubscribe(reader.Id);
        page.QuerySelectorAll("a").Count(link => link.GetAttribute("href") == unsubscribe).ShouldBe(1);
        page.QuerySelectorAll("script, img, iframe, form, b[onclick]").ShouldBeEmpty();
        page.QuerySelectorAll("h1, h2, h3, p, li, a").ShouldAllBe(element => element.TextContent.Trim().Length > 0);
        page.Body!.TextContent.ShouldNotContain(c => char.IsControl(c) && c != '\n' && c != '\t');
        var titles = page.QuerySelectorAll("h2.t").Select(title => Folded(title.TextContent)).ToList();
        titles.Count.ShouldBeGreaterThan(5);

        var text = message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal);
        text.ShouldContain(unsubscribe);
        // The four dashes and a blank line stand before each card's title; the receipt and the foot come after the last.
        text.Split("----------------------------------------\n\n").Skip(1).Take(titles.Count).Select(card => Folded(card.Split('\n')[0])).ShouldBe(titles);
        foreach (var line in ComposedMail.Part(message, "plain").Text.Split("\r\n"))
            if (!line.Contains("://", StringComparison.Ordinal)) Columns(line).ShouldBeLessThanOrEqualTo(73, line); // 72, and one for what is stuffed

        using var read = JsonDocument.Parse(RunPython(rendered.Message));
        read.RootElement.GetProperty("defects").GetArrayLength().ShouldBe(0);
        read.RootElement.GetProperty("subject").GetString().ShouldBe(message.Subject);
        read.RootElement.GetProperty("types").EnumerateArray().Select(type => type.GetString()).ShouldBe(["text/plain", "text/html"]);
        read.RootElement.GetProperty("bodies")[1].GetString()!.ReplaceLineEndings("\n").ShouldBe(html.Text.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("今天的新闻都在这里，一切如常。", "base64")]
    [InlineData("Все новости сегодня здесь. ", "base64")]
    [InlineData("كل أخبار اليوم هنا. ", "base64")]
    [InlineData("All of today's news is here. ", "quoted-printable")]
    [InlineData("Größe, Übermut und Äpfel für später. ", "quoted-printable")]
    public async Task A_digest_is_sent_in_whichever_encoding_is_really_shorter(string sentence, string encoding)
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { Topics = "all", Budget = 240 });
        var feed = await house.FeedAsync();
        var text = string.Concat(Enumerable.Repeat(sentence, 60));
        for (var i = 0; i < 15; i++)
            await house.ArticleAsync(feed, $"{i} {sentence.Trim()}", $"https://paper.example/{i}", text: text, quotes: [new(0, sentence.Length), new(sentence.Length, 3 * sentence.Length)], time: House.Start.AddMinutes(i));
        await house.ExecuteAsync("UPDATE articles SET summary = @summary, snippet = @snippet", new { summary = $"0,{10 * sentence.Length}", snippet = "+ " + text[..(10 * sentence.Length)] });
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        var html = ComposedMail.Part(message, "html");
        html.Headers["Content-Transfer-Encoding"].ShouldBe(encoding);
        html.Raw.Length.ShouldBeLessThanOrEqualTo(100_000);
        new HtmlParser().ParseDocument(html.Text).QuerySelectorAll("h2.t").Length.ShouldBe(15);
        message.TextBody!.ShouldContain($"14 {sentence.Trim()}");
    }

    private static async Task FillAsync(House house, Random random, int articles)
    {
        string Nasty(int most) => NastyText.Of(random, random.Next(most + 1));
        for (var i = 0; i < articles; i++)
        {
            var feed = await house.FeedAsync();
            var text = Nasty(400);
            var article = await house.ArticleAsync(feed, i % 7 == 0 ? "" : i % 5 == 0 ? string.Concat(Enumerable.Repeat(Nasty(40) + "x", 100)) : Nasty(30), i % 6 == 0 ? "" : $"https://paper.example/{i}/{new string('a', random.Next(1500))}", text: text,
                quotes: [.. Enumerable.Range(0, random.Next(5)).Select(_ => new Quote(random.Next(Math.Max(1, text.Length)), random.Next(300))).DistinctBy(quote => quote.Start)], time: House.Start.AddMinutes(i), minutes: random.Next(3));
            await house.ExecuteAsync("UPDATE articles SET author = @author, source = @source, snippet = @snippet, language = @language, type = @type, summary = @summary, related = @related WHERE id = @article",
                new { article, author = i % 3 == 0 ? null : Nasty(20), source = i % 8 == 0 ? "" : Nasty(10), snippet = i % 4 == 0 ? null : Nasty(200), language = i % 2 == 0 ? "en" : Nasty(1), type = i % 3 == 1 ? null : "Insight", summary = $"0,{random.Next(600)}", related = $"{article - 1},{article - 2}" });
        }

        for (var i = 0; i < 20; i++)
        {
            var broken = await house.FeedAsync();
            await house.ExecuteAsync("UPDATE feeds SET title = @title, error = @error, failing_since = 1 WHERE id = @broken", new { broken, title = Nasty(60), error = Nasty(60) });
        }
    }

    private static string Folded(string text) => string.Join(' ', text.Split([' ', '\n', '\u00a0', '\u202f'], StringSplitOptions.RemoveEmptyEntries));

    // As a terminal counts: an emoji of several is as wide as one of them.
    private static int Columns(string line) =>
        System.Globalization.StringInfo.ParseCombiningCharacters(line.TrimEnd()) is var starts ? starts.Select((start, i) => Math.Min(2, ColumnWidth.Of(line.TrimEnd().AsSpan(start..(i + 1 < starts.Length ? starts[i + 1] : line.TrimEnd().Length))))).Sum() : 0;

    private static string RunPython(ReadOnlyMemory<byte> message)
    {
        using var process = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-I", "-c", Python }, RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        process.StandardInput.BaseStream.Write(message.Span);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return output;
    }
}
