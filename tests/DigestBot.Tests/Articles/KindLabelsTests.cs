using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>Types against those given by hand: tests/fixtures/labels.</summary>
public sealed class KindLabelsTests
{
    [Fact]
    public void Types_are_those_that_a_reader_would_give()
    {
        var right = new Tally();
        var confusion = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int answeredInsight = 0, trueInsight = 0;
        foreach (var labelled in LabelledArticles.All().Where(labelled => labelled.Types.Length > 0))
        {
            var type = Analysis.Analyse(labelled.Article).Type;
            var isRight = type is not null && labelled.Types.Contains(type);
            right.Add(labelled.Groups, isRight);
            var cell = $"{(isRight ? type : labelled.Types[0])} → {type ?? "none"}";
            confusion[cell] = confusion.GetValueOrDefault(cell) + 1;
            answeredInsight += type == "Insight" ? 1 : 0;
            trueInsight += labelled.Types[0] == "Insight" ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"right: {right}\nInsight: {answeredInsight} answered, {trueInsight} labelled\n{string.Join('\n', confusion.Select(cell => $"{cell.Value,4}  {cell.Key}"))}");
        right["all"].ShouldBeGreaterThanOrEqualTo(.85);
        right["half 1"].ShouldBeGreaterThanOrEqualTo(.85);
        right["half 2"].ShouldBeGreaterThanOrEqualTo(.85);
        ((double)answeredInsight).ShouldBeLessThanOrEqualTo(1.5 * trueInsight);
    }

    [Fact]
    public void Garbled_and_short_articles_are_not_given_up()
    {
        var right = new Tally();
        foreach (var labelled in LabelledArticles.All().Where(labelled => labelled.Types.Length > 0 && (labelled.Garbled || labelled.Short)))
            right.Add(labelled.Groups, Analysis.Analyse(labelled.Article).Type is { } type && labelled.Types.Contains(type));
        right["garbled"].ShouldBeGreaterThanOrEqualTo(.8);
        right["short"].ShouldBeGreaterThanOrEqualTo(.8);
    }
}
