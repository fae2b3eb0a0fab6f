using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DigestBot.Web.Pages;

namespace DigestBot.Tests.Templates;

public sealed class PageTests
{
    public static TheoryData<string> Pages => [.. PageSamples.All().Select(page => page.Name)];

    [Theory, MemberData(nameof(Pages))]
    public void Every_page_obeys_its_content_security_policy(string name)
    {
        var page = Parse(name);
        page.QuerySelectorAll("[style], style, script:not([src]), img, iframe, object, base").ShouldBeEmpty();
        page.QuerySelectorAll("script, link").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")).ShouldBe(["/brand.css", "/app.css", "/icon.svg", "/app.js"]);
        page.QuerySelectorAll("*").SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
        page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ShouldAllBe(href => href.StartsWith('/') || href.StartsWith('#') || href.StartsWith("https://", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_page_has_a_title_a_heading_and_a_name_for_each_field(string name)
    {
        var page = Parse(name);
        page.Title.ShouldNotBeNullOrEmpty();
        page.DocumentElement.GetAttribute("lang").ShouldBe(name.Contains("-fr", StringComparison.Ordinal) ? "fr" : "en");
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.QuerySelector("a.skip")!.GetAttribute("href").ShouldBe("#content");
        foreach (var field in page.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
            (field.Closest("label") ?? page.QuerySelector($"label[for={field.Id}]")).ShouldNotBeNull(field.OuterHtml);
        page.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
        foreach (var id in page.QuerySelectorAll("[aria-describedby]").SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' ')))
            page.GetElementById(id).ShouldNotBeNull(id);
    }

    [Fact]
    public void The_signup_form_sends_its_fields_and_previews_without_a_script()
    {
        var form = Parse("page-signup.html").QuerySelector("form")!;
        form.GetAttribute("method").ShouldBe("post");
        form.QuerySelectorAll("input, select").Select(field => field.GetAttribute("name")).Distinct().ShouldBe(["has", "topic", "email", "frequency", "weekday", "day", "monthDay", "time", "time2", "zone", "language", "budget", "readLanguage", "website"]);
        form.QuerySelectorAll("input[name=topic][checked]").Select(field => field.GetAttribute("value")).ShouldBe(["technology", "design"]);
        form.QuerySelector("select[name=zone] option[selected]")!.GetAttribute("value").ShouldBe("Europe/Berlin");
        form.QuerySelector("input[name=email]")!.GetAttribute("value").ShouldBe("reader@");
        form.QuerySelectorAll("button")[0].HasAttribute("formmethod").ShouldBeFalse("the enter key subscribes");
        var preview = form.QuerySelectorAll("button")[1];
        (preview.GetAttribute("formmethod"), preview.GetAttribute("formaction"), preview.HasAttribute("formnovalidate")).ShouldBe(("get", "/#preview", true));
    }

    [Fact]
    public void An_error_leads_to_its_field()
    {
        var page = Parse("page-signup-errors.html");
        page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).ShouldBe(["#email", "#topics", "#budget"]);
        page.QuerySelectorAll(".errors li").Length.ShouldBe(4, "one is about no field");
        page.QuerySelector("#email")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.QuerySelector("#email")!.GetAttribute("aria-describedby").ShouldBe("error-1 email-hint");
        page.QuerySelector("#topics")!.GetAttribute("aria-describedby").ShouldBe("error-2");
        page.QuerySelector("#zone")!.HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public void Preferences_save_pause_resume_export_erase_and_leave()
    {
        var page = Parse("page-preferences.html");
        page.QuerySelector("form")!.GetAttribute("action").ShouldBe("/p/abcdefgh");
        page.QuerySelectorAll("button[name=action]").Select(button => button.GetAttribute("value")).ShouldBe(["save", "pause", "resume"]);
        page.QuerySelector("input[name=pause_until]")!.GetAttribute("aria-describedby").ShouldBe("error-1");
        page.QuerySelectorAll("main ul.links a").Select(link => link.GetAttribute("href")).ShouldBe(["/p/abcdefgh/export", "/p/abcdefgh/erase", "/u/abcdefgh"]);
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public void Strangers_markup_on_a_page_is_shown_as_words()
    {
        foreach (var name in new[] { "page-digest.html", "page-status.html", "page-mail.html" })
        {
            var main = Parse(name).QuerySelector("main")!;
            main.QuerySelectorAll("script, style, img, form, input, svg, i").ShouldBeEmpty();
            main.TextContent.ShouldContain("<script>alert(");
            main.InnerHtml.ShouldNotContain("href=\"javascript:");
        }
    }

    [Fact]
    public void The_web_card_has_the_links_of_the_mail_card()
    {
        var web = new HtmlParser().ParseDocument(PageSamples.Cards(Samples.Texts.English, Samples.Full).Value);
        var mail = new HtmlParser().ParseDocument(Samples.Card(Samples.Full).Value);
        web.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldBe(mail.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        web.QuerySelectorAll("h3").Select(heading => heading.TextContent).ShouldBe(mail.QuerySelectorAll("h3").Select(heading => heading.TextContent));
    }

    [Fact]
    public void Every_message_has_words_in_every_language()
    {
        foreach (var texts in Samples.Texts.All)
            foreach (var message in new[] { Messages.Sent(texts, "a@example.org"), Messages.Confirm(texts, "a@example.org", "/c/x"), Messages.Confirmed(texts, "daily", "/p/x"), Messages.Unsubscribe(texts, "a@example.org", "/u/x", "/p/x"), Messages.Unsubscribed(texts, "/"), Messages.Erase(texts, "a@example.org", "/p/x/erase", "/p/x"), Messages.Erased(texts), Messages.InvalidLink(texts), Messages.Missing(texts), Messages.Error(texts), Messages.TooMany(texts) })
                PageSamples.Page<MessagePage>(message, texts).ShouldContain("<h1>");
    }

    private static IDocument Parse(string name) => new HtmlParser().ParseDocument(PageSamples.All().Single(page => page.Name == name).Html);
}
