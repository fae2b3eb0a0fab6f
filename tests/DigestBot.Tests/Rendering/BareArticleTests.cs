using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>Articles, names and rows that lack what a mail is made of.</summary>
public sealed partial class BareArticleTests
{
    [Theory]
    [InlineData("", "https://paper.example/2026/a-thing/", null, null, "paper.example/2026/a-thing")]
    [InlineData("", "", "What the feed says.", null, "What the feed says.")]
    [InlineData("\u200b\u3164", "", null, "The Paper", "The Paper")]
    [InlineData("", "", null, null, "…")]
    [InlineData("A title", "", null, null, "A title")]
    public async Task An_article_without_most_things_is_a_card_without_gaps(string title, string url, string? snippet, string? source, string shown)
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        var article = await house.ArticleAsync(feed, title, url, minutes: 0);
        await house.ExecuteAsync("UPDATE articles SET snippet = @snippet, source = @source, author = ' ', type = NULL, language = NULL WHERE id = @article", new { article, snippet, source = source ?? "" });
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        var page = new HtmlParser().ParseDocument(ComposedMail.Part(message, "html").Text);
        page.QuerySelector("h2.t")!.TextContent.Trim().ShouldBe(shown);
        page.QuerySelectorAll("h1, h2, h3, p, a").ShouldAllBe(element => element.TextContent.Trim().Length > 0);
        var facts = page.QuerySelector("h2.t")!.NextElementSibling!.TextContent;
        foreach (var line in message.TextBody!.Split('\n').Append(facts))
        {
            Gap().IsMatch(line.Trim()).ShouldBeFalse(line);
            line.ShouldNotContain("0 min");
        }

        facts.Trim().ShouldBe(source is null ? "19h ago" : source + " · 19h ago"); // counted from when it was found
    }

    [Fact]
    public async Task Articles_without_a_date_stand_where_they_were_found()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "Dated after", time: House.Start.AddHours(2));
        await house.ArticleAsync(feed, "Undated");
        await house.ArticleAsync(feed, "Dated before", time: House.Start.AddHours(-2));
        var text = (await (await ComposedMail.OfAsync(house)).ReadAsync()).TextBody!;
        var order = new[] { "Dated before", "Undated", "Dated after" }.Select(title => text.IndexOf(title, StringComparison.Ordinal)).ToList();
        order.ShouldBe(order.Order());
    }

    [Theory]
    [InlineData("The Extraordinarily Long Name of a Service That Somebody Thought Would Be Remembered by Everybody for Ever")]
    [InlineData("Line\r\nBcc: everybody@example.org")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦")]
    [InlineData("日刊ダイジェスト日刊ダイジェスト日刊ダイジェスト日刊ダイジェスト日刊ダイジェスト日刊ダイジェスト日刊ダイジェスト")]
    public async Task Whatever_the_service_is_called_its_subjects_are_short_lines(string name)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync());
        await ComposedMail.OfAsync(house);
        foreach (var kind in new[] { MailKind.Confirm, MailKind.Welcome, MailKind.Receipt, MailKind.Goodbye })
            await house.Part<OutboxTable>().AddAsync(kind, reader.Email, reader.Id, NoticeFacts.Of(reader).ToJson(), house.Clock.Now);
        var renderer = new MailRenderer(
            house.Part<DigestTable>(), house.Part<CardViews>(), house.Part<Brand>() with { Name = name }, house.Part<Wording>(), house.Part<Links>(), house.Part<MailAddresses>(), house.Part<MailOptions>(), house.Part<DigestBot.Wire.Mime.DkimSigner>());
        foreach (var id in await house.ColumnAsync<long>("SELECT id FROM outbox"))
        {
            var row = (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull();
            var prepared = await renderer.PrepareAsync([row]);
            var message = MessageReader.Read((prepared.Render(row) ?? throw new InvalidOperationException(prepared.Problem(row))).Message);
            message.Subject.Length.ShouldBeInRange(5, 78);
            message.Subject.ShouldBe(DigestBot.Wire.Text.DisplayText.Line(message.Subject)); // one line, no broken character
            message.Headers.All("Bcc").ShouldBeEmpty();
            if (row.Kind == MailKind.Digest) message.Subject.ShouldEndWith("2026"); // the date is never what is cut
        }
    }

    [GeneratedRegex(@"^·|·$|· *·|^By *(·|$)|\( *\)|: *:", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
