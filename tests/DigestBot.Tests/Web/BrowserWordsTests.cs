using DigestBot.Subscribers;
using DigestBot.Tests.Rendering;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Web;

/// <summary>What a browser makes of strangers' words: they turn nothing around, and push nothing out of sight.</summary>
[Collection("web")]
public sealed class BrowserWordsTests(DemoWeb web, Chromium chromium)
{
    private const string Lefts = """
        words => words.map(word => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; node = walker.nextNode();) {
            const at = node.data.indexOf(word);
            if (at < 0 || node.parentElement.closest('div[style*="display:none"]')) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            return range.getBoundingClientRect().left;
          }
          return -1;
        })
        """;

    [Theory]
    [InlineData("Eve\u202eLLA", "EveLLA", "The Paper", "The Paper")]
    [InlineData("\u2067Eve", "Eve", "\u202bPaper 7", "Paper 7")]
    [InlineData("محمد 7", "محمد", "صحيفة 12", "صحيفة")]
    [InlineData("Eve\u200f", "Eve", "Paper\u202e", "Paper")]
    public async Task Names_from_right_to_left_and_overrides_leave_their_neighbours_where_they_are(string author, string authorShown, string source, string sourceShown)
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var article = await house.ArticleAsync(await house.FeedAsync(), "x", minutes: 6);
        await house.ExecuteAsync("UPDATE articles SET title = @title, author = @author, source = @source, type = 'Insight', language = 'en' WHERE id = @article", new { title = "Alpha\u202egamma beta", article, author, source });
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        var page = await chromium.OpenAsync(script: true, width: 1000);
        await page.SetContentAsync(ComposedMail.Part(message, "html").Text);
        (await page.EvaluateAsync<double[]>(Lefts, new[] { "By ", authorShown, sourceShown, "19h ago", "6 min read", "Insight" })).ShouldBeInOrder();
        (await page.EvaluateAsync<double[]>(Lefts, new[] { "Alpha", "gamma", "beta" })).ShouldBeInOrder();

        // The plain text as a mail program shows it: every line a paragraph of its own.
        var facts = message.TextBody!.Split('\n').Single(line => line.StartsWith("By ", StringComparison.Ordinal)).Trim();
        await page.SetContentAsync($"<p id=facts></p>");
        await page.EvaluateAsync("text => document.getElementById('facts').textContent = text", facts);
        (await page.EvaluateAsync<double[]>(Lefts, new[] { "By ", authorShown, sourceShown, "19h ago", "6 min read", "Insight" })).ShouldBeInOrder();
    }

    [Fact]
    public async Task An_endless_word_is_broken_on_a_small_screen()
    {
        var endless = new string('W', 400);
        await using var service = await RunningService.StartAsync(web);
        await service.SubscribeAsync("ines@lisbon.example", "all");
        service.Execute($"UPDATE articles SET title = '{endless}', author = '{endless}', source = '{endless}', snippet = '{endless}', type = 'Insight'");
        await service.ComposeAsync();
        var page = await chromium.OpenAsync(script: true, width: 320);
        await page.GotoAsync(service.Part<Links>().Digest(1));
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        var mail = (await service.MailsAsync()).First(message => message.AllParts().Any(part => part.ContentType.Subtype == "html" && part.Text.Contains("WWWW", StringComparison.Ordinal)));
        page = await chromium.OpenAsync(script: true, width: 320); // afresh: the service's own policy would forbid the mail its styles
        await page.SetContentAsync(ComposedMail.Part(mail, "html").Text);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    }
}
