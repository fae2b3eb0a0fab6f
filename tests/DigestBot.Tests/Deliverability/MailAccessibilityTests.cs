using DigestBot.Tests.Web;
using Microsoft.Playwright;

namespace DigestBot.Tests.Deliverability;

/// <summary>Each kind of mail as Chromium shows it, on a phone and in a window, in the light and in the dark.</summary>
public sealed class MailAccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>What is pressed with a thumb: buttons, the links at the foot, rows of related articles, the way to what was held over.</summary>
    private const string Pressed = "a.b, td.f p:first-child > a, td.l > a, p > a.a[style*='inline-block']";

    public static TheoryData<string> Mails => [.. GeneratedMails.Kinds, "digest.de", "digest.fr", "digest.es"];

    [Theory, MemberData(nameof(Mails))]
    public async Task Everybody_can_read_it_in_the_light_and_in_the_dark(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var page = await chromium.OpenAsync(width: 600);
        await page.SetContentAsync(mail.Html);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 600, 320 })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 800);
                (await Axe.ViolationsAsync(page)).ShouldBeEmpty($"{scheme}, {width} px");
                (await Axe.TooWideAsync(page)).ShouldBe(0, $"{scheme}, {width} px");
            }

        (await Axe.LowAsync(page, Pressed)).ShouldBeEmpty("at 320 px");
        (await page.Locator(Pressed).CountAsync()).ShouldBeGreaterThan(mail.Sort.Name == "alert" ? -1 : 0);
    }

    [Fact]
    public async Task The_tools_see_what_is_wrong()
    {
        var mail = await GeneratedMails.GetAsync("welcome.en");
        var page = await chromium.OpenAsync(width: 320);
        await page.SetContentAsync(mail.Html.Replace("<h1", "<h1><a href=\"#\"></a></h1><p style=\"width:700px;color:#ddd\">pale</p><p><a class=\"b\" href=\"#low\">low</a></p><h1", StringComparison.Ordinal));
        var violations = await Axe.ViolationsAsync(page);
        violations.ShouldContain(violation => violation.StartsWith("color-contrast:", StringComparison.Ordinal));
        violations.ShouldContain(violation => violation.StartsWith("link-name:", StringComparison.Ordinal));
        (await Axe.TooWideAsync(page)).ShouldBeGreaterThan(300);
        (await Axe.LowAsync(page, Pressed)).ShouldContain(low => low.Contains("#low", StringComparison.Ordinal));
    }
}
