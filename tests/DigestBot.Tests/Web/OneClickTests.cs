using System.Net;
using System.Text;
using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>RFC 8058 3.2: the mail program posts to the address of List-Unsubscribe, and that is all it does.</summary>
[Collection("web")]
public sealed class OneClickTests(DemoWeb web)
{
    public static TheoryData<string> Bodies => ["urlencoded", "multipart", "empty", "text", "broken multipart", "large"];

    [Theory, MemberData(nameof(Bodies))]
    public async Task One_post_leaves_whatever_its_body_is_and_twice_is_the_same(string body)
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.MailsAsync();
        await service.ComposeAsync();
        var address = service.Part<Links>().Unsubscribe(s.Id);
        var answer = await service.PostAsync(address, Content(body));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Keys.ShouldNotContain("Set-Cookie");
        answer.Headers.Keys.ShouldNotContain("Location");
        answer.Text.ShouldContain("You are unsubscribed");

        (await service.FindAsync("ines@lisbon.example"))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        (await service.MailsAsync()).ShouldBeEmpty("the queued digest is cancelled");
        var once = service.Dump();
        (await service.PostAsync(address, Content(body))).Status.ShouldBe(HttpStatusCode.OK);
        service.ChangedSince(once).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_digest_carries_the_headers_that_a_mail_program_needs()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.MailsAsync();
        await service.ComposeAsync();
        var mail = (await service.MailsAsync()).ShouldHaveSingleItem();
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        mail.Headers["List-Unsubscribe"]!.ShouldContain($"<{service.Part<Links>().Unsubscribe(s.Id)}>");
    }

    private static HttpContent? Content(string body) => body switch
    {
        "urlencoded" => new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]),
        "multipart" => new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } },
        "text" => new StringContent("hello", Encoding.UTF8, "text/plain"),
        "broken multipart" => new StringContent("--x\r\nno end", Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "y") } }),
        "large" => new StringContent(new string('x', 60_000), Encoding.UTF8, "application/x-www-form-urlencoded"),
        _ => null,
    };
}
