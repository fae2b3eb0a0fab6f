using Microsoft.Playwright;

namespace DigestBot.Tests.Web;

/// <summary>The system's Chromium. Playwright only drives it: its driver is in the package, and no browser is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _window;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>A fresh window of somebody in New York, without cookies or history; the one before is closed.</summary>
    internal async Task<IPage> OpenAsync(bool script = true, int width = 1000, int height = 800, string locale = "en-US")
    {
        Assert.SkipUnless(_browser is not null, $"{Program} is not installed (apt-get install chromium).");
        if (_window is not null) await _window.CloseAsync();
        _window = await _browser!.NewContextAsync(new()
        {
            JavaScriptEnabled = script, TimezoneId = "America/New_York", Locale = locale, ViewportSize = new() { Width = width, Height = height },
        });
        _window.SetDefaultTimeout(15_000);
        return await _window.NewPageAsync();
    }
}
