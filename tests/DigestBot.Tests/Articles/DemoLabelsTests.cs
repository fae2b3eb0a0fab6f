using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

/// <summary>Types and topics of essays, features, reviews and releases, without feed, address or categories to help: tests/fixtures/labels/demo.json. The set of articles.json is half news, these are not.</summary>
public sealed class DemoLabelsTests(ITestOutputHelper output)
{
    [Fact]
    public void Essays_and_features_have_the_types_that_a_reader_would_give()
    {
        var wrong = All().Where(labelled => Analysis.Analyse(labelled.Article).Type is not { } type || !labelled.Types.Contains(type)).ToList();
        foreach (var labelled in wrong)
            output.WriteLine($"{labelled.Source}: {labelled.Types[0]} → {Analysis.Analyse(labelled.Article).Type ?? "none"}");
        (1 - (double)wrong.Count / All().Count()).ShouldBeGreaterThanOrEqualTo(.85);
        wrong.Count(labelled => Analysis.Analyse(labelled.Article).Type == "News").ShouldBeLessThanOrEqualTo(2, "prose of some length is no news for want of anything better");
    }

    [Fact]
    public void Things_that_a_story_mentions_are_not_its_topic()
    {
        var lexicon = TopicLexicon.Read(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "config", "topics.json")));
        int right = 0, answers = 0, covered = 0, withTopic = 0;
        foreach (var labelled in All())
        {
            var slugs = Topics.Score(lexicon, [], labelled.Article).Select(score => score.Slug).ToList();
            var wrong = slugs.Where(slug => !labelled.Topics!.Contains(slug) && !labelled.Allowed.Contains(slug)).ToList();
            if (wrong.Count > 0)
                output.WriteLine($"{labelled.Source}: {labelled.Topics!.FirstOrDefault("unknown")} → {string.Join(", ", wrong)}");
            answers += slugs.Count;
            right += slugs.Count - wrong.Count;
            withTopic += labelled.Topics!.Length > 0 ? 1 : 0;
            covered += labelled.Topics!.Length > 0 && slugs.Count > 0 ? 1 : 0;
        }

        output.WriteLine($"{right} of {answers} topics right, {covered} of {withTopic} articles covered");
        ((double)right / answers).ShouldBeGreaterThanOrEqualTo(.85);
        ((double)covered / withTopic).ShouldBeGreaterThanOrEqualTo(.7);
    }

    private static IEnumerable<LabelledArticle> All()
    {
        using var labels = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "labels", "demo.json")));
        return [.. labels.RootElement.EnumerateArray().Select(entry =>
        {
            var (source, article) = entry.TryGetProperty("demo", out var demo)
                ? (demo.GetString()!, OfDemo(demo.GetString()!))
                : (entry.GetProperty("article").GetString()!, OfFixture(entry.GetProperty("article").GetString()!));
            return new LabelledArticle(source, article.Language ?? "", false, false, entry.TryGetProperty("type", out var type) ? [type.GetString()!] : Strings(entry, "types"), Strings(entry, "topics"), Strings(entry, "allowed"), article);
        })];
    }

    private static string[] Strings(JsonElement entry, string name) => entry.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static ArticleText OfDemo(string name)
    {
        var page = PageReader.Read(File.ReadAllBytes(Path.Combine(Corpora.ProjectRoot, "src", "DigestBot", "Demo", "site", name + ".html")), "text/html", new Uri("file:///"));
        return new ArticleText(page.Title, page.Text, page.Blocks, page.Language, page.CanonicalUrl, []);
    }

    private static ArticleText OfFixture(string name) => ArticleFixture.Read(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "articles", name + ".txt")).Article;
}
