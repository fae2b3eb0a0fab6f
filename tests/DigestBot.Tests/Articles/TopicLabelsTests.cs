using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

/// <summary>Topics against those given by hand, without the topics of the feed: tests/fixtures/labels.</summary>
public sealed class TopicLabelsTests
{
    [Fact]
    public void Topics_are_those_that_a_reader_would_give()
    {
        var lexicon = TopicLexicon.Read(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "config", "topics.json")));
        Tally first = new(), every = new(), strict = new(), coverage = new(), overall = new();
        var mistakes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var labelled in LabelledArticles.All().Where(labelled => labelled.Topics is not null))
        {
            var answers = Topics.Score(lexicon, [], labelled.Article).Select(score => score.Slug).ToList();
            overall.Add(labelled.Groups, answers.Count > 0);
            if (labelled.Topics!.Length > 0)
                coverage.Add(labelled.Groups, answers.Count > 0);
            foreach (var (slug, place) in answers.Select((slug, place) => (slug, place)))
            {
                var right = labelled.Topics.Contains(slug) || labelled.Allowed.Contains(slug);
                every.Add(labelled.Groups, right);
                if (place > 0)
                    continue;
                first.Add(labelled.Groups, right);
                strict.Add(labelled.Groups, labelled.Topics.Contains(slug));
                if (!right)
                    mistakes[$"{labelled.Topics.FirstOrDefault("unknown")} → {slug}"] = mistakes.GetValueOrDefault($"{labelled.Topics.FirstOrDefault("unknown")} → {slug}") + 1;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"precision of the first: {first}\nof all: {every}\nof the first, none but the labelled: {strict}\ncoverage of those that have a topic: {coverage}\nof all: {overall}\n{string.Join('\n', mistakes.Select(cell => $"{cell.Value,4}  {cell.Key}"))}");
        foreach (var group in new[] { "all", "half 1", "half 2" })
        {
            first[group].ShouldBeGreaterThanOrEqualTo(.85, group);
            every[group].ShouldBeGreaterThanOrEqualTo(.85, group);
            coverage[group].ShouldBeGreaterThanOrEqualTo(.7, group);
        }
    }

    [Fact]
    public void Titles_alone_and_garbled_texts_have_topics_too()
    {
        var lexicon = TopicLexicon.Read(File.ReadAllText(Path.Combine(Corpora.ProjectRoot, "config", "topics.json")));
        Tally right = new(), coverage = new();
        foreach (var labelled in LabelledArticles.All().Where(labelled => labelled.Topics is { Length: > 0 }))
        {
            var answers = Topics.Score(lexicon, [], labelled.Article);
            coverage.Add(labelled.Groups, answers.Count > 0);
            if (answers.Count > 0)
                right.Add(labelled.Groups, labelled.Topics!.Contains(answers[0].Slug) || labelled.Allowed.Contains(answers[0].Slug));
        }

        foreach (var group in new[] { "short", "garbled" })
        {
            right[group].ShouldBeGreaterThanOrEqualTo(.8, group);
            coverage[group].ShouldBeGreaterThanOrEqualTo(.6, group);
        }
    }
}
