using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Wire.Html;

/// <summary>What pages by others say of themselves, beside what reader mode makes of it. Rates are printed for all pages and for either half.</summary>
public sealed partial class PageMetadataCorpusTests(ITestOutputHelper output)
{
    /// <summary>Pages whose reference names nobody who wrote them, looked at by eye. What we print there is held to the rules of a name alone.</summary>
    private static readonly Dictionary<string, string> WrongReferences = new()
    {
        ["herald-sun-1"] = "the author of another article, out of a teaser; the page's own stands in its meta element",
        ["ietf-1"] = "the second of two authors alone",
        ["royal-road"] = "a button's text",
        ["salon-1"] = "the author of another article, out of a menu; the page's own is marked rel=author",
        ["seattletimes-1"] = "a date",
        ["yahoo-4"] = "an entry of the menu",
    };

    [Theory]
    [InlineData("title", .91)]
    [InlineData("siteName", .97)]
    [InlineData("publishedTime", .97)]
    [InlineData("lang", .97)]
    public void What_reader_mode_finds_stated_is_found(string field, double floor) =>
        Rate(field, (_, want, page) => Same(field, want, page)).ShouldBeGreaterThan(floor);

    [Fact]
    public void Authors_are_those_of_reader_mode_wherever_it_names_one()
    {
        var raw = Rate("byline", (_, want, page) => page.Byline == WithoutBy(want));
        var clean = Rate("byline, without its dates and addresses", (_, want, page) => page.Byline == NameAlone(want));
        var judged = Rate("byline, where the reference names who wrote the page", (name, want, page) => WrongReferences.ContainsKey(name) ? null : page.Byline == NameAlone(want));
        raw.ShouldBeGreaterThan(.78);
        clean.ShouldBeGreaterThan(.83);
        judged.ShouldBeGreaterThan(.95);
    }

    [Fact]
    public void A_byline_is_a_name_and_nothing_else()
    {
        var named = 0;
        foreach (var (folder, page) in PageCorpusTests.ReaderPages())
        {
            if (page.Byline is not { } byline)
                continue;
            named++;
            var name = Path.GetFileName(folder);
            byline.ShouldNotContain("@", Case.Sensitive, name);
            byline.ShouldNotContain("://", Case.Sensitive, name);
            Year().IsMatch(byline).ShouldBeFalse($"{name}: {byline}");
            Button().IsMatch(byline).ShouldBeFalse($"{name}: {byline}");
            byline.Length.ShouldBeLessThan(120, name);
        }
        named.ShouldBeGreaterThan(35);
    }

    private double Rate(string field, Func<string, string, Page, bool?> same)
    {
        var (stated, found) = (new int[2], new int[2]);
        foreach (var (number, (folder, page)) in PageCorpusTests.ReaderPages().Index())
        {
            var name = Path.GetFileName(folder);
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected-metadata.json")));
            if (!expected.RootElement.TryGetProperty(field.Split(',')[0], out var value) || value.ValueKind != JsonValueKind.String || Fold(value.GetString()!) is not { Length: > 0 } want || same(name, want, page) is not { } hit)
                continue;
            stated[number % 2]++;
            found[number % 2] += hit ? 1 : 0;
            if (!hit)
                output.WriteLine($"{name}: {want}{(WrongReferences.GetValueOrDefault(name) is { } why && field.StartsWith("byline", StringComparison.Ordinal) ? " (" + why + ")" : "")}");
        }
        var rate = (double)found.Sum() / stated.Sum();
        output.WriteLine(FormattableString.Invariant($"{field}: {found.Sum()} of {stated.Sum()}, {100 * rate:F1} %; even {found[0]} of {stated[0]}, odd {found[1]} of {stated[1]}"));
        return rate;
    }

    private static bool Same(string field, string want, Page page) => field switch
    {
        "title" => page.Title == want,
        "siteName" => page.Site == want,
        "lang" => string.Equals(page.Language, want, StringComparison.OrdinalIgnoreCase),
        _ => page.Published == DateTimeOffset.Parse(want, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    private static string WithoutBy(string byline) => byline.StartsWith("By ", StringComparison.OrdinalIgnoreCase) ? byline[3..] : byline;

    private static string NameAlone(string byline) => DateBehind().Replace(Address().Replace(WithoutBy(byline), ""), "");

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\s*\(https?://[^)]*\)")]
    private static partial Regex Address();

    [GeneratedRegex(@" (January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}$")]
    private static partial Regex DateBehind();

    [GeneratedRegex(@"\b(19|20)\d\d\b")]
    private static partial Regex Year();

    [GeneratedRegex("^(by|follow|about|share|view all|posts by|more|a note)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Button();
}
