using System.Globalization;
using AngleSharp.Html.Parser;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>The web copy of a digest.</summary>
[Collection("web")]
public sealed class DigestPageTests(DemoWeb web)
{
    [Fact]
    public async Task What_was_held_over_in_a_long_pause_is_turned_page_by_page()
    {
        await using var service = await RunningService.StartAsync(web);
        var address = await LongDigestAsync(service, 120);
        var first = await OpenAsync(service, address);
        first.QuerySelector("h1")!.TextContent.ShouldBe("While you were away");
        first.QuerySelector(".away")!.TextContent.ShouldBe("122 articles have come in for you since 10 February.");
        first.QuerySelectorAll("#held-over .card").Length.ShouldBe(50);
        first.QuerySelectorAll(".card").Length.ShouldBe(52);
        first.QuerySelector("a[rel=prev]").ShouldBeNull();

        var path = new Uri(address).AbsolutePath;
        var next = first.QuerySelector("a[rel=next]")!;
        (next.GetAttribute("href"), next.TextContent).ShouldBe((path + "?held=2#held-over", "The next 50"));
        var second = await OpenAsync(service, address + "?held=2");
        second.QuerySelectorAll(".card").Length.ShouldBe(50, "the printed cards stand on the first page alone");
        second.QuerySelector(".receipt").ShouldBeNull();
        second.QuerySelector("a[rel=prev]")!.GetAttribute("href").ShouldBe(path + "#held-over");
        second.QuerySelector("a[rel=next]")!.TextContent.ShouldBe("The next 20");
        var third = await OpenAsync(service, address + "?held=3");
        third.QuerySelectorAll(".card").Length.ShouldBe(20);
        third.QuerySelector("a[rel=next]").ShouldBeNull();
        third.QuerySelectorAll("h2.part").Single().TextContent.ShouldBe("120 articles held over");
    }

    [Fact]
    public async Task A_pause_that_began_last_year_names_the_year_as_the_mail_does()
    {
        await using var service = await RunningService.StartAsync(web);
        (await OpenAsync(service, await LongDigestAsync(service, 1, "2025-12-20"))).QuerySelector(".away")!.TextContent.ShouldBe("3 articles have come in for you since Saturday, 20 December 2025.");
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-1", 1)]
    [InlineData("2x", 1)]
    [InlineData("99999999999999999999", 1)]
    [InlineData("2147483647", 3)]
    [InlineData("4", 3)]
    public async Task A_page_that_is_not_there_is_the_nearest_that_is(string asked, int shown)
    {
        await using var service = await RunningService.StartAsync(web);
        var page = await OpenAsync(service, await LongDigestAsync(service, 120) + "?held=" + asked);
        page.QuerySelector("nav.turn span")!.TextContent.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"Page {shown} of 3"));
    }

    [Fact]
    public async Task A_web_copy_shows_no_picture_even_to_somebody_who_asked_for_pictures()
    {
        await using var service = await RunningService.StartAsync(web);
        var address = await LongDigestAsync(service, 1);
        service.Execute("UPDATE articles SET image = 'https://images.example.org/a.jpg'");
        (await OpenAsync(service, address)).QuerySelectorAll("img").ShouldBeEmpty();
    }

    private static async Task<string> LongDigestAsync(RunningService service, int heldOver, string awaySince = "2026-02-10")
    {
        var s = await service.SubscribeAsync("ines@lisbon.example", "all");
        var known = (await service.Part<ArticleLog>().BetweenAsync(0, long.MaxValue)).Select(entry => entry.Id).ToList();
        known.Count.ShouldBeGreaterThan(2);
        var selection = new Selection { Created = service.Clock.GetUtcNow(), Head = known.Count, Printed = [.. known.Take(2)], HeldOver = [.. Enumerable.Range(0, heldOver).Select(i => known[i % known.Count])], Feeds = 3 };
        var chosen = ChosenFacts.Of(s) with { Pictures = true };
        var id = await service.Part<Database>().WriteAsync(async (db, tx) =>
        {
            var row = await DigestTable.AddSelectionAsync(db, tx, selection);
            return await DigestTable.AddAsync(db, tx, [new Digest { SubscriberId = s.Id, LocalDate = "2026-03-02", SelectionId = row, Language = "en", Chosen = chosen.ToString(), AwaySince = awaySince }]);
        });
        return service.Part<Links>().Digest(id + 1);
    }

    private static async Task<AngleSharp.Dom.IDocument> OpenAsync(RunningService service, string address)
    {
        var answer = await service.GetAsync(address);
        answer.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        return new HtmlParser().ParseDocument(answer.Text);
    }
}
