using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DigestBot.Model.Views;
using DigestBot.Templates;
using Microsoft.AspNetCore.Components;

namespace DigestBot.Tests.Templates;

public sealed class EmailTests
{
    public static TheoryData<string> Mails => [.. Pictures.All().Select(mail => mail.Name).Where(name => name.EndsWith(".html", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Mails))]
    public void No_mail_holds_what_mail_programs_refuse_or_what_tracks(string name)
    {
        var mail = Parse(Html(name));
        // Pictures stand where somebody asked for them, and nowhere else.
        mail.QuerySelectorAll("img").Length.ShouldBe(name == "mail-pictured.html" ? 2 : 0);
        mail.QuerySelectorAll("script, form, input, iframe, object, svg, link, base").ShouldBeEmpty();
        mail.QuerySelectorAll("*").SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "background" or "srcset").ShouldBeEmpty();
        mail.QuerySelectorAll("[src]:not(img)").ShouldBeEmpty();
        mail.QuerySelectorAll("table").ShouldAllBe(table => table.GetAttribute("role") == "presentation");
        mail.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldAllBe(href => href!.StartsWith("https://", StringComparison.Ordinal));
        mail.QuerySelectorAll("style").Select(style => style.TextContent.Length).Sum().ShouldBeLessThan(8192, "Gmail drops longer sheets");
        mail.DocumentElement.GetAttribute("lang").ShouldNotBeNullOrEmpty();
        mail.DocumentElement.GetAttribute("dir").ShouldBe("ltr");
    }

    [Theory, MemberData(nameof(Mails))]
    public void Headings_are_in_order(string name)
    {
        var levels = Parse(Html(name)).QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        levels.Count(level => level == 1).ShouldBe(1);
        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Fact]
    public void A_full_card_has_everything_and_every_link_in_both_parts()
    {
        var view = Samples.Full;
        var card = Parse(Samples.Card(view).Value);
        var text = DigestText.Card(view, Samples.Texts.English);
        string[] urls = [view.Url, view.SourceUrl!, .. view.Quotes.Select(quote => quote.Url), .. view.AlsoIn.Select(link => link.Url), .. view.Related.Select(link => link.Url)];
        card.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldBe(urls);
        text.Split('\n').Where(line => line.StartsWith("https://", StringComparison.Ordinal)).ShouldBe(urls);

        var shown = Squeeze(card.Body!.TextContent);
        string[] words = [view.Title, "By Ada Fictional · The Slow Web · 3h ago · 6 min read · en · Insight", "Summary", view.Summary, "Key quotes · 4 pulled", .. view.Quotes.Select(quote => quote.Text), "Snippet from the RSS feed", view.Snippet!, "Also in", "You might also wanna read", view.Related[0].Text];
        foreach (var word in words)
        {
            shown.ShouldContain(word);
            text.ShouldContain(word);
        }

        card.QuerySelectorAll("td.q > a").Select(link => link.TextContent).ShouldBe(view.Quotes.Select(quote => quote.Text), "the whole quote is the link, letter by letter");
    }

    [Fact]
    public void Who_says_a_quotation_stands_below_it_and_outside_its_link()
    {
        var view = Samples.Full with { Quotes = [Samples.Full.Quotes[0] with { Speaker = "Jane Doe" }, Samples.Full.Quotes[1]] };
        var cells = Parse(Samples.Card(view).Value).QuerySelectorAll("td.q").ToList();
        cells.Select(cell => Squeeze(cell.TextContent)).ShouldBe([view.Quotes[0].Text + "— Jane Doe", view.Quotes[1].Text]);
        cells.Select(cell => cell.QuerySelector("a")!.TextContent).ShouldBe(view.Quotes.Select(quote => quote.Text));
        DigestText.Card(view, Samples.Texts.English).ShouldContain($"“{view.Quotes[0].Text}” — Jane Doe\n");
        var page = Parse(Rendering.Render<DigestBot.Web.Pages.WebCard>(("View", view), ("Texts", Samples.Texts.English)).Value);
        page.QuerySelectorAll("blockquote").Select(quote => Squeeze(quote.TextContent)).ShouldBe([view.Quotes[0].Text + "— Jane Doe", view.Quotes[1].Text]);
    }

    [Fact]
    public void A_picture_stands_at_the_head_of_its_card_within_the_link_of_the_title()
    {
        var card = Parse(Samples.Card(Samples.Pictured).Value);
        var image = card.QuerySelectorAll("img").ShouldHaveSingleItem();
        image.GetAttribute("src").ShouldBe(Samples.Pictured.Image);
        (image.GetAttribute("alt"), image.GetAttribute("width")).ShouldBe(("", "640"), "the title names the link; Outlook needs a width");
        image.ParentElement!.ShouldBe(card.QuerySelector("h2 > a"));
        image.ParentElement!.FirstChild.ShouldBe(image);
        image.ParentElement!.TextContent.ShouldBe(Samples.Full.Title);
        card.QuerySelectorAll("a").Length.ShouldBe(Parse(Samples.Card(Samples.Full).Value).QuerySelectorAll("a").Length);
        Samples.Card(Samples.Bare with { Url = "javascript:alert(1)", Image = Samples.Pictured.Image }).Value.ShouldNotContain("<img", Case.Sensitive, "a picture leads somewhere");
        DigestText.Card(Samples.Pictured, Samples.Texts.English).ShouldBe(DigestText.Card(Samples.Full, Samples.Texts.English));
    }

    [Fact]
    public void A_card_never_parts_a_number_from_its_unit() =>
        Parse(Samples.Card(Samples.Full).Value).QuerySelector("p")!.TextContent.ShouldContain(" · 3h\u00a0ago · 6\u00a0min\u00a0read · en");

    [Fact]
    public void The_end_of_a_pause_says_the_same_in_both_parts()
    {
        var texts = Samples.Texts.For("de");
        var mail = Parse(Samples.Mail<PauseOverEmail>(Samples.PauseOver(texts, Samples.Full), texts));
        var text = DigestText.PauseOver(Samples.TextDigest(texts, Samples.Full) with { Opening = new MarkupString(DigestText.Opening(98, 84, "10. November", Samples.Links.Web, texts)) }, Samples.Brand, texts);
        mail.QuerySelector("h1")!.TextContent.ShouldBe("Während du weg warst");
        var heldOver = Samples.Links.Web + "#held-over";
        mail.QuerySelectorAll("a").Count(link => link.GetAttribute("href") == heldOver).ShouldBe(1);
        foreach (var words in new[] { "Guten Morgen, Ada.", "Während du weg warst", "Samstag, 22. November 2025", "Seit dem 10. November sind 98 Artikel für dich erschienen.", "84 davon passten nicht in deine Lesezeit." })
        {
            Squeeze(mail.Body!.TextContent).ShouldContain(words);
            text.ShouldContain(words);
        }

        text.Split('\n').ShouldContain(heldOver);
        text.IndexOf(heldOver, StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf(Samples.Full.Title, StringComparison.Ordinal), "it comes before the cards");
        Rendering.Render<PauseOver>(("All", 3), ("Left", 0), ("Since", "x"), ("Url", heldOver), ("Brand", Samples.Brand), ("Texts", texts)).Value.ShouldNotContain("href");
    }

    [Fact]
    public void A_quiet_day_is_one_line_with_the_usual_foot()
    {
        var texts = Samples.Texts.English;
        var mail = Parse(Samples.Mail<QuietEmail>(Samples.Quiet(texts), texts));
        var text = DigestText.Quiet(Samples.Quiet(texts), Samples.Brand, texts);
        mail.QuerySelectorAll("h2, h3").ShouldBeEmpty();
        Squeeze(mail.Body!.TextContent).ShouldContain("Good evening. Saturday, 22 November 2025 Nothing new this time in the 48 feeds that we read for you. Read on the web");
        text.ShouldContain("\n\nGood evening.\n\nSaturday, 22 November 2025\n\nNothing new this time in the 48 feeds that we read for you.\n\n-");
        mail.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Distinct().ShouldBe(text.Split('\n').Where(line => line.StartsWith("https://", StringComparison.Ordinal)).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void The_operators_own_links_stand_at_the_foot_of_both_parts()
    {
        var foot = Parse(Html("mail-digest-en.html")).QuerySelectorAll("a").Select(link => (link.TextContent, link.GetAttribute("href")!)).ToList();
        var text = DigestText.Digest(Samples.TextDigest(Samples.Texts.English), Samples.Brand, Samples.Texts.English);
        foreach (var link in Samples.Brand.Links)
        {
            foot.ShouldContain((link.Text, link.Url));
            text.ShouldContain($"{link.Text}:\n{link.Url}\n");
        }
    }

    [Fact]
    public void A_bare_card_has_no_empty_parts()
    {
        var card = Parse(Samples.Card(Samples.Bare).Value);
        card.QuerySelectorAll("h3").ShouldBeEmpty();
        Squeeze(card.Body!.TextContent).ShouldBe("A note Notes · 2mo ago");
        DigestText.Card(Samples.Bare, Samples.Texts.English).ShouldBe(DigestText.Rule + "A note\nhttps://notes.example.org/3\nNotes · 2mo ago\n\n");
    }

    [Fact]
    public void An_article_from_right_to_left_is_set_so_with_the_readers_labels_in_their_own_direction()
    {
        var card = Parse(Samples.Card(Samples.Arabic).Value);
        var table = card.QuerySelector("table")!;
        (table.GetAttribute("lang"), table.GetAttribute("dir")).ShouldBe(("ar", "rtl"));
        (card.QuerySelector("h3")!.GetAttribute("lang"), card.QuerySelector("h3")!.GetAttribute("dir")).ShouldBe(("en", "ltr"));
        card.QuerySelector("td.q")!.GetAttribute("style")!.ShouldContain("border-right:3px");
        card.Body!.InnerHtml.ShouldNotContain("italic");
    }

    [Fact]
    public void Strangers_markup_is_shown_as_words()
    {
        var card = Parse(Samples.Card(Samples.Hostile).Value);
        card.QuerySelectorAll("script, img, form, input, style, svg, i").ShouldBeEmpty();
        card.QuerySelector("h2")!.TextContent.ShouldStartWith("</a></h2><script>alert(1)</script><img src=x");
        card.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldAllBe(href => href!.StartsWith("https://", StringComparison.Ordinal));
        card.QuerySelector("table")!.HasAttribute("onload").ShouldBeFalse();
        Samples.Card(Samples.Hostile).Value.Length.ShouldBeLessThan(8_000, "ten thousand characters of a title must not fill the mail");
        DigestText.Card(Samples.Hostile, Samples.Texts.English).Split('\n').ShouldAllBe(line => !line.StartsWith("Bcc:", StringComparison.Ordinal) && !line.Contains("javascript:") && !line.Contains('\u202e'));
    }

    [Fact]
    public void A_full_card_is_small_and_fifteen_fit_under_Gmails_limit()
    {
        Encoding.UTF8.GetByteCount(Samples.Card(Samples.Full).Value).ShouldBeLessThan(5_000);
        var mail = Samples.DigestMail(Samples.Texts.English, [.. Enumerable.Repeat(Samples.Full, 15)]);
        QuotedPrintableLength(mail).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_frame_rendered_with_slots_keeps_every_token_whole()
    {
        var links = new DigestLinks("slotWeb", "slotPreferences", "slotPause", "slotUnsubscribe");
        var view = new DigestView("en", "slotSubject", "slotPreheader", "slotDate", "slotTotals", new MarkupString("slotCards"), new MarkupString("slotHeld"), new MarkupString("slotReceipt"), "slotReason", "slotAddress", links) { Greeting = "slotGreeting", Opening = new MarkupString("slotOpening") };
        var mail = Parse(Rendering.Render<DigestEmail>(("View", view), ("Brand", Samples.Brand), ("Texts", Samples.Texts.English)).Value);
        mail.Title.ShouldBe("slotSubject");
        mail.QuerySelector("h1")!.TextContent.ShouldBe("slotDate");
        mail.QuerySelectorAll("a[href^=slot]").Select(link => link.GetAttribute("href")).ShouldBe(["slotWeb", "slotPreferences", "slotPause", "slotUnsubscribe"]);
        var text = DigestText.Digest(view, Samples.Brand, Samples.Texts.English);
        foreach (var token in new[] { "slotDate", "slotTotals", "slotCards", "slotHeld", "slotReceipt", "slotReason", "slotAddress", "slotWeb", "slotPreferences", "slotPause", "slotUnsubscribe" })
        {
            text.ShouldContain(token);
            mail.DocumentElement.OuterHtml.ShouldContain(token);
        }

        mail.Body!.TextContent.ShouldContain("slotPreheader");
        mail.Body!.TextContent.ShouldContain("slotGreeting");
        text.ShouldContain("slotGreeting");
        Samples.Mail<PauseOverEmail>(view, Samples.Texts.English).ShouldContain("slotOpening");
        DigestText.PauseOver(view, Samples.Brand, Samples.Texts.English).ShouldContain("slotOpening");
    }

    [Theory, MemberData(nameof(Mails))]
    public void Every_mail_says_who_sends_it_and_how_to_leave(string name)
    {
        var mail = Parse(Html(name));
        Squeeze(mail.Body!.TextContent).ShouldContain(Samples.Brand.PostalAddress);
        if (name != "mail-alert.html")
            mail.QuerySelectorAll("a").ShouldContain(link => link.GetAttribute("href") == Samples.Links.Unsubscribe);
    }

    [Fact]
    public void Notices_say_the_same_in_both_parts()
    {
        var (view, texts) = (Samples.Notice, Samples.Texts.For("de"));
        (string Html, string Text)[] pairs =
        [
            (Notice<ConfirmEmail>(), NoticeText.Confirm(view, Samples.Brand, texts)),
            (Notice<WelcomeEmail>(), NoticeText.Welcome(view, Samples.Brand, texts)),
            (Notice<ReceiptEmail>(), NoticeText.Receipt(view, Samples.Brand, texts)),
            (Notice<GoodbyeEmail>(), NoticeText.Goodbye(view, Samples.Brand, texts)),
        ];
        foreach (var (html, text) in pairs)
        {
            var mail = Parse(html);
            mail.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Distinct().ShouldBe(text.Split('\n').Where(line => line.StartsWith("https://", StringComparison.Ordinal)).Distinct(), ignoreOrder: true);
            foreach (var paragraph in mail.QuerySelectorAll("h1, td > p").Where(element => element.QuerySelector("a, br") is null))
                Squeeze(text).ShouldContain(Squeeze(paragraph.TextContent));
        }

        string Notice<T>()
            where T : IComponent => Rendering.Render<T>(("View", view), ("Brand", Samples.Brand), ("Texts", texts)).Value;
    }

    private static string Html(string name) => Pictures.All().Single(mail => mail.Name == name).Html;

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // RFC 2045 6.7, counted generously: "=" and all that is not ASCII takes three bytes, and every 72 bytes a soft break of three.
    private static int QuotedPrintableLength(string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html).Sum(octet => octet is (byte)'=' or > 126 ? 3 : 1);
        return bytes + bytes / 72 * 3;
    }
}
