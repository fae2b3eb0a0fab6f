using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class TopicsTests
{
    private static readonly TopicLexicon Lexicon = TopicLexicon.Read("""
        [
          {"slug":"technology","name":{"en":"Technology","de":"Technik"},"categories":["tech","IT"],"strong":["machine learning"],"words":["software","chip","browser","server"]},
          {"slug":"food","name":{"en":"Food"},"strong":["recipe","soup"],"words":["lentils","kitchen","onion"],"weak":["song"]},
          {"slug":"music","name":{"en":"Music"},"strong":["album"],"words":["guitar","song","concert","instrument"]},
          {"slug":"news","name":{"en":"News"},"vagueCategories":["news","nachrichten"],"strong":["police said"],"words":["arrested"]}
        ]
        """);

    private static readonly TopicLexicon Shipped = TopicLexicon.Read(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "config", "topics.json")));

    [Fact]
    public void The_feeds_own_topic_comes_first_and_is_sure() =>
        Topics.Score(Lexicon, ["design"], Article("Soup", "Soup from the kitchen: onions, lentils and a recipe.")).ShouldSatisfyAllConditions(
            scores => scores[0].ShouldBe(new TopicScore("design", 1)),
            scores => scores[1].Slug.ShouldBe("food"),
            scores => scores.Count.ShouldBe(2));

    [Theory]
    [InlineData("Technik", "https://a.example/b", "technology")]
    [InlineData("FOOD", "https://a.example/b", "food")]
    [InlineData("News/Tech", "https://a.example/b", "technology")]
    [InlineData("Kultur > Music & more", "https://a.example/b", "music")]
    [InlineData("Other", "https://a.example/music/b", "music")]
    [InlineData("Other", "https://it.a.example/x/b", "technology")]
    public void A_category_or_an_address_names_the_topic_in_any_language(string category, string url, string slug) =>
        Topics.Score(Lexicon, [], new ArticleText("A title", "A text.", [], "en", url, [category])).Select(score => score.Slug).ShouldBe([slug]);

    [Fact]
    public void What_a_publisher_calls_everything_names_no_topic() =>
        Topics.Score(Lexicon, [], new ArticleText("A title", "A text.", [], "en", "https://a.example/news/b", ["Nachrichten"])).ShouldBeEmpty();

    [Fact]
    public void One_of_many_tags_says_less_than_a_section()
    {
        Topics.Score(Lexicon, [], new ArticleText("A title", "A text.", [], "en", null, ["music"])).Count.ShouldBe(1);
        Topics.Score(Lexicon, [], new ArticleText("A title", "A text.", [], "en", null, ["music", "a", "b", "c", "d", "e", "f"])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("politique", "politics")]
    [InlineData("Wirtschaft", "business")]
    [InlineData("经济", "business")]
    [InlineData("News/Politics", "politics")]
    [InlineData("javascript", "programming")]
    [InlineData("Movies & TV", "entertainment")]
    [InlineData("film", "entertainment")]
    [InlineData("TV", "entertainment")]
    [InlineData("recipes", "food")]
    [InlineData("football", "sports")]
    [InlineData("fútbol", "sports")]
    [InlineData("AI", "technology")]
    [InlineData("sci", "science")]
    [InlineData("startups", "business")]
    [InlineData("スポーツ", "sports")]
    [InlineData("경제", "business")]
    [InlineData("здоровье", "health")]
    public void Publishers_names_of_sections_are_known(string category, string slug) =>
        Topics.Score(Shipped, [], new ArticleText("x", "", [], null, null, [category]))[0].Slug.ShouldBe(slug);

    [Theory]
    [InlineData("Central bank raises interest rates as inflation climbs", "finance")]
    [InlineData("Der Torwart hielt im Elfmeterschießen zwei Bälle, Trainer und Stürmer jubeln über den Einzug ins Finale der Bundesliga", "sports")]
    [InlineData("Le gouvernement et les députés débattent de la loi à l'Assemblée nationale", "politics")]
    [InlineData("La policía detiene a un hombre tras un tiroteo con dos heridos", "news")]
    [InlineData("Учёные нашли новую экзопланету: исследователи изучили данные телескопа", "science")]
    [InlineData("警察は容疑者を逮捕した", "news")]
    [InlineData("新しい小説で作家が文学賞を受賞", "books")]
    [InlineData("배우와 감독이 새 영화와 드라마를 발표", "entertainment")]
    [InlineData("央行上调利率，股市下跌", "finance")]
    [InlineData("Trenér chválil hráče po výhře v zápase hokejové ligy", "sports")]
    public void Titles_of_many_languages_have_a_topic(string title, string slug) =>
        Topics.Score(Shipped, [], new ArticleText(title, "", [], null, null, []))[0].Slug.ShouldBe(slug);

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
