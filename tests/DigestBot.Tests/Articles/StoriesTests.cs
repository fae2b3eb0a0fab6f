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
    public void A_fingerprint_never_changes_since_it_is_stored()
    {
        var text = Fixtures["essay-maintenance"].Text;
        var print = StoryFingerprint.Of(text)!;
        print[0].ShouldBe(StoryFingerprint.Version);
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(print))[..16].ShouldBe("d82521d57857ff9b");
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(StoryFingerprint.Of(Fixtures["japanese-shokunin"].Text)!))[..16].ShouldBe("c6e1438184deca6b");
        StoryFingerprint.Of(text.ToUpperInvariant()).ShouldBe(print);
        StoryFingerprint.Of(text.Replace('\'', '’')).ShouldBe(print);
    }

    [Fact]
    public void A_fingerprint_of_another_making_or_with_damage_is_like_no_other()
    {
        var print = StoryFingerprint.Of(Fixtures["essay-maintenance"].Text)!;
        var earlier = new byte[260]; // a count and 64 minima, as they were stored once
        earlier[0] = StoryFingerprint.Version;
        foreach (var strange in new[] { earlier, [], print[..^1], [.. print, 0], [1, .. print[1..]], [StoryFingerprint.Version, 255, 255] })
        {
            StoryFingerprint.SameStory(print, strange).ShouldBeFalse();
            StoryFingerprint.SameStory(strange, strange).ShouldBeFalse();
            StoryFingerprint.Containment(strange, print).ShouldBe(0);
            StoryFingerprint.Keys(strange).ShouldBeEmpty();
        }

        StoryFingerprint.SameStory(print, print).ShouldBeTrue();
        StoryFingerprint.SameStory(null, null).ShouldBeFalse();
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
