using System.Net;
using System.Text.RegularExpressions;

namespace DigestBot.Tests.Deliverability;

public sealed partial class LinkRuleTests
{
    // What spam hides behind; a filter counts each against the sender.
    private static readonly string[] Shorteners =
        ["bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "rb.gy", "cutt.ly", "t.ly", "lnkd.in", "tiny.cc", "shorturl.at", "rebrand.ly"];

    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task Our_own_links_are_https_by_name_and_go_nowhere_on_a_detour(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        foreach (var (url, _) in mail.Links)
        {
            var address = new Uri(url);
            address.Scheme.ShouldBe(Uri.UriSchemeHttps, url);
            IPAddress.TryParse(address.Host, out _).ShouldBeFalse(url);
            address.UserInfo.ShouldBeEmpty(url);
            address.IsDefaultPort.ShouldBeTrue(url);
            Shorteners.ShouldNotContain(address.Host);
            // No link of a publisher's is led over us, and none of ours over anybody.
            url.AsSpan(8).IndexOf("http", StringComparison.OrdinalIgnoreCase).ShouldBe(-1, url);
        }

        if (mail.Sort.Name != "alert") mail.OwnLinks.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task Words_that_look_like_a_host_lead_to_that_host(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        foreach (var (url, words) in mail.Links)
            if (Host().Match(words) is { Success: true } host)
                new Uri(url).Host.ShouldBe(host.Groups["host"].Value.ToLowerInvariant(), words);
        if (mail.Sort.Name == "confirm") mail.Links.ShouldContain(link => Host().IsMatch(link.Words), "the address is written out, so this rule has something to look at");
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task Nothing_is_run_asked_for_or_fetched(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        mail.Page.QuerySelectorAll("script, form, input, button, select, textarea, picture, video, audio, iframe, object, embed, svg, link, base, meta[http-equiv]").ShouldBeEmpty();
        mail.Page.QuerySelectorAll("*").SelectMany(element => element.Attributes)
            .Where(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "srcset" or "background" or "action" or "ping" or "poster").ShouldBeEmpty();
        // Pictures are the reader's own wish, and come from the publisher, one a card.
        var pictures = mail.Page.QuerySelectorAll("[src]").ToList();
        pictures.ShouldAllBe(picture => picture.LocalName == "img" && picture.GetAttribute("src")!.StartsWith("https://paper.example.net/", StringComparison.Ordinal) && picture.HasAttribute("alt"));
        pictures.Count.ShouldBe(mail.Sort.Pictures ? mail.Page.QuerySelectorAll("h2.t").Length : 0);
        var styles = string.Concat(mail.Page.QuerySelectorAll("style").Select(style => style.TextContent).Concat(mail.Page.QuerySelectorAll("[style]").Select(element => element.GetAttribute("style"))));
        foreach (var remote in new[] { "url(", "@import", "@font-face", "expression(", "behavior:" }) styles.ShouldNotContain(remote, Case.Insensitive);
        mail.Html.ShouldNotContain("http://"); // not even in a comment for one mail program
    }

    [GeneratedRegex(@"^(https?://)?(?<host>([a-z0-9-]+\.)+[a-z]{2,})(/\S*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
