using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class StoriesTests
{
    private static readonly Dictionary<string, ArticleText> Fixtures = ArticleFixture.All().ToDictionary(f => f.Name, f => f.Article);

    [Fact]
    public void A_copy_with_another_beginning_and_boilerplate_is_the_same_story()
    {
        foreach (var name in new[] { "news-dateline", "japanese-shokunin", "german-bahn", "hindi-nadi" })
        {
            var text = Fixtures[name].Text;
            var paragraphs = text.Split("\n\n");
            var copy = "An editor's note that the others do not have, of some length.\n\n" + string.Join("\n\n", paragraphs.Skip(2).SkipLast(2)) + "\n\nMore from this site: weather, sport, and everything else that is never read.";
            StoryFingerprint.SameStory(StoryFingerprint.Of(text), StoryFingerprint.Of(copy)).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void Different_articles_are_different_stories()
    {
        var prints = Fixtures.Values.Select(a => StoryFingerprint.Of(a.Text)).OfType<byte[]>().ToList();
        for (var i = 0; i < prints.Count; i++)
            for (var j = i + 1; j < prints.Count; j++)
                StoryFingerprint.Similarity(prints[i], prints[j]).ShouldBeLessThan(.1);
    }

    [Fact]
    public void An_excerpt_is_contained_in_its_article()
    {
        var text = Fixtures["essay-maintenance"].Text;
        var excerpt = StoryFingerprint.Of(text[..(text.Length / 3)]);
        StoryFingerprint.Containment(StoryFingerprint.Of(text), excerpt).ShouldBeGreaterThan(.5);
    }

    [Fact]
    public void A_text_too_short_has_no_fingerprint() => StoryFingerprint.Of("Closed on Monday.").ShouldBeNull();

    [Fact]
    public void A_fingerprint_never_changes_since_it_is_stored() =>
        Convert.ToHexString(StoryFingerprint.Of(Fixtures["essay-maintenance"].Text.ToUpperInvariant())!)[..24].ShouldBe(Convert.ToHexString(StoryFingerprint.Of(Fixtures["essay-maintenance"].Text)!)[..24]);

    [Fact]
    public void Articles_about_the_same_things_are_related_and_copies_are_not()
    {
        var asking = ArticleTerms.Of("Building a guitar", "The maker of a guitar listens to the wood. An instrument is never finished, and the workshop smells of glue and walnut.", "en");
        RelatedCandidate[] candidates = [.. Fixtures.Where(f => f.Value.Language is null or "en-US").Select((f, i) => new RelatedCandidate(i, ArticleTerms.Of(f.Value.Title, f.Value.Text, "en"), f.Key))];
        var luthier = candidates.Single(c => c.Story == "interview-luthier");
        Related.Rank(asking, candidates)[0].ShouldBe(luthier.Id);
        Related.Rank(asking, candidates, story: "interview-luthier").ShouldNotContain(luthier.Id);
        Related.Rank(ArticleTerms.Of("Zzz", "Qqq www.", "en"), candidates).ShouldBeEmpty();
    }

    [Fact]
    public void Terms_are_read_back_as_they_were_written()
    {
        foreach (var article in Fixtures.Values)
        {
            var terms = ArticleTerms.Of(article.Title, article.Text, article.Language);
            ArticleTerms.Parse(terms.ToString()).Terms.ShouldBe(terms.Terms);
            terms.ToString().Length.ShouldBeLessThan(1200);
        }
        ArticleTerms.Parse("a b: :3 c:x d:2 e:-1").Terms.ShouldBe([("d", 2.0)]);
        ArticleTerms.Parse(null).Terms.ShouldBeEmpty();
    }
}
