namespace DigestBot.Tests.Articles;

/// <summary>A mistake in config/topics.json is said with its file, its topic and what to do.</summary>
public sealed class TopicsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-topics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""[{"slug":"tea","words":["leaf"]}]""", "topic 'tea': it has no name; add \"name\"")]
    [InlineData("""[{"slug":"tea","name":{"de":"Tee"},"words":[]}]""", "topic 'tea': it has no English name; add \"en\"")]
    [InlineData("""[{"slug":"tea","name":{"en":" "},"words":[]}]""", "topic 'tea': name.en must be 1 to 60 characters")]
    [InlineData("""[{"slug":"tea","name":{"en":"Tea"},"words":[]},{"slug":"tea","name":{"en":"Green tea"},"words":[]}]""", "topic 2: the slug 'tea' is that of topic 1 already")]
    [InlineData("""[{"slug":"Green Tea","name":{"en":"Tea"},"words":[]}]""", "topic 1 (Tea): 'Green Tea' is no slug; use up to 40 lower-case letters")]
    [InlineData("""[{"slug":"all","name":{"en":"Tea"},"words":[]}]""", "the slug 'all' stands for every topic")]
    [InlineData("""[{"name":{"en":"Tea"},"words":[]}]""", "topic 1 (Tea): it has no slug")]
    [InlineData("""[{"slug":"tea","name":{"en":"Tea"}}]""", "topic 'tea': it has no words; add \"words\"")]
    [InlineData("""[{"slug":"tea","name":{"en":"Tea"},"words":["leaf",""]}]""", "topic 'tea': words[1] = '': it must be 1 to 80 characters")]
    [InlineData("""[{"slug":"tea","name":{"en":"Tea"},"words":[],"strong":[null]}]""", "topic 'tea': strong[0] = 'null'")]
    [InlineData("""[{"slug":"tea","name":{"en":"Tea"},"words":[],"weak":null}]""", "topic 'tea': it has no weak; leave it out")]
    [InlineData("[null]", "topic 1 is null")]
    [InlineData("[]", "it has 0 topics")]
    [InlineData("{", "cannot be read")]
    public void A_mistake_is_said_with_its_place_and_what_to_do(string json, string expected)
    {
        var problem = Should.Throw<SettingsException>(() => Read(json));
        problem.Problems.ShouldAllBe(line => line.Contains("topics.json", StringComparison.Ordinal));
        problem.Message.ShouldContain(expected);
    }

    [Fact]
    public void Words_may_be_written_in_any_case() =>
        DigestBot.Articles.Topics.Score(new DigestBot.Articles.TopicLexicon(Read("""[{"slug":"tea","name":{"en":"Tea"},"strong":["Oolong","SENCHA"],"words":[]}]""")), [],
            new DigestBot.Articles.ArticleText("An oolong and a sencha", "Sencha is green.", [], "en", null, [])).ShouldHaveSingleItem().Slug.ShouldBe("tea");

    private IReadOnlyList<Model.Topic> Read(string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "config"));
        File.WriteAllText(Path.Combine(_folder, "config", "topics.json"), json);
        return ConfigFiles.Topics(new Home(_folder, _folder));
    }
}
