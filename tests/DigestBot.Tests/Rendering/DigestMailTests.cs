using System.Net;
using System.Text.RegularExpressions;
using DigestBot.Model;
using DigestBot.Subscribers;
using DigestBot.Tests.Articles;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Rendering;

public sealed partial class DigestMailTests
{
    private const string Text = "Nobody who has crossed at night forgets it. The harbour light is small, and the sea is not. It was the captain who said so.";

    [Fact]
    public async Task A_snippet_that_the_summary_says_already_is_left_out()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "Twice", text: Text, time: House.Start);
        await house.ArticleAsync(feed, "Once", text: Text, time: House.Start);
        await house.ExecuteAsync("UPDATE articles SET summary = '0,91', snippet = CASE title WHEN 'Once' THEN 'The feed says something else.' ELSE @snippet END", new { snippet = Text[..43] + "…" });
        var html = ComposedMail.Part(await (await ComposedMail.OfAsync(house)).ReadAsync(), "html").Text;
        html.Split("Snippet from the RSS feed").Length.ShouldBe(2, "one of two cards");
        html.ShouldContain("The feed says something else.");
    }

    [Fact]
    public async Task A_mail_has_the_same_bytes_on_every_attempt_whatever_has_changed_meanwhile()
    {
        await using var house = new House();
        var feed = await house.FeedAsync("https://paper.example/feed");
        var reader = await house.SubscriberAsync(s => s with { Language = "de" });
        var article = await house.ArticleAsync(feed, "Night crossing", text: Text, quotes: [new(0, 43)], time: House.Start);
        var mail = await ComposedMail.OfAsync(house);
        var first = await mail.RenderAsync();

        house.Clock.Advance(TimeSpan.FromDays(3));
        await house.Part<Changes>().SetPreferencesAsync(reader.Id, Preferences.Of(reader) with { Topics = ["art", "music"], Frequency = Frequency.Weekly, Language = "fr", Zone = "Asia/Tokyo", SendMinute = 60, Budget = 5 });
        await house.ArticleAsync(await house.FeedAsync("https://other.example/feed"), "Night crossing, again", story: article);
        await house.FeedAsync("https://broken.example/feed");
        await house.ExecuteAsync("UPDATE feeds SET failing_since = 1, error = 'the server answered 500' WHERE url LIKE '%broken%'");

        var second = await mail.RenderAsync();
        System.Text.Encoding.ASCII.GetString(second.Message.Span).ShouldBe(System.Text.Encoding.ASCII.GetString(first.Message.Span));
        (second.EnvelopeFrom, second.MessageId).ShouldBe((first.EnvelopeFrom, first.MessageId));
    }

    [Fact]
    public async Task Both_parts_carry_the_whole_card_with_the_same_links()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync("https://paper.example/feed");
        await house.ArticleAsync(feed, "Night crossing & the “sea” <b>", "https://paper.example/a?x=1&y=2", text: Text, quotes: [new(0, 43)], minutes: 6, time: House.Start);
        await house.ExecuteAsync("UPDATE articles SET summary = '44,47', author = 'Ada Example', type = 'Insight', language = 'en', snippet = 'What the feed says.'");
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        var html = ComposedMail.Part(message, "html").Text;
        var text = message.TextBody!.ShouldNotBeNull();
        var shown = WebUtility.HtmlDecode(Tags().Replace(html, " "));
        foreach (var fact in new[] { "Night crossing & the “sea” <b>", "Ada Example", "paper.example", "6 min", "Insight", "Nobody who has crossed at night forgets it.", "The harbour light is small, and the sea is not.", "What the feed says." })
        {
            shown.ShouldContain(fact);
            text.ShouldContain(fact);
        }

        var links = Links(html);
        links.ShouldContain("https://paper.example/a?x=1&y=2");
        links.ShouldContain(link => link.StartsWith("https://paper.example/a?x=1&y=2#:~:text=Nobody", StringComparison.Ordinal));
        foreach (var link in links) text.ShouldContain(link);
    }

    [Fact]
    public async Task A_quotation_that_is_no_longer_a_range_of_the_text_is_not_printed()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync(), "Night crossing", text: Text, quotes: [new(0, 43), new(44, 47), new(92, 10_000), new(10_000, 5)], time: House.Start);
        await house.ExecuteAsync("UPDATE articles SET summary = '0,43;100,5000'");
        await house.ExecuteAsync("UPDATE article_texts SET text = substr(text, 1, 43)"); // cut behind the service's back
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.TextBody!.ShouldContain("“Nobody who has crossed at night forgets it.”");
        message.TextBody!.ShouldNotContain("harbour light");
        ComposedMail.Part(message, "html").Text.ShouldNotContain("harbour light");
    }

    [Fact]
    public async Task Who_says_it_stands_beside_a_quotation_and_words_whose_speaker_is_no_longer_there_are_not_printed()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync(), "Night crossing", text: Text, quotes: [new(0, 43, 99, 11), new(44, 47, 10_000, 5), new(92, 31, 4, 0)], time: House.Start);
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.TextBody!.ShouldContain("“Nobody who has crossed at night forgets it.” — the captain");
        var html = ComposedMail.Part(message, "html").Text;
        html.ShouldContain("— <span dir=\"auto\">the captain</span>");
        foreach (var part in new[] { message.TextBody!, html })
        {
            part.ShouldNotContain("harbour light", Case.Sensitive, "it would look like the writer's own words");
            part.ShouldNotContain("who said so");
        }
    }

    [Fact]
    public async Task Sentences_of_a_summary_are_apart_as_their_script_wants_it()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "喫茶店", text: "湯が沸く。誰も話さない。", time: House.Start);
        await house.ArticleAsync(feed, "Café", text: "Water boils. Nobody speaks.", time: House.Start.AddMinutes(1));
        await house.ExecuteAsync("UPDATE articles SET summary = CASE title WHEN 'Café' THEN '0,12;13,14' ELSE '0,5;5,7' END");
        var text = (await (await ComposedMail.OfAsync(house)).ReadAsync()).TextBody!;
        text.ShouldContain("\n湯が沸く。誰も話さない。\n");
        text.ShouldContain("\nWater boils. Nobody speaks.\n");
    }

    [Theory]
    [InlineData("slotZUnsubscribeZ")]
    [InlineData("https://slotZUnsubscribeZ.invalid/")]
    [InlineData("slotZCardsZ")]
    [InlineData("slotZAddressZ slotZReceiptZ")]
    [InlineData("{token} {0} @Model $& \\1")]
    public async Task A_title_that_looks_like_a_part_of_the_template_stays_a_title(string title)
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { Email = "ada@example.org" });
        await house.ArticleAsync(await house.FeedAsync(), title, time: House.Start);
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        Heading().Match(ComposedMail.Part(message, "html").Text).Groups["title"].Value.ShouldContain(WebUtility.HtmlEncode(title).Replace("&#39;", "'", StringComparison.Ordinal));
        message.TextBody!.ShouldContain(title);
        message.TextBody!.Split("https://paper").Length.ShouldBe(1);
        Links(ComposedMail.Part(message, "html").Text).Count(link => link.Contains("/unsubscribe/", StringComparison.Ordinal)).ShouldBe(1);
        message.TextBody!.Replace(title, "", StringComparison.Ordinal).ShouldNotContain("slotZ");
    }

    [Fact]
    public async Task Markup_in_a_strangers_words_is_shown_and_not_run()
    {
        const string hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)";
        await using var house = new House();
        await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync(), hostile, "javascript:alert(1)", text: hostile + " " + Text, quotes: [new(0, hostile.Length)], time: House.Start);
        await house.ExecuteAsync("UPDATE articles SET author = @hostile, snippet = @hostile, type = @hostile, language = @hostile, source = @hostile, source_url = 'javascript:alert(1)', summary = '0,60'", new { hostile });
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        var html = ComposedMail.Part(message, "html").Text;
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<img", Case.Insensitive);
        html.ShouldNotContain("\" onmouseover", Case.Insensitive);
        Links(html).ShouldAllBe(link => link.StartsWith("http", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", 'x')]
    [InlineData("de", '語')]
    [InlineData("fr", '=')]
    public async Task Forty_huge_cards_and_twenty_broken_feeds_fit_into_what_mail_programs_show(string language, char letter)
    {
        await using var house = new House();
        var everything = string.Join(',', house.Part<DigestBot.Rendering.Wording>().Topics.Select(topic => topic.Slug));
        // The end of a pause, a long name, every topic by name and pictures: everything that takes room.
        await house.SubscriberAsync(s => s with { Language = language, Budget = 240, Topics = language == "de" ? everything : "all", AwaySince = language == "en" ? null : "2026-01-10", Name = new string(letter, 40), Pictures = language != "en" });
        var words = string.Concat(Enumerable.Repeat(new string(letter, 9) + " ", 40));
        for (var i = 0; i < 40; i++)
        {
            var feed = await house.FeedAsync();
            var text = string.Join(' ', Paragraphs.Of(i, 30)) + words;
            await house.ArticleAsync(feed, $"{i} {words}", $"https://paper.example/{i}?{new string('=', 300)}", text: text, quotes: [new(0, 200), new(400, 250), new(800, 250)], time: House.Start.AddMinutes(i));
        }

        await house.ExecuteAsync("UPDATE articles SET summary = '0,900', snippet = @snippet, author = @author, image = @image", new { snippet = words, author = words[..190], image = "https://images.example.org/" + new string('=', 500) });
        for (var i = 0; i < 20; i++) await house.FeedAsync();
        await house.ExecuteAsync("UPDATE feeds SET title = @title, failing_since = 1, error = @error WHERE id > 40", new { title = words[..200], error = words[..200] });

        var mail = await ComposedMail.OfAsync(house);
        var message = await mail.ReadAsync();
        var html = ComposedMail.Part(message, "html");
        html.Raw.Length.ShouldBeLessThanOrEqualTo(100_000);
        html.Raw.Length.ShouldBeGreaterThan(60_000); // and the room is used
        var shown = html.Text;
        shown.TrimEnd().ShouldEndWith("</html>");
        shown.ShouldContain("/unsubscribe/");
        shown.ShouldContain("/digest/"); // what had no room is on the web copy
        Heading().Count(shown).ShouldBeLessThan(40);
        message.TextBody!.ShouldContain("/unsubscribe/");
    }

    [Fact]
    public async Task One_monstrous_card_does_not_keep_the_others_out()
    {
        await using var house = new House();
        await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        await house.ArticleAsync(feed, "Monster", "https://paper.example/?" + new string('=', 7900), text: Text + Text, quotes: [new(0, 43), new(44, 47), new(92, 30), new(123, 43), new(167, 47)], time: House.Start);
        await house.ArticleAsync(feed, "Small one", time: House.Start.AddMinutes(1));
        await house.ArticleAsync(feed, "Small two", time: House.Start.AddMinutes(2));
        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        message.TextBody!.ShouldContain("Small one");
        message.TextBody!.ShouldContain("Small two");
        ComposedMail.Part(message, "html").Raw.Length.ShouldBeLessThanOrEqualTo(100_000);
    }

    private static List<string> Links(string html) => [.. Hrefs().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["url"].Value)).Distinct()];

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(?<url>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Hrefs();

    [GeneratedRegex("<h2 class=\"t\"[^>]*>(?<title>.*?)</h2>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Heading();
}
