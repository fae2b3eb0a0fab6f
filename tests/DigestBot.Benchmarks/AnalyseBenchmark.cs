using DigestBot.Articles;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Benchmarks;

/// <summary>
/// Main text → language and sentences, type, summary, quotes, topics, for articles of about 1,200 words: real ones, cut at a paragraph, whose language nobody said.
/// Processor time of one thread.
/// </summary>
internal static class AnalyseBenchmark
{
    private const int WordsEach = 1200;
    private const int Passes = 30;

    private static readonly string[] StageNames = ["sentences", "type", "summary", "quotes", "topics"];

    public static Task RunAsync(Options options)
    {
        var repeat = options.Repeat ?? (options.Full ? 15 : 5);
        var topics = ConfigFiles.Topics(new Home(AppContext.BaseDirectory, AppContext.BaseDirectory));
        var lexicon = new TopicLexicon(topics);
        var articles = Corpora.Pages().Select(Article).OfType<ArticleText>().ToList();
        if (articles.Count == 0)
            throw new BenchmarkException("No page of the corpora has an article of 1,200 words.");
        var words = articles.Average(article => (double)Words.Count(article.Text).Total);
        Stages(articles, lexicon); // compiled twice over: once to run, once to run fast
        var stages = Enumerable.Range(0, repeat).Select(_ => Stages(articles, lexicon)).ToList();
        var each = Repetitions.Median(stages.Select(stage => stage.Sum()));
        new Result("analyse", each * WordsEach / words, "ms/1,200 words")
        {
            Detail = new Dictionary<string, object>
            {
                ["articles"] = articles.Count, ["words"] = words, ["repetitions"] = repeat,
                ["stages_ms"] = StageNames.Select((name, i) => (name, ms: Repetitions.Median(stages.Select(stage => stage[i])))).ToDictionary(stage => stage.name, stage => Math.Round(stage.ms, 3)),
            },
        }.Print(options.Json);
        return Task.CompletedTask;
    }

    /// <summary>Milliseconds of this thread for each article and stage.</summary>
    private static double[] Stages(List<ArticleText> articles, TopicLexicon lexicon)
    {
        var milliseconds = new double[StageNames.Length];
        for (var pass = 0; pass < Passes; pass++)
            foreach (var article in articles)
            {
                var at = ThreadTime.Milliseconds;
                var reading = Reading.Of(article);
                at = Add(0, at);
                var kind = ArticleKind.Of(article, reading);
                at = Add(1, at);
                var summary = Summary.Choose(reading, kind ?? "");
                at = Add(2, at);
                KeyQuotes.Choose(reading, kind ?? "", summary);
                at = Add(3, at);
                Topics.Score(lexicon, [], article);
                Add(4, at);
            }

        return [.. milliseconds.Select(ms => ms / (Passes * articles.Count))];

        double Add(int stage, double since)
        {
            var now = ThreadTime.Milliseconds;
            milliseconds[stage] += now - since;
            return now;
        }
    }

    /// <summary>The page's article without what comes after its 1,200th word; null when it is shorter.</summary>
    private static ArticleText? Article(byte[] bytes)
    {
        var page = PageReader.Read(bytes, "text/html", new Uri("https://pages.example/article"));
        var words = 0;
        foreach (var (block, number) in page.Blocks.Select((block, number) => (block, number)))
        {
            words += Words.Count(page.Text.AsSpan(block.Start, block.Length)).Total;
            if (words >= WordsEach)
                return new ArticleText(page.Title, page.Text[..(block.Start + block.Length)], [.. page.Blocks.Take(number + 1)], null, "https://pages.example/article", []);
        }

        return null;
    }
}
