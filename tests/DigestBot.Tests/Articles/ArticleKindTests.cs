using System.Text;
using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

public sealed class ArticleKindTests
{
    private const string Essay = "A long time ago the river was wide, because nobody had built there. However, it is often dry now, and history explains why. People walk across it, perhaps for the first time in a century, and in fact they remember the boats.";

    [Theory]
    [InlineData("OpinionNewsArticle", "Opinion")]
    [InlineData("ReviewNewsArticle", "Review")]
    [InlineData("Recipe", "Tutorial")]
    [InlineData("HowTo", "Tutorial")]
    [InlineData("VideoObject", "Video")]
    [InlineData("video.other", "Video")]
    [InlineData("PodcastEpisode", "Podcast")]
    [InlineData("ScholarlyArticle", "Research")]
    [InlineData("QAPage", "Discussion")]
    [InlineData("DiscussionForumPosting", "Discussion")]
    [InlineData("BlogPosting", "Insight")]
    [InlineData("NewsArticle", "Insight")] // as everything is called
    [InlineData("<script>", "Insight")]
    [InlineData(null, "Insight")]
    public void What_a_page_calls_itself_counts(string? pageType, string expected) =>
        Type(new ArticleText("The river", Essay, [], "en", "https://a.example/b", []) { PageType = pageType }).ShouldBe(expected);

    [Fact]
    public void A_film_beside_a_long_text_does_not_make_it_a_film() =>
        Type(new ArticleText("The river", string.Join("\n\n", Enumerable.Repeat(Essay, 8)), [], "en", "https://a.example/b", []) { PageType = "VideoObject" }).ShouldBe("Insight");

    [Theory]
    [InlineData("Foo 2.1 released", "https://foo.example/blog/foo", "", "Release")]
    [InlineData("v1.0.3", "https://git.example/foo/releases/tag", "", "Release")]
    [InlineData("Foo 7 Patch Notes", "https://foo.example/blog/foo", "", "Release")]
    [InlineData("更新履歴", "https://foo.example/blog/foo", "", "Release")]
    [InlineData("Why version control won", "https://foo.example/blog/x", "", "Insight")]
    [InlineData("Ask HN: What do you read?", "https://news.ycombinator.com/item?id=1", "", "Discussion")]
    [InlineData("Show HN: A map of rivers", "https://river.example/", "", "Discussion")]
    [InlineData("My river does not compile", "https://ask.example/questions/4711/my-river", "", "Discussion")]
    [InlineData("May open thread", "https://blog.example/open", "", "Discussion")]
    [InlineData("A talk on rivers", "https://www.youtube.com/watch?v=1", "", "Video")]
    [InlineData("Der Fluss im Video", "https://a.example/fluss", "", "Video")]
    [InlineData("Episode 12: The river", "https://pod.example/12", "", "Podcast")]
    [InlineData("The river", "https://pod.example/12", "Podcast", "Podcast")]
    [InlineData("Подкаст о реке", "https://pod.example/12", "", "Podcast")]
    [InlineData("Review: The river", "https://a.example/b", "", "Review")]
    [InlineData("The river – a film review", "https://a.example/reviews/river", "", "Review")]
    [InlineData("A history of rivers in law", "https://a.example/b", "", "Insight")]
    [InlineData("The river is ours", "https://a.example/opinion/river", "", "Opinion")]
    [InlineData("The river is ours (Op-ed)", "https://a.example/river", "", "Opinion")]
    [InlineData("Kommentar: Der Fluss gehört uns", "https://a.example/fluss", "", "Opinion")]
    [InlineData("社説：川はだれのものか", "https://a.example/kawa", "", "Opinion")]
    [InlineData("Entretien – La rivière", "https://a.example/riviere", "", "Interview")]
    [InlineData("On rivers", "https://arxiv.org/abs/2401.00001", "", "Research")]
    [InlineData("The river", "https://a.example/b", "", "Insight")]
    [InlineData("River", "https://en.encyclopaedia.example/wiki/River", "", null)]
    public void Title_address_and_categories_tell_the_type(string title, string url, string category, string? expected) =>
        Type(new ArticleText(title, Essay, [], "en", url, category.Length > 0 ? [category] : [])).ShouldBe(expected);

    [Theory]
    [InlineData("en", "Bridge closed", "Police closed the bridge on Tuesday. A spokesman said that two people were injured, according to officials.")]
    [InlineData("de", "Brücke gesperrt", "Die Polizei hat am Dienstag die Brücke gesperrt. Nach Angaben eines Sprechers wurden zwei Menschen verletzt.")]
    [InlineData("fr", "Le pont fermé", "La police a fermé le pont mardi. Selon un porte-parole, deux personnes ont été blessées, a annoncé la mairie.")]
    [InlineData("es", "El puente, cerrado", "La policía cerró el puente el martes. Según un portavoz, hay dos heridos, informó el ayuntamiento.")]
    [InlineData("ru", "Мост закрыт", "Полиция закрыла мост во вторник. Как сообщил представитель города, два человека пострадали, по данным властей.")]
    [InlineData("cs", "Most uzavřen", "Policie v úterý most uzavřela. Podle mluvčího byli dva lidé zraněni, uvedla radnice.")]
    [InlineData("ja", "橋が通行止め", "警察は火曜日、橋を通行止めにした。市の発表によると、二人が負傷したという。担当者は原因を調べていると述べた。")]
    [InlineData("ko", "다리 통제", "경찰은 화요일 오전 다리를 통제했다고 밝혔다. 시 관계자에 따르면 두 명이 다쳤다고 말했다.")]
    [InlineData("zh", "大桥关闭", "警方星期二宣布关闭大桥。发言人表示，两人受伤。据报道，原因仍在调查。")]
    public void A_report_is_news_in_every_language(string language, string title, string text) =>
        Type(new ArticleText(title, text, [], language, "https://a.example/b", [])).ShouldBe("News");

    [Theory]
    [InlineData("en", "Here is what our river could be. We should stop building walls. I think that the plan is wrong, and frankly it is a shame. We must not wait, and we need to ask why we let it happen. It is time to act, and I believe that we can.")]
    [InlineData("de", "Wir müssen über den Fluss reden. Ich finde, wir sollten keine Mauern mehr bauen. Leider ist der Plan absurd. Es ist Zeit, und ich glaube, wir dürfen nicht länger warten. Meiner Meinung nach müssen wir endlich handeln.")]
    [InlineData("ko", "우리는 강을 지켜야 한다. 나는 이 계획이 잘못이라고 생각한다. 문제는 우리가 너무 오래 기다렸다는 것이다. 이제는 행동해야 한다고 생각한다.")]
    [InlineData("ja", "川を守るべきだと思う。この計画は間違いではないか。残念ながら、私たちは待ちすぎた。いま動かねばならない。そうするべきである、と私は思う。")]
    public void Who_judges_and_demands_gives_an_opinion(string language, string text) =>
        Type(new ArticleText("x", text, [], language, "https://a.example/b", [])).ShouldBe("Opinion");

    [Fact]
    public void A_transcript_is_an_interview() =>
        Type(Page("A talk with a ferryman", "p:He has crossed the river for thirty years.", "p:How did you begin?", "p:My father had the boat, and one day he did not come.", "p:Were you afraid?",
            "p:Of the water never, of the passengers often.", "p:What has changed?", "p:There is a bridge now, and everybody is in a hurry.", "p:Will you stop?", "p:When the boat does.")).ShouldBe("Interview");

    [Fact]
    public void Quoted_answers_after_questions_are_an_interview_too() =>
        Type(Page("Il traghettatore", "p:Come ha iniziato? “Mio padre aveva la barca, e un giorno non è venuto, allora ho remato io.”", "p:Aveva paura? “Dell'acqua mai, dei passeggeri spesso, perché hanno sempre fretta.”")).ShouldBe("Interview");

    [Fact]
    public void A_recipe_is_a_tutorial() =>
        Type(Page("Linsensuppe", "h2:Zutaten", "li:250 g Linsen", "li:2 Zwiebeln", "p:1. Die Zwiebeln schneiden und anbraten.", "p:2. Die Linsen zugeben und kochen.")).ShouldBe("Tutorial");

    [Fact]
    public void A_page_that_is_all_code_is_a_tutorial_and_a_listicle_of_tips_too()
    {
        Type(Page("Reading a file", "p:Open it, then read it.", "pre:using var file = File.OpenRead(path);", "pre:file.Read(buffer);", "pre:file.Dispose();")).ShouldBe("Tutorial");
        Type(Page("7 tips for crossing a river", "h2:1. Test the depth", "p:Make sure that you can stand.", "h2:2. Take your shoes off", "p:You need to feel the ground.")).ShouldBe("Tutorial");
    }

    [Fact]
    public void A_changelog_is_a_release() =>
        Type(Page("Ferry 3.2", "p:This release fixes known issues and no longer needs an anchor.", "li:Fixed a bug in mooring.", "li:Added support for two oars.", "li:Now supports fog.")).ShouldBe("Release");

    [Fact]
    public void A_papers_abstract_is_research() =>
        Type(Page("Depth of rivers", "p:Abstract. In this paper we present a dataset of 400 rivers. Our results show that depth is statistically significant for crossing. We propose a method and compare it with a baseline. doi 10.5555/rivers.2024.7")).ShouldBe("Research");

    [Fact]
    public void A_best_of_list_is_a_review() =>
        Type(Page("The 12 Best Boats of the Year", "p:Our favorite is charming and worth its price.", "p:The second is superb, though its rating is lower.")).ShouldBe("Review");

    [Theory]
    [InlineData("")]
    [InlineData("Read on to learn more.")]
    [InlineData("Subscribe to read this.")]
    public void A_stub_that_could_be_anything_has_no_type(string text) => Type(new ArticleText("The river", text, [], "en", "https://a.example/b", [])).ShouldBeNull();

    [Fact]
    public void A_story_in_which_people_talk_is_no_interview()
    {
        var scene = Enumerable.Range(0, 40).Select(number => number % 20 == 0
            ? "p:“Where does the river go at night?” “Down past the mill and under the bridge, as far as anybody has ever followed it,” he answered."
            : $"p:“I walked to the bridge and saw number {number} of the lanterns go by,” she told him.");
        Type(Page("The lantern keeper", [.. scene])).ShouldNotBe("Interview");
    }

    [Fact]
    public void A_version_in_the_title_told_by_its_maker_is_a_release_and_told_by_the_press_is_not()
    {
        var changes = "The log now says what happened, restores are faster and one old option is no longer there. Files of the last version can be read by the new one without any other step. ";
        Type(Page("Foo 4.2: faster restores", "p:" + changes, "p:We know that this is more work for our users. We took it out because we could not test it.", "p:" + changes)).ShouldBe("Release");
        Type(Page("Foo 4.2: faster restores", "p:The company said on Tuesday that Foo 4.2 restores faster. " + changes, "p:“We took it out because we could not test it,” the firm said. “We know that our users mind,” a spokesman said.", "p:" + changes)).ShouldBe("News");
    }

    private static string? Type(ArticleText article) => Analysis.Analyse(article).Type;

    private static ArticleText Page(string title, params string[] blocks)
    {
        var text = new StringBuilder();
        var ranges = new List<Block>();
        foreach (var block in blocks)
        {
            var (tag, words) = (block[..block.IndexOf(':', StringComparison.Ordinal)], block[(block.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            text.Append(text.Length > 0 ? "\n\n" : "");
            ranges.Add(new Block(tag, text.Length, words.Length));
            text.Append(words);
        }
        return new ArticleText(title, text.ToString(), ranges, null, "https://a.example/b", []);
    }
}
