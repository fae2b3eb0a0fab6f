using System.Net;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.EndToEnd;

/// <summary>Leaving by one click of a mail program (RFC 8058), on the real web host.</summary>
public class OneClickTests
{
    [Theory]
    [InlineData("urlencoded")]
    [InlineData("multipart")]
    public async Task One_click_cancels_what_is_queued_and_asks_nothing(string encoding)
    {
        await using var service = await Installation.ServeAsync();
        await service.QueueDigestsAsync(2);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = service.Address };
        var path = service.Get<Links>().PathOf(service.Get<Links>().Unsubscribe(1));

        // What scanners do first.
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Get])
            (await client.SendAsync(new HttpRequestMessage(method, path), Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Get<SubscriberTable>().GetAsync(1))!.Status.ShouldBe(SubscriberStatus.Active);

        for (var time = 1; time <= 2; time++)
        {
            using var answer = await client.PostAsync(path, Body(encoding), Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            (await service.Get<SubscriberTable>().GetAsync(1))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        }

        (await service.OutboxAsync()).Select(mail => (mail.SubscriberId, mail.State)).ShouldBe([(1, OutboxState.Cancelled), (2, OutboxState.Queued)]);
        (await service.Get<SubscriberTable>().ConsentsAsync(1)).Count(consent => consent.What == "left").ShouldBe(1);
        (await service.Get<Sender>().RunAsync(null, CancellationToken.None)).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_was_changed_or_is_meant_for_something_else_ends_nothing()
    {
        await using var service = await Installation.ServeAsync();
        await service.QueueDigestsAsync(1);
        using var client = new HttpClient { BaseAddress = service.Address };
        var tokens = service.Get<Tokens>();
        var real = tokens.Make(TokenPurpose.Unsubscribe, 1);
        foreach (var token in (string[])[(real[0] == 'a' ? 'b' : 'a') + real[1..], tokens.Make(TokenPurpose.Preferences, 1), tokens.Make(TokenPurpose.Reply, 1), "x"])
            (await client.PostAsync("/unsubscribe/" + token, Body("urlencoded"), Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Queued);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static HttpContent Body(string encoding) => encoding == "multipart"
        ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
        : new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
}
