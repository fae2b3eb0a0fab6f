using System.Text.RegularExpressions;
using DigestBot.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed partial class BrowserSignupTests(DemoWeb web, Chromium chromium)
{
    [Fact]
    public async Task With_a_script_the_preview_follows_the_topics_and_the_zone_is_the_readers_own()
    {
        await using var service = await RunningService.StartAsync(web);
        var page = await chromium.OpenAsync();
        var problems = Problems(page);
        await page.GotoAsync(service.Address);
        await Expect(page.Locator("#zone")).ToHaveValueAsync("America/New_York");
        await Expect(page.Locator("#preview .card")).ToHaveCountAsync(0);

        await page.GetByLabel("Programming").CheckAsync();
        await Expect(page.Locator("#preview .card").First).ToBeVisibleAsync();
        await Expect(page.Locator("#preview-status")).ToHaveTextAsync(TotalsPattern());
        var programming = await page.Locator("#preview .card").CountAsync();
        await page.GetByLabel("Food").CheckAsync();
        await Expect(page.Locator("#preview .card")).Not.ToHaveCountAsync(programming);
        page.Url.ShouldBe(service.Address + "/", "the script needs no new page");
        await page.SetViewportSizeAsync(360, 800);
        await page.Locator("#preview-status a").ClickAsync();
        await Expect(page.Locator("#preview h2").First).ToBeInViewportAsync();

        await page.GetByLabel("Email address").FillAsync("ines@lisbon.example");
        await page.GetByLabel("At what time").FillAsync("06:45");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Please look into your mailbox");
        await ConfirmAsync(service, page, "ines@lisbon.example");

        var s = (await service.FindAsync("ines@lisbon.example"))!;
        (s.Topics, s.Zone, s.SendMinute, s.Status).ShouldBe(("food,programming", "America/New_York", (6 * 60) + 45, SubscriberStatus.Active));
        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_script_the_same_form_previews_by_a_button_and_subscribes()
    {
        await using var service = await RunningService.StartAsync(web);
        var page = await chromium.OpenAsync(script: false);
        await page.GotoAsync(service.Address);
        await page.GetByLabel("Programming").CheckAsync();
        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Lisbon");
        await page.GetByLabel("How often").SelectOptionAsync("weekdays");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show today’s digest" }).ClickAsync();
        await Expect(page.Locator("#preview .card").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Programming")).ToBeCheckedAsync();
        await Expect(page.Locator("#zone")).ToHaveValueAsync("Europe/Lisbon");

        await page.GetByLabel("Email address").FillAsync("jo\u00e3o@lisbon.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Please look into your mailbox");
        await ConfirmAsync(service, page, "jo\u00e3o@lisbon.example");

        var s = (await service.FindAsync("jo\u00e3o@lisbon.example"))!;
        (s.Topics, s.Zone, s.Frequency, s.Status).ShouldBe(("programming", "Europe/Lisbon", Frequency.Weekdays, SubscriberStatus.Active));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_form_with_a_mistake_comes_back_as_it_was_filled_in_and_leads_to_the_mistake(bool script)
    {
        await using var service = await RunningService.StartAsync(web);
        var page = await chromium.OpenAsync(script);
        await page.GotoAsync(service.Address);
        await page.GetByLabel("Email address").FillAsync("some..body@example.org");
        await page.GetByLabel("Reading time").FillAsync("999");
        await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator("#errors li")).ToHaveCountAsync(3);
        await Expect(page.Locator("#email")).ToHaveValueAsync("some..body@example.org");
        await Expect(page.Locator("#zone")).ToHaveValueAsync("Asia/Tokyo");
        await page.Locator("#errors a[href='#email']").ClickAsync();
        await Expect(page.Locator("#email")).ToBeFocusedAsync();
        (await service.FindAsync("some..body@example.org")).ShouldBeNull();
    }

    /// <summary>Opens the link of the mail that lies in the outbox folder; looking alone confirms nothing, the button does.</summary>
    private static async Task ConfirmAsync(RunningService service, IPage page, string email)
    {
        var mail = (await service.MailsAsync()).ShouldHaveSingleItem();
        mail.To.ShouldHaveSingleItem().Address.ShouldBe(email);
        var link = ConfirmLink().Match(mail.TextBody!).Value;
        link.ShouldStartWith(service.Address);

        await page.GotoAsync(link);
        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(email);
        (await service.FindAsync(email))!.Status.ShouldBe(SubscriberStatus.Pending);
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm my subscription" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("You are in");
        (await service.FindAsync(email))!.Status.ShouldBe(SubscriberStatus.Active);

        await page.GetByRole(AriaRole.Link, new() { Name = "Preferences" }).ClickAsync();
        await Expect(page.Locator(".of")).ToContainTextAsync(email);
    }

    /// <summary>What a browser complains about: a script that fails, a sheet that the content security policy stops.</summary>
    internal static List<string> Problems(IPage page)
    {
        var problems = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") problems.Add(message.Text); };
        page.PageError += (_, error) => problems.Add(error);
        page.RequestFailed += (_, request) => { if (request.Failure != "net::ERR_ABORTED") problems.Add($"{request.Url}: {request.Failure}"); };
        return problems;
    }

    [GeneratedRegex(@"^\d+ articles?\b.*\d+ min")]
    private static partial Regex TotalsPattern();

    [GeneratedRegex(@"http://\S+/confirm/[a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex ConfirmLink();
}
