using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class ArticleKindTests
{
    private const string Text = "A long time ago the river was wide. It is not wide now. People walk across it in summer, and they remember the boats.";

    [Theory]
    [InlineData("Foo 2.1 released", "https://foo.example/blog/foo", "", "Release")]
    [InlineData("v1.0.3", "https://git.example/foo/releases/tag", "", "Release")]
    [InlineData("Why version control won", "https://foo.example/blog/x", "", "Insight")]
    [InlineData("Ask HN: What do you read?", "https://news.ycombinator.com/item?id=1", "", "Discussion")]
    [InlineData("A talk on rivers", "https://www.youtube.com/watch?v=1", "", "Video")]
    [InlineData("Episode 12: The river", "https://pod.example/12", "", "Podcast")]
    [InlineData("The river", "https://pod.example/12", "Podcast", "Podcast")]
    [InlineData("Review: The river", "https://a.example/b", "", "Review")]
    [InlineData("A review of rivers in law", "https://a.example/b", "", "Insight")]
    [InlineData("The river is ours", "https://a.example/opinion/river", "", "Opinion")]
    [InlineData("On rivers", "https://arxiv.org/abs/2401.00001", "", "Research")]
    [InlineData("How to cross a river", "https://a.example/b", "", "Insight")]
    [InlineData("The river", "https://a.example/b", "", "Insight")]
    public void Title_address_and_categories_tell_the_type(string title, string url, string category, string expected)
    {
        var article = new ArticleText(title, Text, [], "en", url, category.Length > 0 ? [category] : []);
        Analysis.Analyse(article).Type.ShouldBe(expected);
    }
}
