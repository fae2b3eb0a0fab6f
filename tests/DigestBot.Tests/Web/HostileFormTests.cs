using System.Net;
using System.Net.Sockets;
using System.Text;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>Whatever is posted, the answer is a page of ours, and strangers' markup is only words on it.</summary>
[Collection("web")]
public sealed class HostileFormTests(DemoWeb web)
{
    private const string Markup = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";

    public static TheoryData<string> Bodies => [.. All().Select(body => body.Name)];

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_hostile_form_is_answered_by_a_page_and_changes_nothing(string name)
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        var before = service.Dump();
        foreach (var address in new[] { "/subscribe", service.Part<Links>().Preferences(s.Id) })
        {
            using var content = All().Single(body => body.Name == name).Make();
            var answer = await service.PostAsync(address, content);
            ((int)answer.Status).ShouldBeOneOf(400, 404, 413, 422);
            var page = answer.Page;
            page.QuerySelectorAll("h1").Length.ShouldBe(1);
            page.QuerySelectorAll("script:not([src='/app.js']), img, [onerror]").ShouldBeEmpty();
            answer.Text.ShouldNotContain("Something went wrong");
        }

        service.ChangedSince(before).ShouldBeEmpty();
        service.Log.All.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task Line_ends_and_markup_in_an_address_never_reach_a_mail()
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var email in new[] { "a@b.example\r\nBcc: c@d.example", "a@b.example\nX: y", "\"a\r\nb\"@b.example", "a\0@b.example", "<script>@b.example", "a@b.example,c@d.example", "a@b.example c@d.example", "A <a@b.example>" })
            (await service.PostAsync("/subscribe", SignupTests.Form(email))).Status.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest); // NUL: no form at all
        (await service.MailsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Markup_in_a_query_is_shown_as_words()
    {
        await using var service = await RunningService.StartAsync(web);
        var odd = Uri.EscapeDataString(Markup);
        foreach (var address in new[] { $"/?email={odd}&topic={odd}&zone={odd}&time={odd}&language={odd}&budget={odd}&frequency={odd}", $"/preview?topic={odd}&language={odd}", $"/{odd}" })
        {
            var answer = await service.GetAsync(address);
            var page = answer.Page;
            page.QuerySelectorAll("script:not([src='/app.js']), img, [onerror]").ShouldBeEmpty();
            if (address.StartsWith("/?", StringComparison.Ordinal)) page.QuerySelector("#email")!.GetAttribute("value").ShouldBe(Markup);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_request_do_not_stop_the_service()
    {
        await using var service = await RunningService.StartAsync(web);
        var stop = TestContext.Current.CancellationToken;
        var port = new Uri(service.Address).Port;
        foreach (var bytes in new[] { "\0\0\0\0\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET /preferences/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999999\r\n\r\na=b", "POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX: " + new string('x', 70_000) + "\r\n\r\n" })
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, stop);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), stop);
            using var reader = new StreamReader(client.GetStream());
            (await reader.ReadLineAsync(stop).AsTask().WaitAsync(TimeSpan.FromSeconds(10), stop)).ShouldStartWith("HTTP/1.1 4");
        }

        (await service.GetAsync("/health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static IEnumerable<(string Name, Func<HttpContent> Make)> All() =>
    [
        ("nothing", () => new ByteArrayContent([])),
        ("no form", () => new StringContent("{\"email\":\"a@b.example\"}", Encoding.UTF8, "application/json")),
        ("oversized", () => SignupTests.Form("a@b.example", ("zone", new string('x', 70_000)))),
        ("ten thousand fields", () => Text(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}=")))),
        ("one field a thousand times", () => Text(string.Join('&', Enumerable.Repeat("topic=x", 1_000)))),
        ("a long name", () => Text(new string('n', 30_000) + "=1")),
        ("broken escapes", () => Text("email=%&topic=%zz&zone=%u0041&time=%c0%af&budget=%ff%fe")),
        ("NUL and line ends", () => SignupTests.Form("a\0@b.example\r\nBcc: x@y.example", ("topic", "books\0"), ("zone", "Europe/Berlin\r\n\0"), ("time", "\r\n"), ("language", "e\0n"))),
        ("markup", () => SignupTests.Form(Markup, ("topic", Markup), ("zone", Markup), ("time", Markup), ("language", Markup), ("frequency", Markup), ("budget", Markup))),
        ("numbers out of bounds", () => SignupTests.Form("a@b.example", ("budget", "99999999999999999999"), ("time", "25:99"), ("frequency", "7"))),
        ("negative numbers", () => SignupTests.Form("a@b.example", ("budget", "-1"), ("time", "-1:00"), ("frequency", "-1"))),
        ("an odd pause", () => Text("action=pause&pause_until=2031-02-30")),
        ("a pause without end", () => Text("action=pause&pause_until=9999-12-31")),
        ("multipart without end", () => Multipart("--y\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b.example")),
        ("multipart with another boundary", () => Multipart("--z\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na@b.example\r\n--z--\r\n")),
        ("multipart with a file", () => Multipart("--y\r\nContent-Disposition: form-data; name=\"email\"; filename=\"../../x\"\r\n\r\na@b.example\r\n--y--\r\n")),
        ("multipart with endless headers", () => Multipart("--y\r\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"X-{i}: y\r\n")) + "\r\n")),
        ("an unknown charset", () => new ByteArrayContent([0x65, 0x3d, 0xff]) { Headers = { { "Content-Type", "application/x-www-form-urlencoded; charset=utf-7" } } }),
    ];

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");

    private static ByteArrayContent Multipart(string body) => new(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", "multipart/form-data; boundary=y" } } };
}
