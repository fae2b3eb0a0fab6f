using System.Globalization;
using System.Text;
using System.Text.Json;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Subscribers;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.EndToEnd;

/// <summary>The main job: feeds over HTTP, a digest through a real Postfix into a real Maildir, read by Python's email package.</summary>
public class DigestThroughPostfixTests
{
    private const string Reader = "reader@example.test";

    [Fact]
    public async Task A_digest_arrives_and_another_program_reads_in_it_what_it_should_hold()
    {
        await using var postfix = await Postfix.StartAsync();
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Fetch:AllowPrivateAddresses", true), ("Web:PublicUrl", "https://news.bot.example"), ("Mail:From", "digest@bot.example")));
        await using var news = await News.StartAsync(service);
        (await news.CollectAsync(_ => true)).ShouldBeGreaterThan(15);
        var reader = await service.SubscribeAsync(Reader, zone: "Europe/Berlin");
        service.Clock.Advance(TimeSpan.FromHours(20));
        (await service.Get<Compose>().RunAsync(CancellationToken.None)).Digests.ShouldBe(1);
        (await service.Get<Sender>().RunAsync(null, CancellationToken.None)).Sent.ShouldBe(1);

        var delivered = (await postfix.MessagesAsync(Reader)).Single();
        using var json = JsonDocument.Parse(await Python.RunAsync("read_mail.py", Encoding.Latin1.GetBytes(delivered)));
        var mail = json.RootElement;
        HeadersAre(mail, service, reader.Id);
        BodiesAre(mail, service.Get<Links>().Unsubscribe(reader.Id));
        QuotesAreSlices(mail);
    }

    private static void HeadersAre(JsonElement mail, Installation service, long reader)
    {
        mail.GetProperty("defects").GetArrayLength().ShouldBe(0, mail.GetProperty("defects").ToString());
        var headers = mail.GetProperty("headers").EnumerateArray().Select(pair => (Name: pair[0].GetString()!, Value: pair[1].GetString()!)).ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Precedence", "Auto-Submitted", "Feedback-ID", "Reply-To"])
            headers[name].Count().ShouldBe(1, name);
        headers["From"].Single().ShouldEndWith("<digest@bot.example>");
        headers["To"].Single().ShouldBe(Reader);
        headers["Message-ID"].Single().ShouldEndWith("@bot.example>");
        headers["Subject"].Single().Length.ShouldBeInRange(5, 78);
        (DateTimeOffset.Parse(headers["Date"].Single(), CultureInfo.InvariantCulture) - service.Clock.GetUtcNow()).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
        // RFC 8058: exactly one https address, first, and the word that makes it one click.
        headers["List-Unsubscribe"].Single().ShouldStartWith($"<{service.Get<Links>().Unsubscribe(reader)}>, <mailto:digest@bot.example?subject=unsubscribe");
        headers["List-Unsubscribe-Post"].Single().ShouldBe("List-Unsubscribe=One-Click");
        headers["Precedence"].Single().ShouldBe("bulk");
        headers["Auto-Submitted"].Single().ShouldBe("auto-generated");
        headers["Return-Path"].Single().ShouldMatch("^<digest\\+[a-z2-7]+@bot\\.example>$");
    }

    private static void BodiesAre(JsonElement mail, string unsubscribe)
    {
        Strings(mail, "structure").ShouldBe(["multipart/alternative", "text/plain", "text/html"]);
        mail.GetProperty("sevenBit").GetBoolean().ShouldBeTrue();
        mail.GetProperty("longestLine").GetInt32().ShouldBeLessThanOrEqualTo(998);
        mail.GetProperty("htmlOctets").GetInt32().ShouldBeLessThanOrEqualTo(100_000);
        // A mailto link is written as its address alone in plain text.
        var html = Strings(mail, "htmlLinks").Where(link => link.StartsWith("http", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        html.Count.ShouldBeGreaterThan(20);
        Strings(mail, "textLinks").Distinct().Order(StringComparer.Ordinal).ShouldBe(html);
        html.ShouldContain(unsubscribe);
        Strings(mail, "tags").Intersect(["script", "form", "iframe", "img", "object", "link", "base"]).ShouldBeEmpty();
    }

    private static void QuotesAreSlices(JsonElement mail)
    {
        var quotes = mail.GetProperty("quotes").EnumerateArray().ToList();
        quotes.Count.ShouldBeGreaterThan(5);
        var text = string.Join(' ', mail.GetProperty("text").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var quote in quotes)
        {
            quote.GetProperty("found").GetBoolean().ShouldBeTrue(quote.ToString());
            quote.GetProperty("url").GetString().ShouldNotBeNull().ShouldContain("#:~:text=");
            text.ShouldContain(quote.GetProperty("text").GetString()!, Case.Sensitive);
        }
    }

    private static List<string> Strings(JsonElement mail, string name) => [.. mail.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
