using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>What a summary never prints, each in a text of its own.</summary>
public sealed class SummaryRuleTests
{
    private const string Body =
        "Old harbours silt up unless somebody dredges them, and nobody likes to pay for mud. The town of Marrow has argued about its harbour for thirty years, mostly in winter. "
        + "A dredger costs more in a week than the fishing brings in a year, which everybody knows and nobody says aloud.\n\n"
        + "The harbour master keeps a pole with notches, and the notches tell a plain story about depth. Every spring the pole stands a hand deeper in the sand, and every spring a larger boat moves away to the north. "
        + "People who leave do not come back for the depth alone, since they have found other schools and other friends.\n\n"
        + "A harbour is a promise that a town makes to strangers, and mud is how the promise is broken slowly. Whoever wants to keep it must pay before the last boat has gone.";

    [Theory]
    [InlineData("For a list of harbours on this coast, see Harbours of the coast.", "For a list")]
    [InlineData("Not to be confused with Marrow Bay, a village in the north of the county.", "confused")]
    [InlineData("Home › News › Coast › The harbour of Marrow and its mud", "Home")]
    [InlineData("The harbour of Marrow at low tide (Image: Coast Pictures).", "Image")]
    [InlineData("I don't use boats.", "use boats")]
    [InlineData("12:40 The harbour master tells of the pole and the mud in the harbour of the town of Marrow", "12:40")]
    public void What_stands_above_an_article_and_is_none_of_it_is_not_summarised(string above, string never)
    {
        var summary = SummaryOf(above + "\n\n" + Body);
        summary.Count.ShouldBeInRange(2, 4);
        summary.ShouldAllBe(s => !s.Contains(never, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_that_stands_twice_is_summarised_once()
    {
        var twice = Body + "\n\n" + Body + "\n\n" + Body;
        SummaryOf(twice).ShouldBeUnique();
    }

    [Fact]
    public void A_summary_does_not_begin_with_a_sentence_that_hangs_on_one_before_it()
    {
        var text = "Marrow has a harbour that fills with mud.\n\nIt costs the town of Marrow more than the harbour brings, and the mud of the harbour comes back every spring, as the harbour master of Marrow says.\n\n" + Body;
        Openers.IsDangling(SummaryOf(text)[0], "en").ShouldBeFalse();
    }

    private static List<string> SummaryOf(string text) =>
        [.. Analysis.Analyse(new ArticleText("Mud", text, [], "en", null, [])).Summary.Select(range => range.Of(text).ToString())];
}
