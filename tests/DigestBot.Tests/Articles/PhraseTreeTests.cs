using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class PhraseTreeTests
{
    [Theory]
    [InlineData("machine", "The MACHINE stops", 1)]
    [InlineData("machine", "machines and a machinery", 1)]
    [InlineData("machine learning", "machine-learning, machine\u00A0learning, machine learning", 3)]
    [InlineData("machine learning", "machine. Learning", 0)]
    [InlineData("machine*", "machinery", 1)]
    [InlineData("искусственн* интеллект*", "искусственного интеллекта", 1)]
    [InlineData("art", "heart, party, art", 1)]
    [InlineData("équipe", "l'équipe et l’équipe", 2)]
    [InlineData("经济", "中国经济增长", 1)]
    [InlineData("本", "日本の本", 0)]
    [InlineData("경찰", "경찰은 경찰이", 2)]
    [InlineData("골", "골목 골 골을", 1)]
    [InlineData("وزير", "الوزير قال", 1)]
    [InlineData("c#", "C# and C", 1)]
    [InlineData("soft", "so\u00ADft", 1)]
    public void A_phrase_is_found_as_its_script_writes_it(string phrase, string text, int times)
    {
        var tree = new PhraseTree([(phrase, 0)]);
        var found = 0;
        for (var at = 0; tree.Next(text, ref at) >= 0;)
            found++;
        found.ShouldBe(times);
    }

    [Fact]
    public void The_longest_phrase_wins_and_the_search_goes_on_behind_it()
    {
        var tree = new PhraseTree([("apple", 0), ("apple pie", 1), ("pie", 2)]);
        var at = 0;
        int[] found = [tree.Next("apple pie, apple, pie", ref at), tree.Next("apple pie, apple, pie", ref at), tree.Next("apple pie, apple, pie", ref at), tree.Next("apple pie, apple, pie", ref at)];
        found.ShouldBe([1, 0, 2, -1]);
    }

    [Theory]
    [InlineData("Sport", 0)]
    [InlineData(" sport ", 0)]
    [InlineData("Sport news", -1)]
    [InlineData("", -1)]
    public void A_whole_text_may_be_a_phrase(string text, int number) => new PhraseTree([("sport", 0)]).Whole(text).ShouldBe(number);

    [Fact]
    public void Hostile_texts_take_no_longer_than_others()
    {
        var tree = new PhraseTree([("a* a* a* a*", 0), ("a", 1)]);
        var at = 0;
        var text = string.Concat(Enumerable.Repeat("a-a a'", 20_000));
        var steps = 0;
        while (tree.Next(text, ref at) >= 0)
            steps++;
        steps.ShouldBeGreaterThan(1000);
    }
}
