using DigestBot.Model;
using DigestBot.Subscribers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class BrowserPreferencesTests(DemoWeb web, Chromium chromium)
{
    private const string Email = "kenji@tokyo.example";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Preferences_can_be_changed_paused_and_resumed(bool script)
    {
        await using var service = await RunningService.StartAsync(web);
        var before = await service.SubscribeAsync(Email, "technology", "books");
        var page = await chromium.OpenAsync(script);
        var problems = BrowserSignupTests.Problems(page);
        await page.GotoAsync(service.Part<Links>().Preferences(before.Id));
        await Expect(page.GetByLabel("Books")).ToBeCheckedAsync();
        await Expect(page.Locator("#zone")).ToHaveValueAsync("Europe/Berlin");

        await page.GetByLabel("Books").UncheckAsync();
        await page.GetByLabel("Science").CheckAsync();
        await page.GetByLabel("At what time").FillAsync("21:05");
        await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await page.GetByLabel("Language").SelectOptionAsync("de");
        await page.GetByLabel("Reading time").FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Gespeichert.");
        var s = (await service.FindAsync(Email))!;
        (s.Topics, s.SendMinute, s.Zone, s.Language, s.Budget).ShouldBe(("science,technology", (21 * 60) + 5, "Asia/Tokyo", "de", 30));
        s.NextDue.ShouldBe(new DateTimeOffset(2031, 5, 14, 12, 5, 0, TimeSpan.Zero), "21:05 in Tokyo");

        await page.Locator("#pause_until").FillAsync("2031-06-01");
        await page.Locator("#pause_until").PressAsync("Enter");
        await Expect(page.Locator("button[value=resume]")).ToBeVisibleAsync();
        (await service.FindAsync(Email))!.ShouldSatisfyAllConditions(x => x.Status.ShouldBe(SubscriberStatus.Paused), x => x.PausedUntil.ShouldBe("2031-06-01"), x => x.NextDue.ShouldBeNull());

        await page.Locator("button[value=resume]").ClickAsync();
        await Expect(page.Locator("button[value=resume]")).ToHaveCountAsync(0);
        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Active);
        problems.ShouldBeEmpty();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_a_frequency_needs_is_shown_with_it_and_all_of_it_can_be_set(bool script)
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync(Email, "technology");
        var page = await chromium.OpenAsync(script);
        var problems = BrowserSignupTests.Problems(page);
        await page.GotoAsync(service.Part<Links>().Preferences(s.Id));
        await Expect(page.Locator("#days")).ToBeHiddenAsync();
        await Expect(page.Locator("#time2")).ToBeHiddenAsync();
        await page.GetByLabel("How often").SelectOptionAsync("days");
        await Expect(page.Locator("#days")).ToBeVisibleAsync();
        await Expect(page.Locator("#weekday")).ToBeHiddenAsync();
        await page.GetByLabel("Tuesday").Locator("visible=true").UncheckAsync();
        await page.GetByLabel("Wednesday").Locator("visible=true").UncheckAsync();
        await page.GetByLabel("Sunday").Locator("visible=true").CheckAsync();
        await page.GetByLabel("What should we call you?").FillAsync("Kenji");
        await page.GetByLabel("Show pictures").CheckAsync();
        await page.GetByLabel("Muted words").FillAsync("bitcoin\nelection night");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        var after = (await service.FindAsync(Email))!;
        (after.Frequency, after.Days, after.Name, after.Pictures, after.QuietNote).ShouldBe((Frequency.Days, 0b101_1001, "Kenji", true, false));
        (await service.Part<DigestBot.Store.ReaderListTable>().OfAsync(s.Id)).MutedWords.ShouldBe(["bitcoin", "election night"]);

        await page.GetByLabel("How often").SelectOptionAsync("twice");
        await page.Locator("#time2").FillAsync("07:00");
        await page.GetByLabel("Show pictures").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#errors a[href='#time2']").ClickAsync();
        await Expect(page.Locator("#time2")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Show pictures")).Not.ToBeCheckedAsync();
        await page.Locator("#time2").FillAsync("19:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        after = (await service.FindAsync(Email))!;
        (after.Frequency, after.SecondMinute, after.Pictures).ShouldBe((Frequency.Twice, (19 * 60) + 30, false));
        problems.RemoveAll(problem => problem.Contains("422", StringComparison.Ordinal));
        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pause_must_end_after_today()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync(Email);
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Part<Links>().Preferences(s.Id));
        foreach (var date in new[] { "2031-05-14", "2062-01-01" })
        {
            await page.Locator("#pause_until").FillAsync(date);
            await page.Locator("button[value=pause]").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give a day after today.");
        }

        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Active);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_unsubscribe_link_asks_and_its_button_ends_the_subscription(bool script)
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync(Email);
        var page = await chromium.OpenAsync(script);
        await page.GotoAsync(service.Part<Links>().Preferences(s.Id));
        await page.GetByRole(AriaRole.Link, new() { Name = "Unsubscribe" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(Email);
        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Active);
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("You are unsubscribed");
        (await service.FindAsync(Email))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        await page.GetByRole(AriaRole.Link, new() { Name = "Come back" }).ClickAsync();
        await Expect(page.Locator("#signup")).ToBeVisibleAsync();

        await page.GotoAsync(service.Part<Links>().Preferences(s.Id));
        await Expect(page.Locator("main")).ToContainTextAsync("You are unsubscribed. No digest comes.");
        await Expect(page.Locator("button[value=pause]")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Come back" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everything_about_a_person_can_be_taken_along_and_erased()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync(Email);
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Part<Links>().Preferences(s.Id));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export everything" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("digestbot-export.json");

        await page.GetByRole(AriaRole.Link, new() { Name = "Erase everything" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(Email);
        (await service.FindAsync(Email)).ShouldNotBeNull();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase everything" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Erased");
        (await service.FindAsync(Email)).ShouldBeNull();
    }
}
