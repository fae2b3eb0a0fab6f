using System.Diagnostics;
using DigestBot.Articles;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Articles;

public sealed class SliceTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "Nothing is ever finished.", " “We were there,” she said. ", "\n\n", " (", ") ", "The model is not a person, but it speaks. ", "…", "?!", " A. ", "1. ", "\n", "\u202E", "\uD83D\uDE00", "\uD800",
        "東京は雨です。", "「", "」", " https://x.example/ ", "\t", "„Nein“, sagte er. ", "никогда не ", "لا شيء. ", "ไทย ไทย ", "'", "\"", "By Ann Nobody\n\n", "\0", " U.S. ", "Q: Why? A: Because. ",
    ];

    private static Gen<string> Texts =>
        from parts in Gen.Elements(Pieces).Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get)).ListOf()
        select string.Concat(parts);

    [Fact]
    public void Whatever_the_text_every_quote_and_summary_sentence_is_a_slice_of_it()
    {
        var articles = from text in Texts
                       from repeat in Gen.Choose(1, 12)
                       from tag in Gen.Elements("p", "pullquote", "li", "pre", "blockquote")
                       from cut in Gen.Choose(0, 100)
                       select (Text: string.Concat(Enumerable.Repeat(text, repeat)), tag, cut);
        Prop.ForAll(articles.ToArbitrary(), a =>
        {
            var middle = a.Text.Length * a.cut / 100;
            Block[] blocks = [new("p", 0, middle), new(a.tag, middle, a.Text.Length - middle)];
            var analysis = Analysis.Analyse(new ArticleText("Nothing is finished", a.Text, a.cut % 2 == 0 ? blocks : [], null, "https://example.org/a", []));
            foreach (var range in analysis.Quotes.SelectMany(q => q.Speaker is { } speaker ? [q.Range, speaker] : new[] { q.Range }).Concat(analysis.Summary))
            {
                if (range.Start < 0 || range.Length <= 0 || range.End > a.Text.Length)
                    return false;
                TextFragment.Link("https://example.org/a", a.Text, range.Start, range.Length);
            }
            return analysis.Quotes.Count <= KeyQuotes.Most && analysis.Summary.Count <= 4 && !analysis.Quotes.Select(q => q.Range).Intersect(analysis.Summary).Any()
                && analysis.Summary.SequenceEqual(analysis.Summary.OrderBy(s => s.Start));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sentences_of_any_text_neither_overlap_nor_begin_or_end_in_white_space()
    {
        var texts = from text in Texts from language in Gen.Elements<string?>(null, "en", "de", "ja", "th", "el", "hy") select (text, language);
        Prop.ForAll(texts.ToArbitrary(), t =>
        {
            var end = 0;
            foreach (var range in Sentences.Split(t.text, t.language))
            {
                var span = range.Of(t.text);
                if (range.Start < end || range.Length == 0 || span[0] is ' ' or '\n' or '\t' || span[^1] is ' ' or '\n' or '\t')
                    return false;
                end = range.End;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("(")]
    [InlineData("\"'“")]
    [InlineData(". ")]
    [InlineData("1) ")]
    [InlineData("A.")]
    [InlineData(". . ")]
    [InlineData("a\n")]
    [InlineData("Never is it so, and nobody knows why it is always so here. ")]
    [InlineData("“Nobody knows why it is always so,” said Ann. ")]
    [InlineData("何も終わらないということだけが確かである。")]
    [InlineData("word")]
    [InlineData("GENEVA - - - ")]
    [InlineData("\n\nBy Ann Nobody")]
    public void A_text_that_repeats_one_thing_for_two_megabytes_takes_no_longer_than_any_other(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        var analysis = Analysis.Analyse(new ArticleText(piece, text, [], null, null, []));
        StoryFingerprint.Of(text);
        ArticleTerms.Of(null, text, null);
        var spent = watch.Elapsed;
        output.WriteLine($"{spent.TotalMilliseconds:f0} ms, {analysis.Quotes.Count} quotes");
        spent.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void An_article_of_twelve_hundred_words_is_read_in_milliseconds()
    {
        var fixtures = ArticleFixture.All().Where(f => f.Facts["Language"].Single() == "en").Select(f => f.Article).ToList();
        var words = 0;
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 120; round++)
        {
            words = 0;
            var watch = Stopwatch.StartNew();
            foreach (var article in fixtures)
                words += Analysis.Analyse(article).Words;
            if (watch.Elapsed < best)
                best = watch.Elapsed;
        }
        var each = best.TotalMilliseconds * 1200 / words;
        output.WriteLine($"{each:f2} ms for 1,200 words ({words} words in all)");
        each.ShouldBeLessThan(20); // an unoptimised build on a busy machine; see the benchmarks for real figures
    }
}
