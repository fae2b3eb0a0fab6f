using DigestBot.Feeds;

namespace DigestBot.Tests.Feeds;

public sealed class TeaserTests
{
    [Theory]
    [InlineData("No kneading, no skill that you don't already have. Keep reading", "No kneading, no skill that you don't already have.")]
    [InlineData("It was late… Read more →", "It was late…")]
    [InlineData("„Das war es.“ Und dann? [Weiterlesen …]", "„Das war es.“ Und dann?")]
    [InlineData("Un matin. Lire la suite »", "Un matin.")]
    public void Words_that_only_lead_to_the_page_are_left_out(string snippet, string kept) => Teaser.Trim(snippet).ShouldBe(kept);

    [Theory]
    [InlineData("Three ways to read more")]
    [InlineData("Read more")]
    [InlineData("She told me to keep reading.")]
    [InlineData("")]
    public void A_sentence_that_says_so_is_kept(string snippet) => Teaser.Trim(snippet).ShouldBe(snippet);
}
