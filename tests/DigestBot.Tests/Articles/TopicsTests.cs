using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class TopicsTests
{
    private static readonly TopicLexicon Lexicon = TopicLexicon.Read("""
        [
          {"slug":"technology","name":{"en":"Technology","de":"Technik"},"words":["software","machine learning","chip","browser","server"]},
          {"slug":"food","name":{"en":"Food"},"words":["soup","recipe","lentils","kitchen","onion"]},
          {"slug":"music","name":{"en":"Music"},"words":["guitar","album","song","concert","instrument"]}
        ]
        """);

    [Fact]
    public void The_feeds_own_topic_comes_first_and_is_sure() =>
        Topics.Score(Lexicon, ["design"], Article("Soup", "Soup from the kitchen: onions, lentils and a recipe.")).ShouldSatisfyAllConditions(
            scores => scores[0].ShouldBe(new TopicScore("design", 1)),
            scores => scores[1].Slug.ShouldBe("food"),
            scores => scores.Count.ShouldBe(2));

    [Theory]
    [InlineData("Technik", "https://a.example/b", "technology", .9)]
    [InlineData("FOOD", "https://a.example/b", "food", .9)]
    [InlineData("Other", "https://a.example/music/b", "music", .75)]
    public void A_category_or_an_address_names_the_topic_in_any_language(string category, string url, string slug, double score) =>
        Topics.Score(Lexicon, [], new ArticleText("A title", "A text.", [], "en", url, [category])).ShouldBe([new TopicScore(slug, score)]);

    [Fact]
    public void Words_of_the_text_tell_the_topic_when_there_are_enough_of_them()
    {
        foreach (var (fixture, slug) in new[] { ("recipe", "food"), ("interview-luthier", "music") })
        {
            var article = ArticleFixture.All().First(f => f.Name == fixture).Article;
            Topics.Score(Lexicon, [], article with { Categories = [], Url = null })[0].Slug.ShouldBe(slug);
        }
    }

    [Fact]
    public void One_word_in_passing_is_no_topic() =>
        Topics.Score(Lexicon, [], Article("A walk", "We walked for a day and someone sang a song.")).ShouldBeEmpty();

    private static ArticleText Article(string title, string text) => new(title, text, [], "en", "https://a.example/b", []);
}
