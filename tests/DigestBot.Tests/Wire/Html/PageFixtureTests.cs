using System.Text.Json;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>Each page in tests/fixtures/pages is read as the .txt (blocks, each with its tag) and the .json (what the page says of itself) beside it say.</summary>
public class PageFixtureTests
{
    private static readonly string Folder = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "pages");

    public static TheoryData<string> Names() =>
        new(Directory.GetFiles(Folder, "*.html").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void A_page_is_read_as_its_expectation_says(string name)
    {
        var page = Read(name);
        Blocks(page).ShouldBe(File.ReadAllText(Path.Combine(Folder, name + ".txt")).TrimEnd());
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        var actual = JsonSerializer.SerializeToElement(new { page.Title, page.Byline, page.Site, page.Published, page.Language, page.CanonicalUrl, page.Description, page.Image, page.Reason }, JsonSerializerOptions.Web);
        foreach (var fact in expected.RootElement.EnumerateObject())
            actual.GetProperty(fact.Name).ToString().ShouldBe(fact.Value.ToString(), fact.Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void Blocks_cover_the_text_with_one_blank_line_between_them(string name)
    {
        var page = Read(name);
        string.Join("\n\n", page.Blocks.Select(b => page.Text.Substring(b.Start, b.Length))).ShouldBe(page.Text);
        page.Blocks.ShouldAllBe(b => b.Length > 0);
        (page.Text.Length > 0 || page.Reason is not null).ShouldBeTrue("a page without text says why");
    }

    private static Page Read(string name) =>
        PageReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".html")), "text/html", new Uri($"https://pages.example/articles/{name}.html"));

    private static string Blocks(Page page) =>
        string.Join("\n\n", page.Blocks.Select(b => $"[{b.Tag}] {page.Text.Substring(b.Start, b.Length)}"));
}
