using System.Globalization;
using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>How many copies are recognised, and how many different articles are taken for one, on the articles of the corpora. Half of them were looked at when the rules were made.</summary>
public sealed class StoryRecallTests(ITestOutputHelper output)
{
    private static readonly (string Name, double Least, Func<string, Random, string> Change)[] Changes =
    [
        ("10 % boilerplate", .95, (text, random) => Alterations.WithBoilerplate(text, random, .10)),
        ("30 % boilerplate", .95, (text, random) => Alterations.WithBoilerplate(text, random, .30)),
        ("a fifth of the sentences gone", .90, (text, random) => Alterations.WithoutSentences(text, random, .20)),
        ("a tenth of the words edited", .90, (text, random) => Alterations.Edited(text, random, .10)),
        ("half, in one piece", .80, Alterations.HalfInOnePiece),
        ("half of its paragraphs", .80, Alterations.HalfOfItsParagraphs),
    ];

    [Fact]
    public void Copies_are_recognised_and_found_by_their_keys()
    {
        var articles = CorpusArticles.All();
        var missed = new List<string>();
        foreach (var (name, least, change) in Changes)
            foreach (var half in articles.GroupBy(article => article.ForTuning).OrderByDescending(group => group.Key))
            {
                int same = 0, found = 0, count = 0;
                foreach (var article in half)
                {
                    var copy = change(article.Text, new Random(CorpusArticle.StableNumber(article.Name)));
                    var (one, other) = (StoryFingerprint.Of(article.Text), StoryFingerprint.Of(copy));
                    count++;
                    if (one is null || other is null) continue;
                    var recognised = StoryFingerprint.SameStory(one, other);
                    if (recognised) same++;
                    else missed.Add($"{name}: {article.Name} {StoryFingerprint.Similarity(one, other):0.00} {StoryFingerprint.Containment(one, other):0.00}");
                    if (recognised && StoryFingerprint.Keys(one).Intersect(StoryFingerprint.Keys(other)).Any()) found++;
                }

                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {(half.Key ? "for tuning" : "held out")}: {(double)same / count:0.0000} recognised, {(double)found / count:0.0000} found too, of {count}"));
                ((double)found / count).ShouldBeGreaterThan(least, name);
            }

        foreach (var line in missed.Take(60)) output.WriteLine(line);
    }

    [Fact]
    public void Different_articles_are_hardly_ever_taken_for_one()
    {
        foreach (var half in CorpusArticles.All().GroupBy(article => article.ForTuning).OrderByDescending(group => group.Key))
        {
            var prints = half.Select(article => (article.Name, article.Text, Print: StoryFingerprint.Of(article.Text))).Where(article => article.Print is not null).ToList();
            long pairs = 0, merged = 0;
            for (var i = 0; i < prints.Count; i++)
                for (var j = i + 1; j < prints.Count; j++)
                {
                    pairs++;
                    if (!StoryFingerprint.SameStory(prints[i].Print, prints[j].Print)) continue;
                    output.WriteLine($"{prints[i].Name} and {prints[j].Name}: {StoryFingerprint.Similarity(prints[i].Print, prints[j].Print):0.00} {StoryFingerprint.Containment(prints[i].Print, prints[j].Print):0.00}");
                    merged++;
                }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(half.Key ? "for tuning" : "held out")}: {merged} of {pairs} pairs of {prints.Count} articles taken for one story"));
            ((double)merged / pairs).ShouldBeLessThanOrEqualTo(1e-4);
        }
    }
}
