using DigestBot.Articles;
using DigestBot.Articles.Slop;
using DigestBot.Model;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles.Slop;

/// <summary>The rules of config/slop.json as they are shipped.</summary>
public class SlopFilterTests
{
    private static readonly Home Home = new(Corpora.ProjectRoot, Corpora.ProjectRoot);
    private static readonly SlopRules Rules = ConfigFiles.Slop(Home, SlopMode.Mark);
    private static readonly SlopFilter Filter = new(Rules, SlopMode.Mark);

    private static readonly ArticleText Plain = SlopSamples.Honest["business prose with two worn phrases"];

    public static TheoryData<string> Slop => [.. SlopSamples.Slop.Keys];

    public static TheoryData<string> Honest => [.. SlopSamples.Honest.Keys];

    [Theory, MemberData(nameof(Slop))]
    public void Slop_is_found_and_the_reasons_are_named(string sample)
    {
        var article = SlopSamples.Slop[sample];
        var mark = Filter.Judge(article, article.Language, null, null);
        Filter.IsSlop(mark).ShouldBeTrue(mark.ToString() + mark.Score);
        mark.Reasons.ShouldAllBe(reason => reason.Rule.Length > 0 && reason.Found.Length > 0 && reason.Weight > 0);
        mark.Declared.ShouldBe(sample.Contains("declaration", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Honest))]
    public void What_people_write_is_not(string sample)
    {
        var article = SlopSamples.Honest[sample];
        var mark = Filter.Judge(article, article.Language, null, null);
        Filter.IsSlop(mark).ShouldBeFalse(mark.ToString());
    }

    [Theory]
    [InlineData("<meta name=\"generator\" content=\"Jasper AI 2.1\">", "declared: generator")]
    [InlineData("<meta name=\"ai-generated\" content=\"true\">", "declared: ai-generated")]
    [InlineData("<meta name=\"author\" content=\"ChatGPT\">", "declared: author")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"ChatGPT\"}}</script>", "declared: author")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"creativeWorkStatus\":\"AI-generated\"}</script>", "declared: creativeWorkStatus")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"digitalSourceType\":\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"}</script>", "declared: digitalSourceType")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"digitalSourceType\":{\"@id\":\"https://schema.org/TrainedAlgorithmicMedia\"}}</script>", "declared: digitalSourceType")]
    [InlineData("<meta name=\"generator\" content=\"WordPress 6.5\">", null)]
    [InlineData("<meta name=\"ai-generated\" content=\"false\">", null)]
    [InlineData("<meta name=\"author\" content=\"Ai Weiwei\">", null)]
    [InlineData("<meta name=\"author\" content=\"Claude Monet\">", null)]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"image\":{\"@type\":\"ImageObject\",\"digitalSourceType\":\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"}}</script>", null)]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"digitalSourceType\":\"http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia\"}</script>", null)]
    public void What_a_page_declares_is_believed(string head, string? rule)
    {
        var html = $"<html lang=\"en\"><head><title>Quarterly letter</title>{head}</head><body><article>{string.Concat(Plain.Text.Split("\n\n").Select(p => $"<p>{p}</p>"))}</article></body></html>";
        var page = PageReader.Read(System.Text.Encoding.UTF8.GetBytes(html), "text/html", new Uri("https://paper.example/a"));
        var mark = Filter.Judge(Plain, "en", page.Byline, page.Origin);
        mark.Reasons.Where(reason => reason.Declared).Select(reason => reason.Rule).ShouldBe(rule is null ? [] : [rule]);
        Filter.IsSlop(mark).ShouldBe(rule is not null);
    }

    [Theory]
    [InlineData("https://farm.example/a", true)]
    [InlineData("https://www.FARM.example./a", true)]
    [InlineData("http://news.deep.farm.example:8080/a", true)]
    [InlineData("https://notfarm.example/a", false)]
    [InlineData("https://farm.example.org/a", false)]
    [InlineData("https://paper.example/?u=farm.example", false)]
    [InlineData("", false)]
    [InlineData("not an address", false)]
    public void A_blocked_host_is_blocked_with_its_subdomains(string url, bool blocked)
    {
        var filter = new SlopFilter(Rules with { BlockedHosts = ["farm.example"] }, SlopMode.Mark);
        filter.IsSlop(filter.Judge(Plain with { Url = url }, "en", null, null)).ShouldBe(blocked);
    }

    [Fact]
    public void Phrases_are_found_whatever_their_case_and_apostrophe_and_only_as_whole_words()
    {
        Score("IT’S IMPORTANT TO NOTE that the well is deep.").ShouldBe(14);
        Score("It's important to note that the well is deep, and it's important to note that it is cold.").ShouldBe(14, "each phrase counts once");
        Score("They redelve into the well.").ShouldBe(0);
        Score("She said “let's delve into it” and left.").ShouldBe(0);
        Score("She said \"let's delve into it\" and left. We delve into it too.").ShouldBe(14);
        Score("Der Satz „wir delve into it“ ist falsch. We delve into it.").ShouldBe(14);
        Score("An inch mark 6\" was left open here. We delve into it.").ShouldBe(14);
    }

    [Fact]
    public void A_long_text_may_have_more_worn_phrases_than_a_short_one()
    {
        var article = SlopSamples.Slop["clichés about productivity"];
        var padded = article with { Text = article.Text + string.Concat(Enumerable.Range(0, 300).Select(i => $"\n\nOn day {i} the keeper wrote {i * 7} words about weather, wind, ships and birds in the log.")) };
        Filter.IsSlop(Filter.Judge(padded, "en", null, null)).ShouldBeFalse();
    }

    [Fact]
    public void Off_looks_for_nothing() =>
        new SlopFilter(Rules, SlopMode.Off).Judge(SlopSamples.Slop["an assistant's apology"], "en", "ChatGPT", null).Reasons.ShouldBeEmpty();

    [Fact]
    public void Hostile_text_takes_bounded_time()
    {
        foreach (var text in (string[])[new string('“', 400_000), string.Concat(Enumerable.Repeat("delve into ", 40_000)), string.Concat(Enumerable.Repeat("\"delve into\" ", 30_000)), new string('a', 1_000_000), "\ud800delve into\udc00", string.Concat(Enumerable.Repeat("a. ", 130_000))])
        {
            var before = TimeProvider.System.GetTimestamp();
            Filter.Judge(SlopSamples.Of("x", "en", text), "en", text[..Math.Min(text.Length, 100_000)], null).Reasons.Count.ShouldBeLessThan(10);
            TimeProvider.System.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void A_mark_survives_its_row()
    {
        var mark = Filter.Judge(SlopSamples.Slop["clichés about productivity"], "en", "ChatGPT", null);
        var read = SlopMark.Parse(mark.ToJson()).ShouldNotBeNull();
        read.Reasons.ShouldBe(mark.Reasons);
        SlopMark.Parse("").ShouldBeNull();
        SlopMark.Parse("{").ShouldBeNull();
        SlopMark.Parse("[null]").ShouldBeNull();
    }

    private static int Score(string text) => Filter.Judge(SlopSamples.Of("A title", "en", text), "en", null, null).Score;
}
