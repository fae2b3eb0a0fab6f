using DigestBot.Model;
using DigestBot.Subscribers;
using Microsoft.Playwright;

namespace DigestBot.Tests.Web;

/// <summary>Every page as Chromium shows it, in the light and in the dark, on a phone and in a window.</summary>
[Collection("web")]
public sealed class AccessibilityTests(VisitedService visited, Chromium chromium) : IClassFixture<VisitedService>
{
    /// <summary>What is pressed with a thumb: buttons, fields, topics, rows of links, links at the foot.</summary>
    private const string Pressed = "button, .chip, .field input:not([type=checkbox]), .field textarea, .tick, .field select, .links a, .foot a";

    private static readonly Dictionary<string, Func<Visit, Task>> Pages = new()
    {
        ["signup"] = visit => visit.OpenAsync("/"),
        ["signup with a preview"] = visit => visit.OpenAsync("/?topic=technology&topic=art"),
        ["signup with mistakes"] = async visit =>
        {
            await visit.OpenAsync("/");
            await visit.Page.Locator("#email").FillAsync("some..body@example.org");
            await visit.PressAsync("form button >> nth=0");
        },
        ["look into your mailbox"] = async visit =>
        {
            await visit.OpenAsync("/?topic=technology");
            await visit.Page.Locator("#email").FillAsync("rui@porto.example");
            await visit.PressAsync("form button >> nth=0");
        },
        ["confirm"] = visit => visit.OpenAsync(visit.Links.Confirm(visit.Pending.Id)),
        ["confirmed"] = async visit =>
        {
            await visit.OpenAsync(visit.Links.Confirm(visit.Pending.Id));
            await visit.PressAsync("main button");
        },
        ["preferences"] = visit => visit.OpenAsync(visit.Links.Preferences(visit.Reader.Id)),
        ["preferences saved"] = async visit =>
        {
            await visit.OpenAsync(visit.Links.Preferences(visit.Reader.Id));
            await visit.PressAsync("button[value=save]");
        },
        ["preferences with a mistake"] = async visit =>
        {
            await visit.OpenAsync(visit.Links.Preferences(visit.Reader.Id));
            await visit.PressAsync("button[value=pause]");
        },
        ["erase"] = visit => visit.OpenAsync(visit.Links.Preferences(visit.Reader.Id) + "/erase"),
        ["unsubscribe"] = visit => visit.OpenAsync(visit.Links.Unsubscribe(visit.Reader.Id)),
        ["unsubscribed"] = async visit =>
        {
            await visit.OpenAsync(visit.Links.Unsubscribe(visit.Reader.Id));
            await visit.PressAsync("main button");
        },
        ["digest"] = visit => visit.OpenAsync(visit.Links.Digest(1)),
        ["status"] = visit => visit.OpenAsync(visit.Links.Status),
        ["a link that is not ours"] = visit => visit.OpenAsync("/preferences/wrong"),
        ["no such page"] = visit => visit.OpenAsync("/nowhere"),
    };

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Everybody_can_read_and_use_it_in_the_light_and_in_the_dark(string name)
    {
        var (reader, pending) = await visited.PeopleAsync();
        var page = await chromium.OpenAsync(width: 320);
        await Pages[name](new Visit(visited.Service, page, reader, pending));

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 320, 1100 })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 800);
                (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{scheme}, {width} px");
                (await Axe.TooWideAsync(page)).ShouldBe(0, $"{scheme}, {width} px");
                (await page.EvaluateAsync<int>("() => [...document.querySelectorAll('th, td')].filter(cell => getComputedStyle(cell).display === 'none').length")).ShouldBe(0, "every cell stands under its heading");
                if (width == 320) (await Axe.LowAsync(page, Pressed)).ShouldBeEmpty($"{scheme}, {width} px");
            }
    }

    private sealed record Visit(RunningService Service, IPage Page, Subscriber Reader, Subscriber Pending)
    {
        public Links Links => Service.Part<Links>();

        public Task OpenAsync(string address) => Page.GotoAsync(new Uri(new Uri(Service.Address), address).AbsoluteUri);

        /// <summary>Presses what leads to another page.</summary>
        public async Task PressAsync(string selector)
        {
            await Page.EvaluateAsync("() => { window.before = true; }");
            await Page.Locator(selector).First.ClickAsync();
            await Page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
        }
    }
}
