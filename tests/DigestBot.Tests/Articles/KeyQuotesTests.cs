using DigestBot.Articles;
using DigestBot.Wire.Html;

namespace DigestBot.Tests.Articles;

public sealed class KeyQuotesTests
{
    private static readonly ArticleText Essay = ArticleFixture.All().First(f => f.Name == "essay-maintenance").Article;

    [Fact]
    public void A_pull_quote_of_the_page_is_taken_outright_and_without_its_marks()
    {
        const string pulled = "The second year has a calendar";
        var text = Essay.Text + "\n\n“" + pulled + "”";
        var article = Essay with { Text = text, Blocks = [.. Essay.Blocks, new Block("pullquote", Essay.Text.Length + 2, pulled.Length + 2)] };
        Quotes(article).ShouldContain(pulled);
    }

    [Fact]
    public void A_pull_quote_that_the_summary_says_already_is_not_said_again()
    {
        var summary = Analysis.Analyse(Essay).Summary[0].Of(Essay.Text).ToString();
        var article = Essay with { Text = Essay.Text + "\n\n" + summary, Blocks = [.. Essay.Blocks, new Block("pullquote", Essay.Text.Length + 2, summary.Length)] };
        Quotes(article).ShouldNotContain(summary);
    }

    [Theory]
    [InlineData("Insight", "We are going to analyze the logs of everybody, and nobody ever knows what is in them.")]
    [InlineData("Insight", "What you’re about to read is nothing that anybody ever knew, and it is always so.")]
    [InlineData("Insight", "Not just in the towns where everybody always knows everything about nobody at all.")]
    [InlineData("Insight", "No concurrent runs The ATF system is always the one that nobody ever wanted to be.")]
    public void What_announces_or_has_no_verb_or_begins_with_its_heading_is_no_quote(string kind, string sentence)
    {
        var article = Dull(sentence);
        var reading = Reading.Of(article);
        KeyQuotes.Choose(reading, kind, []).ShouldNotContain(q => sentence.Contains(q.Of(article.Text).ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The first thing you need to do is always to close everything that nobody ever uses.")]
    [InlineData("Open the settings that nobody ever reads, and everything is always the way it must be.")]
    public void A_tutorials_steps_are_no_quotes(string sentence)
    {
        var article = Dull(sentence);
        KeyQuotes.Choose(Reading.Of(article), "Tutorial", []).ShouldNotContain(q => sentence.Contains(q.Of(article.Text).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_concerns_everybody_is_preferred_to_what_points_back_in_its_middle()
    {
        const string better = "People are the only ones who can keep the world from being what nobody wants.";
        const string worse = "Machines are the only ones who can keep these links from being what somebody wants.";
        QuoteCues.PointsWithin(worse).ShouldBeTrue();
        QuoteCues.PointsWithin("There is nothing for those who wait until everything is done for them.").ShouldBeFalse();
        Rhetoric.Of(better, "en").Concerns.ShouldBeTrue();
        Rhetoric.Of(worse, "en").Concerns.ShouldBeFalse();
    }

    [Theory]
    [InlineData("But nobody has ever seen a machine that is not looked after by somebody who is tired.")]
    [InlineData("This is nothing that anybody ever wanted, and everyone knows that it is always so.")]
    [InlineData("In other words, nothing is ever finished, and everyone always knows that it never is.")]
    [InlineData("Nothing is ever finished, as everybody who never looked at https://example.org always says.")]
    [InlineData("Nothing is ever finished, and everyone knows that it never is, said `main()` to nobody.")]
    [InlineData("Nothing is ever finished, and everyone (always the same knows that it never is.")]
    [InlineData("Nothing is ever finished, and everyone knows what it always is:")]
    [InlineData("nothing is ever finished, and everyone knows that it never is, and always will be.")]
    [InlineData("Nothing is ever finished.")]
    [InlineData("“Nothing is ever finished, and everyone always knows that it never is,” Nobody said.")]
    public void A_sentence_that_is_torn_out_or_no_prose_or_not_the_writers_is_no_quote(string sentence)
    {
        Quotes(Dull(sentence)).ShouldNotContain(q => sentence.Contains(q, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_sentence_whole_and_the_writers_own_is_a_quote()
    {
        const string sentence = "Nothing is ever finished, and everyone who looks after a machine knows that it never is.";
        Quotes(Dull(sentence)).ShouldBe([sentence]);
    }

    /// <summary>An account without one quotable sentence, and the given one in its middle.</summary>
    private static ArticleText Dull(string sentence)
    {
        var account = Enumerable.Range(1, 20).Select(day => $"On {day} March 2011 Mr Sample carried {day + 3} parcels (weight {day * 7} kg) from Example Street to the Invented Railway.").ToList();
        account.Insert(12, sentence);
        return new ArticleText("Parcels", string.Join("\n\n", account), [], "en", "https://example.org/a", []);
    }

    private static List<string> Quotes(ArticleText article) => [.. Analysis.Analyse(article).Quotes.Select(q => q.Of(article.Text).ToString())];
}
