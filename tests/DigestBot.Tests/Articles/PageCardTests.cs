using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

/// <summary>Pages that are no plain article, from their bytes to their card: a sensible card, or honestly less. The pages are those of tests/fixtures/pages.</summary>
public sealed class PageCardTests
{
    private static readonly string Folder = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "pages");

    [Theory]
    [InlineData("blog-essay", "Insight", 2, "A loaf that failed is worth more ink than a loaf that rose.")]
    [InlineData("pull-quotes", null, 2, "The ferry still leaves at ten")]
    [InlineData("news-sidebar", "News", 2, null)]
    [InlineData("changelog-page", "Release", 0, "The first version that needs no network")]
    [InlineData("transcript-page", null, 0, "The metal settles, and the note comes down a hair, so we cast it sharp. — FOUNDER")]
    [InlineData("listicle", null, 0, null)]
    [InlineData("recipe-page", null, 2, null)]
    [InlineData("recipe-data-only", null, 0, null)]
    [InlineData("paper-abstract", null, 0, null)]
    [InlineData("podcast-notes", "Podcast", 0, null)]
    [InlineData("paywall-stub", null, 0, null)]
    [InlineData("teaser-plea", null, 0, null)]
    [InlineData("repository-page", null, 0, null)]
    [InlineData("video-page", null, 0, null)]
    [InlineData("code-page", null, 0, null)]
    [InlineData("scripts-only", null, 0, null)]
    public void A_page_that_is_no_plain_article_gives_a_sensible_card_or_less(string name, string? type, int fewestOfSummary, string? quote)
    {
        var (article, analysis) = Read(name);
        if (type is not null)
            analysis.Type.ShouldBe(type);
        if (fewestOfSummary == 0)
            analysis.Summary.ShouldBeEmpty(); // the card has the snippet alone
        else
            analysis.Summary.Count.ShouldBeInRange(fewestOfSummary, 4);
        if (quote is not null)
            Quotes(article, analysis).ShouldContain(q => q.StartsWith(quote, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("recipe-page")]
    [InlineData("recipe-data-only")]
    [InlineData("paper-abstract")]
    [InlineData("podcast-notes")]
    [InlineData("paywall-stub")]
    [InlineData("teaser-plea")]
    [InlineData("video-page")]
    [InlineData("code-page")]
    [InlineData("scripts-only")]
    public void A_page_with_nothing_to_quote_has_no_quotes(string name)
    {
        var (article, analysis) = Read(name);
        Quotes(article, analysis).ShouldBeEmpty();
    }

    [Fact]
    public void A_Show_HN_link_is_a_discussion_without_a_summary()
    {
        var page = new ArticleText("Show HN: A tide table that needs no network", "Hi! I made a thing for my father, who sails. It is one file. Tell me what breaks.", [], null, "https://news.ycombinator.com/item?id=1", []);
        var analysis = Analysis.Analyse(page);
        analysis.Type.ShouldBe("Discussion");
        analysis.Summary.ShouldBeEmpty();
        analysis.Quotes.ShouldBeEmpty();
    }

    private static IEnumerable<string> Quotes(ArticleText article, ArticleAnalysis analysis) =>
        analysis.Quotes.Select(q => q.Of(article.Text).ToString() + (q.Speaker is { } speaker ? " — " + speaker.Of(article.Text).ToString() : ""));

    private static (ArticleText Article, ArticleAnalysis Analysis) Read(string name)
    {
        var address = new Uri($"https://pages.example/articles/{name}.html");
        var page = PageReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".html")), "text/html", address);
        var article = new ArticleText(page.Title, page.Text, page.Blocks, page.Language, page.CanonicalUrl ?? address.AbsoluteUri, []);
        return (article, Analysis.Analyse(article));
    }
}
