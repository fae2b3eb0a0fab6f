using System.Net;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>One mail's history on the operator's pages.</summary>
[Collection("web")]
public sealed class MailPageTests(DemoWeb web)
{
    [Fact]
    public async Task The_operator_sees_each_attempt_and_a_relays_markup_is_words()
    {
        await using var service = await RunningService.StartAsync(web);
        await service.SubscribeAsync("ines@lisbon.example", "all");
        var now = service.Clock.GetUtcNow();
        await service.Part<OutboxJournal>().WriteAsync(
            [new AttemptResult(2, OutboxState.Deferred, now.AddHours(1), new Attempt { At = now, Stage = "Rcpt", Code = 451, Status = "4.7.1", Text = "<script>alert(1)</script>", Relay = "<b>relay</b>", InDoubt = true })], [], now);
        var links = service.Part<Links>();
        var status = (await service.GetAsync(links.Status)).Page;
        status.QuerySelector($"a[href='{links.Mail(2)}']").ShouldNotBeNull();
        var page = (await service.GetAsync(links.Mail(2))).Page;
        page.QuerySelectorAll("script:not([src='/app.js']), main b").ShouldBeEmpty();
        var row = page.QuerySelector("tbody tr").ShouldNotBeNull().TextContent;
        foreach (var part in (string[])["1", "<script>alert(1)</script>", "<b>relay</b>", "Rcpt", "451 4.7.1", "in doubt"]) row.ShouldContain(part);

        (await service.GetAsync(links.Mail(4711))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await service.GetAsync(links.Mail(2).Replace("/status/", "/status/x", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await service.GetAsync("/status/" + service.Part<Tokens>().Make(TokenPurpose.Preferences, 1) + "/mail/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
