using System.Net;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class UnknownZoneTests(DemoWeb web)
{
    [Fact]
    public async Task A_zone_that_got_lost_is_named_and_nothing_is_saved_before_one_is_chosen()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        service.Execute("UPDATE subscribers SET zone = 'Mars/<b>Olympus'");
        var address = service.Part<Links>().Preferences(s.Id);
        var answer = await service.GetAsync(address);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Page.QuerySelector("[role=alert]")!.TextContent.ShouldBe("The time zone “Mars/<b>Olympus” is not known here (any more), so your digest follows UTC. Choose your zone from the list and save.");
        answer.Page.QuerySelectorAll("#zone option[selected]").Single().GetAttribute("value").ShouldBe("");

        var refused = await service.PostAsync(address, Form(("action", "save"), ("topic", "books"), ("zone", "")));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector("#errors")!.TextContent.ShouldContain("Choose a time zone from the list.");
        (await service.PostAsync(address, Form(("action", "save"), ("topic", "books"), ("zone", "Mars/Olympus")))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var saved = await service.PostAsync(address, Form(("action", "save"), ("topic", "books"), ("zone", "Europe/Lisbon")));
        saved.Page.QuerySelectorAll("[role=alert]").ShouldBeEmpty();
        (await service.FindAsync("ines@lisbon.example"))!.Zone.ShouldBe("Europe/Lisbon");
    }

    [Fact]
    public async Task A_language_that_has_no_file_shows_the_one_that_stands_in_for_it()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books");
        service.Execute("UPDATE subscribers SET language = 'tlh', budget = -4, send_minute = 99999");
        var page = (await service.GetAsync(service.Part<Links>().Preferences(s.Id))).Page;
        page.QuerySelectorAll("#language option[selected]").Single().GetAttribute("value").ShouldBe("en");
        (page.QuerySelector("#time")!.GetAttribute("value"), page.QuerySelector("#budget")!.GetAttribute("value")).ShouldBe(("07:00", "15"));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
