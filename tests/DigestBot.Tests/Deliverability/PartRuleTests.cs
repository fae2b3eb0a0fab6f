using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DigestBot.Templates;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Deliverability;

public sealed partial class PartRuleTests
{
    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task Both_parts_have_the_same_links(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var plain = Address().Matches(mail.Text).Select(match => match.Value).Distinct().ToList();
        mail.Links.Select(link => link.Url).Distinct().ShouldBe(plain, ignoreOrder: true);
        plain.Count.ShouldBeGreaterThan(mail.Sort.Name == "digest" ? 40 : 0);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task Both_parts_have_the_same_titles_and_the_same_words(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var plain = Squeezed(mail.Text);
        var headings = mail.Page.QuerySelectorAll("h1, h2, h3").Select(heading => Squeezed(heading.TextContent)).ToList();
        headings.ShouldNotBeEmpty();
        foreach (var heading in headings) plain.ShouldContain(heading);
        foreach (var paragraph in mail.Page.QuerySelectorAll("p:not(.b), li").Where(p => p.QuerySelector("a") is null).Select(Spoken))
            plain.ShouldContain(paragraph);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task Both_parts_say_who_writes_from_where_and_how_to_leave(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var shown = Squeezed(mail.Page.Body!.TextContent);
        foreach (var part in new[] { shown, Squeezed(mail.Text) })
        {
            part.ShouldContain("DigestBot · " + FurnishedHome.PostalAddress);
            part.ShouldContain("editors@news.example.net");
            if (mail.Row.SubscriberId is not null) part.ShouldContain(mail.Row.Recipient);
        }

        if (!mail.Sort.Subscription)
        {
            mail.OwnLinks.ShouldAllBe(url => !url.Contains("/unsubscribe/", StringComparison.Ordinal));
            return;
        }

        mail.Text.ShouldContain(mail.Unsubscribe);
        var link = mail.Page.QuerySelectorAll("a").Where(a => a.GetAttribute("href") == mail.Unsubscribe).ShouldHaveSingleItem();
        link.TextContent.Trim().Length.ShouldBeGreaterThan(3);
        for (var element = link; element is not null; element = element.ParentElement) (element.GetAttribute("style") ?? "").ShouldNotContain("display:none");
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task The_line_beside_the_subject_is_there_and_is_not_white_on_white(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        var hidden = mail.Page.Body!.FirstElementChild.ShouldNotBeNull();
        var style = hidden.GetAttribute("style").ShouldNotBeNull();
        style.ShouldContain("display:none");
        hidden.TextContent.Trim().Length.ShouldBeGreaterThan(10);
        // A filter looks at the colours of what is hidden, too: HTML_FONT_LOW_CONTRAST.
        var paper = mail.Page.Body!.GetAttribute("bgcolor").ShouldNotBeNull();
        Palette.Contrast(Color().Match(style).Groups["color"].Value, paper).ShouldBeGreaterThanOrEqualTo(Palette.ReadableContrast);
    }

    [Theory, MemberData(nameof(Mails))]
    public async Task Plain_lines_take_72_columns_and_no_address_is_broken(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        foreach (var line in mail.Wrapped.ReplaceLineEndings("\n").Split('\n'))
            if (line.TrimEnd(' ').Contains(' ', StringComparison.Ordinal))
                ColumnWidth.Of(line.TrimEnd(' ')).ShouldBeLessThanOrEqualTo(73, line); // with a space that stands before "From "
        foreach (var (url, _) in mail.Links) mail.Wrapped.ReplaceLineEndings("\n").Split('\n').ShouldContain(url);
    }

    // A line break parts words as a space does.
    private static string Spoken(IElement paragraph) =>
        Squeezed(string.Concat(paragraph.Descendants().Select(node => node is IText text ? text.Data : node is IHtmlBreakRowElement ? " " : "")));

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"https?://[^\s<>“”]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("(^|;)color:(?<color>#[0-9a-f]{6})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Color();
}
