using DigestBot.Articles;
using DigestBot.Benchmarks.Measuring;
using DigestBot.Benchmarks.Sample;
using DigestBot.Wire.Html;

namespace DigestBot.Benchmarks;

/// <summary>Pages, bytes → main text → summary, quotes, type, topics, terms and fingerprint, on one core: everything that reading does but for network and rows.</summary>
internal static class ReadBenchmark
{
    private static readonly Uri Address = new("https://pages.example/article");

    public static Task RunAsync(Options options)
    {
        var repeat = options.Repeat ?? (options.Full ? 15 : 5);
        var topics = ConfigFiles.Topics(new Home(AppContext.BaseDirectory, AppContext.BaseDirectory));
        var lexicon = new TopicLexicon(topics);
        Measure("read", Corpora.Pages(), lexicon, repeat, options);
        Measure("read-demo", DemoPages.Bytes(), lexicon, repeat, options);
        return Task.CompletedTask;
    }

    private static void Measure(string name, IReadOnlyList<byte[]> pages, TopicLexicon lexicon, int repeat, Options options)
    {
        var whole = Repetitions.PassRates(repeat, () => { foreach (var page in pages) Read(page, lexicon); });
        var text = Repetitions.PassRates(repeat, () => { foreach (var page in pages) PageReader.Read(page, "text/html", Address); });
        var (all, main) = (Repetitions.Median(whole) * pages.Count, Repetitions.Median(text) * pages.Count);
        new Result(name, all, "articles/s")
        {
            Detail = new Dictionary<string, object>
            {
                ["ms_each"] = 1000 / all, ["ms_main_text"] = 1000 / main, ["ms_analysis"] = (1000 / all) - (1000 / main),
                ["mb_per_second"] = Repetitions.Median(whole) * pages.Sum(page => (long)page.Length) / 1e6, ["pages"] = pages.Count, ["repetitions"] = repeat,
            },
        }.Print(options.Json);
    }

    private static void Read(byte[] bytes, TopicLexicon lexicon)
    {
        var page = PageReader.Read(bytes, "text/html", Address);
        var text = new ArticleText(page.Title, page.Text, page.Blocks, page.Language, Address.AbsoluteUri, []);
        var analysis = Analysis.Analyse(text);
        Topics.Score(lexicon, [], text);
        ArticleTerms.Of(page.Title ?? "", page.Text, analysis.Language);
        StoryFingerprint.Of(page.Text);
    }
}
