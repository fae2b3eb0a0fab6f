using System.Text;
using DigestBot.Wire.Html;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>What a feed's words are when they leave the parser: fit to be shown, whatever the feed says.</summary>
public sealed class NastyTitleTests
{
    [Theory]
    [InlineData("&lt;b&gt;bold&lt;/b&gt; &amp;amp; &amp;lt;i&amp;gt;", "bold & <i>")] // RSS titles are HTML: tags go, references resolve once
    [InlineData("a&lt;script&gt;alert(1)&lt;/script&gt;b", "a b")]
    [InlineData("safe&#x202E;exe.gnp&#x2066;x", "safeexe.gnpx")]
    [InlineData("ze&#x200B;ro&#xFEFF; wi&#xAD;dth&#x2060;", "zero width")]
    [InlineData("nul&#0;&#x1b;[31m&#xFFFE;&#xD83D;", "nul[31m")]
    [InlineData("two&#x2028;lines&#10;and&#9;more", "two lines and more")]
    [InlineData("👩‍👩‍👧‍👦 🇩🇪", "👩‍👩‍👧‍👦 🇩🇪")]
    public void A_title_is_one_line_of_visible_text(string given, string shown) => Item($"<title>{given}</title>").Title.ShouldBe(shown);

    [Fact]
    public void A_title_of_nothing_visible_is_none_and_a_long_one_ends_between_characters()
    {
        Item("<title>&#x200B;&#x3164;&#x202E;</title>").Title.ShouldBeNull();
        var title = Item("<title>" + string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 2000)) + "</title>").Title!;
        title.Length.ShouldBeLessThanOrEqualTo(1000);
        title.ShouldEndWith("👩‍👩‍👧‍👦…");
    }

    [Fact]
    public void Authors_and_labels_are_cleaned_alike_in_every_format()
    {
        const string nasty = "E\u202eve\u200b\u0301\u0301\u0301\u0301\u0301\u0301";
        const string clean = "Eve\u0301\u0301\u0301\u0301";
        var rss = Item($"<title>x</title><dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{nasty}</dc:creator><category>{nasty}</category>");
        (rss.Author, rss.Categories.Single()).ShouldBe((clean, clean));
        var json = FeedParser.Parse(Encoding.UTF8.GetBytes($$"""{"version":"https://jsonfeed.org/version/1.1","title":"{{nasty}}","items":[{"id":"1","title":"{{nasty}}","authors":[{"name":"{{nasty}}"}]},{"id":"2","title":"half \ud83d"}]}"""));
        (json.Title, json.Items[0].Title, json.Items[0].Author).ShouldBe((clean, clean, clean));
        json.Items.Count.ShouldBe(2);
    }

    [Fact]
    public void Blocks_of_a_main_text_are_ranges_of_what_was_cleaned()
    {
        var (text, blocks) = HtmlText.FromFragment("<p>\u202eOne \u200btwo\u2069 three.</p><p>\u200b\u202e</p><p>Zalgo" + new string('\u0336', 300) + " end.</p>", null);
        text.ShouldBe("One two three.\n\nZalgo\u0336\u0336\u0336\u0336 end.");
        blocks.Select(block => text.Substring(block.Start, block.Length)).ShouldBe(["One two three.", "Zalgo\u0336\u0336\u0336\u0336 end."]);
    }

    private static FeedItem Item(string inside) =>
        FeedParser.Parse(Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>t</title><item>{inside}</item></channel></rss>")).Items.Single();
}
