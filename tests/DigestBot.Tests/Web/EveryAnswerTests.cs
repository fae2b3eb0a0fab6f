using System.Net;
using DigestBot.Subscribers;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Web;

/// <summary>What holds for every answer of the service, whatever the page.</summary>
[Collection("web")]
public sealed class EveryAnswerTests(DemoWeb web)
{
    [Fact]
    public async Task Every_answer_is_guarded_by_headers_and_sets_no_cookie()
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var (method, address, own) in await AddressesAsync(service))
        {
            var answer = await service.SendAsync(method, address);
            var name = $"{method} {address}: {(int)answer.Status}";
            answer["Content-Security-Policy"].ShouldSatisfyAllConditions(
                policy => policy.ShouldStartWith("default-src 'none';", Case.Sensitive, name), policy => policy.ShouldNotContain("unsafe"), policy => policy.ShouldContain("frame-ancestors 'none'"));
            answer["X-Content-Type-Options"].ShouldBe("nosniff", name);
            answer["Referrer-Policy"].ShouldBe("no-referrer", name);
            answer.Headers.Keys.ShouldNotContain("Set-Cookie", name);
            answer.Headers.Keys.ShouldNotContain("Server", name);
            if (!own) continue;
            answer["Cache-Control"].ShouldBe("no-store", name);
            answer["X-Robots-Tag"].ShouldBe("noindex", name);
        }
    }

    [Fact]
    public async Task Head_is_answered_as_get_is_without_a_body()
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var (_, address, _) in (await AddressesAsync(service)).Where(address => address.Method == HttpMethod.Get))
        {
            var get = await service.GetAsync(address);
            var head = await service.SendAsync(HttpMethod.Head, address);
            head.Status.ShouldBe(get.Status, address);
            head["Content-Type"].ShouldBe(get["Content-Type"], address);
            head.Body.ShouldBeEmpty(address);
        }
    }

    [Fact]
    public async Task Sheet_script_and_icon_are_kept_by_the_browser_until_they_change()
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var asset in new[] { "/app.css", "/app.js", "/brand.css", "/icon.svg" })
        {
            var first = await service.GetAsync(asset);
            first["Cache-Control"].ShouldNotContain("no-store", Case.Sensitive, asset);
            (await service.GetAsync(asset, ("If-None-Match", first["ETag"]))).Status.ShouldBe(HttpStatusCode.NotModified, asset);
        }
    }

    [Fact]
    public async Task A_failure_within_is_a_guarded_page_and_tells_nothing_of_the_inside()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example");
        service.Execute("ALTER TABLE subscribers RENAME TO elsewhere");
        var answer = await service.GetAsync(service.Part<Links>().Preferences(s.Id));
        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        answer["Cache-Control"].ShouldContain("no-store");
        var html = answer.Text;
        html.ShouldContain("Something went wrong");
        html.ShouldNotContain("subscribers");
        html.ShouldNotContain("SQLite");
    }

    [Fact]
    public async Task A_page_that_only_takes_posts_sends_a_person_to_the_first_page()
    {
        await using var service = await RunningService.StartAsync(web);
        var answer = await service.GetAsync("/subscribe");
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer["Location"].ShouldBe("/");
    }

    [Theory, InlineData("Information"), InlineData("Debug")]
    public async Task No_log_line_holds_a_token_or_an_address(string level)
    {
        // Even when the operator asks for more than the defaults.
        await using var service = await RunningService.StartAsync(web, ("Logging:LogLevel:Default", level), ("Logging:LogLevel:Microsoft", "Information"), ("Logging:LogLevel:System", "Information"));
        await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.ComposeAsync();
        await service.MailsAsync();
        foreach (var (method, address, _) in await AddressesAsync(service)) await service.SendAsync(method, address);
        await service.PostAsync("/subscribe", SignupTests.Form("rui@porto.example"));
        var tokens = Enum.GetValues<TokenPurpose>().Select(purpose => service.Part<Tokens>().Make(purpose, 1)).ToList();
        service.Log.All.ShouldNotBeEmpty();
        foreach (var (_, line) in service.Log.All.Where(line => line.Level >= LogLevel.Debug))
        {
            foreach (var token in tokens) line.ShouldNotContain(token);
            line.ShouldNotContain("lisbon.example");
            line.ShouldNotContain("porto.example");
        }
    }

    [Fact]
    public async Task A_publications_markup_is_words_on_the_preview_and_on_the_digests_page()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "art");
        await service.ComposeAsync();
        foreach (var address in new[] { "/?topic=art", "/preview?topic=art", service.Part<Links>().Digest(1), service.Part<Links>().Status })
        {
            var page = (await service.GetAsync(address)).Page;
            page.QuerySelectorAll("script:not([src='/app.js']), style, iframe, img, b, [onerror], [onmouseover]").ShouldBeEmpty(address);
            page.QuerySelectorAll("form[action^='//'], a[href^='javascript']").ShouldBeEmpty(address);
            page.Body!.TextContent.ShouldContain(address.Contains("/status/", StringComparison.Ordinal) ? "<script>alert('feed')</script>" : "<script>alert(\"title\")</script>", Case.Sensitive, address);
        }

        s.Topics.ShouldBe("art");
    }

    private static async Task<IReadOnlyList<(HttpMethod Method, string Address, bool Own)>> AddressesAsync(RunningService service)
    {
        var s = await service.FindAsync("ines@lisbon.example") ?? await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.ComposeAsync();
        var to = service.Part<Links>();
        string[] own = [to.Preferences(s.Id), to.Preferences(s.Id) + "/export", to.Preferences(s.Id) + "/erase", to.Confirm(s.Id), to.Unsubscribe(s.Id), to.Digest(1), to.Status, to.PublicUrl + "/preferences/wrong", to.PublicUrl + "/nowhere"];
        string[] open = ["/", "/?topic=technology", "/preview?topic=technology", "/health", "/robots.txt", "/app.css", "/app.js", "/brand.css", "/icon.svg"];
        return
        [
            .. own.Select(address => (HttpMethod.Get, address, true)), .. open.Select(address => (HttpMethod.Get, address, false)),
            (HttpMethod.Post, "/subscribe", true), (HttpMethod.Post, "/", false), (HttpMethod.Put, to.Preferences(s.Id), true), (HttpMethod.Post, to.Preferences(s.Id), true), (HttpMethod.Post, to.Confirm(s.Id), true),
        ];
    }
}
