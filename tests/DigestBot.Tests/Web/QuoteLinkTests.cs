using System.Text.Json;
using AngleSharp.Html.Parser;

namespace DigestBot.Tests.Web;

/// <summary>A quotation in the mail leads to its own place in the source: a browser finds the words, and scrolls there.</summary>
[Collection("web")]
public sealed class QuoteLinkTests(DemoWeb web, Chromium chromium)
{
    // Where the first occurrence of the words stands in the window. White space is folded, as text fragments fold it.
    private const string Place = """
        words => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), at = [];
          let text = '';
          for (let node; (node = walker.nextNode());)
            for (let i = 0; i < node.data.length; i++) {
              const c = /\s/.test(node.data[i]) ? ' ' : node.data[i];
              if (c === ' ' && (text === '' || text.endsWith(' '))) continue;
              text += c; at.push([node, i]);
            }
          const start = text.indexOf(words.replace(/\s+/g, ' '));
          if (start < 0) return { found: false, scroll: scrollY, height: innerHeight };
          const range = document.createRange();
          range.setStart(...at[start]); range.setEnd(at[start + words.length - 1][0], at[start + words.length - 1][1] + 1);
          const box = range.getBoundingClientRect();
          return { found: true, scroll: scrollY, height: innerHeight, top: box.top, bottom: box.bottom };
        }
        """;

    [Fact]
    public async Task The_link_of_a_quote_scrolls_to_its_words()
    {
        await using var service = await RunningService.StartAsync(web);
        await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.MailsAsync();
        await service.ComposeAsync();
        var mail = (await service.MailsAsync()).ShouldHaveSingleItem();
        var quotes = new HtmlParser().ParseDocument(mail.HtmlBody!).QuerySelectorAll("a[href*=':~:text=']").Select(link => (Words: link.TextContent.Trim(), Url: link.GetAttribute("href")!)).ToList();
        quotes.Count.ShouldBeGreaterThan(8);

        var page = await chromium.OpenAsync(width: 600, height: 240);
        foreach (var (words, url) in quotes.Take(8))
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(url);
            await page.WaitForFunctionAsync("() => scrollY > 0", null, new() { Timeout = 5_000 });
            var place = await page.EvaluateAsync<JsonElement>(Place, words);
            place.GetProperty("found").GetBoolean().ShouldBeTrue(words);
            place.GetProperty("top").GetDouble().ShouldBeInRange(-1, place.GetProperty("height").GetDouble(), words);

            // The same page without the words, or with others, stays at its top: the scrolling is the fragment's doing.
            await page.GotoAsync("about:blank");
            await page.GotoAsync(url[..url.IndexOf('#', StringComparison.Ordinal)] + "#:~:text=these%20words%20stand%20nowhere%20on%20it");
            (await page.EvaluateAsync<double>("scrollY")).ShouldBe(0);
        }
    }
}
