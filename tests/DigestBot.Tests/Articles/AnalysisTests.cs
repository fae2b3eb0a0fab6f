using System.Globalization;
using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class AnalysisTests(ITestOutputHelper output)
{
    public static TheoryData<string> Fixtures => [.. ArticleFixture.All().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void An_article_gives_the_card_that_its_reader_expects(string name)
    {
        var fixture = ArticleFixture.All().First(f => f.Name == name);
        var text = fixture.Article.Text;
        var analysis = Analysis.Analyse(fixture.Article);
        var summary = analysis.Summary.Select(s => s.Of(text).ToString()).ToList();
        var quotes = analysis.Quotes.Select(s => s.Of(text).ToString()).ToList();
        output.WriteLine($"{fixture.Article.Title}\n{analysis.Minutes} min ({analysis.Words} words) · {analysis.Language} · {analysis.Type}\nSummary: {string.Join(" / ", summary)}");
        foreach (var quote in quotes)
            output.WriteLine($"  “{quote}”");

        if (fixture.Facts["Type"].FirstOrDefault() is { } type)
            analysis.Type.ShouldBe(type);
        analysis.Language.ShouldBe(fixture.Facts["Language"].Single());
        quotes.Count.ShouldBeInRange(Bound(fixture, "Quotes", 0, "0-4"), Bound(fixture, "Quotes", 1, "0-4"));
        summary.Count.ShouldBeInRange(Bound(fixture, "Summary", 0, "2-4"), Bound(fixture, "Summary", 1, "2-4"));
        if (fixture.Facts["Minutes"].FirstOrDefault() is { } minutes)
            analysis.Minutes.ShouldBe(int.Parse(minutes, CultureInfo.InvariantCulture));
        foreach (var phrase in fixture.Facts["Must-not-quote"])
            quotes.ShouldAllBe(q => !q.Contains(phrase, StringComparison.Ordinal));
        foreach (var phrase in fixture.Facts["Must-not-summarise"])
            summary.ShouldAllBe(s => !s.Contains(phrase, StringComparison.Ordinal));
        quotes.Intersect(summary).ShouldBeEmpty();
        quotes.Select(q => Paragraph(text, q)).ShouldBeUnique();
    }

    private static int Paragraph(string text, string quote) => text[..text.IndexOf(quote, StringComparison.Ordinal)].Split("\n\n").Length;

    private static int Bound(ArticleFixture fixture, string fact, int side, string otherwise) =>
        int.Parse((fixture.Facts[fact].FirstOrDefault() ?? otherwise).Split('-')[side], CultureInfo.InvariantCulture);
}
