using DigestBot.Articles;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>The chosen quotes against sentences that were labelled by hand; tests/fixtures/labels/QUOTES.md has the rule and the measure.</summary>
public sealed class QuoteLabelsTests(ITestOutputHelper output)
{
    [Fact]
    public void Readers_would_have_chosen_the_same_quotes()
    {
        var measured = LabelledQuotes.All().Select(Measure).ToList();
        Report("all", measured);
        foreach (var half in measured.GroupBy(m => m.Labels.IsOfTuningHalf))
        {
            var name = half.Key ? "half for tuning" : "other half";
            Report(name, half);
            Report(name + ", English", half.Where(m => m.Labels.Language == "en"));
            Report(name + ", other languages", half.Where(m => m.Labels.Language != "en"));
        }
        foreach (var kind in measured.GroupBy(m => m.Labels.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
            Report(kind.Key, kind);

        measured.Count.ShouldBe(87);
        measured.Sum(m => m.Labels.Lost).ShouldBeLessThan(35); // of 1,047: else the main text has changed so much that the labels say little
        Hits(measured).ShouldBeGreaterThanOrEqualTo(.8);
        Hits(measured.Where(m => !m.Labels.IsOfTuningHalf)).ShouldBeGreaterThanOrEqualTo(.75);
        Hits(measured.Where(m => m.Labels.Kind is "essay" or "opinion")).ShouldBeGreaterThanOrEqualTo(.8);
        Hits(measured.Where(m => m.Labels.Kind is "news")).ShouldBeGreaterThanOrEqualTo(.9);
        Hits(measured.Where(m => m.Labels.Language != "en")).ShouldBeGreaterThanOrEqualTo(.6);
        measured.Where(m => m.Bad.Count > 0).Select(m => $"{m.Labels.Source}: {string.Join(" | ", m.Bad)}").ShouldBeEmpty();
    }

    private void Report(string name, IEnumerable<Measured> group)
    {
        var list = group.ToList();
        var quoted = list.Where(m => m.Quotes > 0).ToList();
        output.WriteLine($"{name,-32} {list.Count,3} articles, hit@5 {Hits(list):f3}, share {(quoted.Count == 0 ? 0 : quoted.Average(m => m.Share)):f3}, bad {list.Sum(m => m.Bad.Count)}, {list.Average(m => m.Quotes):f2} quotes each");
    }

    private static double Hits(IEnumerable<Measured> group) => group.Average(m => m.IsHit ? 1.0 : 0);

    private static Measured Measure(LabelledQuotes labels)
    {
        var quotes = Analysis.Analyse(labels.Article).Quotes;
        var good = quotes.Select(q => labels.Good.Any(label => Hits(q.Range, label))).ToList();
        var bad = quotes.Where(q => labels.Bad.Any(label => Hits(q.Range, label))).Select(q => q.Of(labels.Article.Text).ToString()).ToList();
        return new Measured(labels, good.Take(5).Contains(true), good.Count == 0 ? 0 : good.Average(hit => hit ? 1.0 : 0), bad, good.Count);
    }

    /// <summary>They share at least half of the shorter one.</summary>
    private static bool Hits(TextRange quote, TextRange label) =>
        Math.Min(quote.End, label.End) - Math.Max(quote.Start, label.Start) is > 0 and var shared && shared * 2 >= Math.Min(quote.Length, label.Length);

    private sealed record Measured(LabelledQuotes Labels, bool IsHit, double Share, IReadOnlyList<string> Bad, int Quotes);
}
