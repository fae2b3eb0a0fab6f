using System.Globalization;
using System.Text;
using DigestBot.Articles;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

/// <summary>What holds for every quote of every article, of real pages and feeds and of such that were damaged.</summary>
public sealed class QuotePropertyTests(ITestOutputHelper output)
{
    private const int Damaged = 2_000;
    private const int Fewest = 400;

    private static readonly string[] Noise = ["“", "”", "\"", "(", ")", "\n\n", "\n", " ", "", ".", "?", "\uD83D", "\uDE00", "😀", "«", "»", "But ", "said Jane Doe", "。", "http://x.example", "\u202E", "„", ":", "、", "e\u0301"];

    [Fact]
    public void Every_quote_of_the_corpora_keeps_the_rules()
    {
        var (articles, quotes, speakers) = (0, 0, 0);
        foreach (var (name, article) in LabelledQuotes.Everything(Fewest))
        {
            var analysis = Check(name, article);
            articles++;
            quotes += analysis.Quotes.Count;
            speakers += analysis.Quotes.Count(q => q.Speaker is not null);
        }
        output.WriteLine($"{articles} articles, {quotes} quotes, {speakers} with a speaker beside them");
        articles.ShouldBeGreaterThan(300);
        quotes.ShouldBeGreaterThan(articles / 2);
        speakers.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Every_quote_of_damaged_articles_keeps_the_rules()
    {
        var whole = LabelledQuotes.Everything(3_000).Select(named => named.Article).Where(article => article.Text.Length > 1_000).ToList();
        var random = new Random(20260309);
        var quotes = 0;
        for (var i = 0; i < Damaged; i++)
            quotes += Check($"damaged {i}", Damage(whole[random.Next(whole.Count)], random)).Quotes.Count;
        quotes.ShouldBeGreaterThan(Damaged);
    }

    [Fact]
    public void The_quotes_are_the_same_in_every_culture_and_every_time()
    {
        var articles = LabelledQuotes.Everything(6_000).Select(named => named.Article).Where((_, i) => i % 4 == 0).ToList();
        var expected = articles.Select(Told).ToList();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "tr-TR", "th-TH", "ar-SA", "de-DE" })
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
                articles.Select(Told).ShouldBe(expected, name);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        }

        static string Told(ArticleText article) => string.Join(' ', Analysis.Analyse(article).Quotes.Select(q => $"{q.Start}+{q.Length}/{q.Speaker?.Start}+{q.Speaker?.Length}"));
    }

    private static ArticleAnalysis Check(string name, ArticleText article)
    {
        var analysis = Analysis.Analyse(article);
        var text = article.Text;
        var language = analysis.Language;
        var end = 0;
        var paragraphs = new HashSet<int>();
        var blocks = article.Blocks.Count > 0 ? article.Blocks : [new Block("p", 0, text.Length)];
        analysis.Quotes.Count.ShouldBeLessThanOrEqualTo(KeyQuotes.Most, name);
        foreach (var quote in analysis.Quotes)
        {
            Whole(text, quote.Range, name);
            quote.Start.ShouldBeGreaterThanOrEqualTo(end, name); // in order, none overlaps another
            end = quote.End;
            var words = quote.Of(text).ToString();
            analysis.Summary.ShouldAllBe(s => s.End <= quote.Start || quote.End <= s.Start, name);
            var block = Enumerable.Range(0, blocks.Count).First(b => blocks[b].Start + blocks[b].Length >= quote.End);
            if (blocks.Count > 1)
                paragraphs.Add(block).ShouldBeTrue($"{name}: two of one paragraph: {words}");
            if (quote.Speaker is { } speaker)
            {
                Whole(text, speaker, name);
                speaker.Length.ShouldBeInRange(2, 60, name);
                Math.Abs(speaker.Start - quote.Start).ShouldBeLessThan(3_000, name); // near the quote
            }
            if (blocks[block].Tag == "pullquote")
                continue;
            Openers.IsDangling(words, language).ShouldBeFalse($"{name}: {words}");
            Speech.IsBalanced(words).ShouldBeTrue($"{name}: {words}");
            QuoteGates.IsWholeWithin(words, language).ShouldBeTrue($"{name}: {words}");
            char.IsLower(Openers.First(words)[0]).ShouldBeFalse($"{name}: {words}");
            (words[0] is ' ' or '\n' || words[^1] is ' ' or '\n' or ':').ShouldBeFalse($"{name}: {words}");
        }
        return analysis;
    }

    /// <summary>A slice of the text that cuts no pair of surrogates.</summary>
    private static void Whole(string text, TextRange range, string name)
    {
        range.Start.ShouldBeGreaterThanOrEqualTo(0, name);
        range.Length.ShouldBePositive(name);
        range.End.ShouldBeLessThanOrEqualTo(text.Length, name);
        (char.IsLowSurrogate(text[range.Start]) && range.Start > 0 && char.IsHighSurrogate(text[range.Start - 1])).ShouldBeFalse(name);
        (char.IsHighSurrogate(text[range.End - 1]) && range.End < text.Length && char.IsLowSurrogate(text[range.End])).ShouldBeFalse(name);
    }

    /// <summary>Pieces cut out, doubled, and strewn with marks; the blocks are found anew by blank lines, or are what they were, which then fit badly.</summary>
    private static ArticleText Damage(ArticleText article, Random random)
    {
        var text = new StringBuilder(article.Text, 0, Math.Min(article.Text.Length, 8_000), 16_000);
        for (var n = random.Next(1, 40); n > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text.Insert(at, Noise[random.Next(Noise.Length)]); break;
                case 1: text.Remove(at, Math.Min(random.Next(1, 60), text.Length - at)); break;
                case 2: text[at] = Noise[random.Next(Noise.Length)] is { Length: > 0 } noise ? noise[0] : ' '; break;
                default: text.Insert(at, text.ToString(at, Math.Min(80, text.Length - at))); break;
            }
            if (text.Length < 200)
                text.Append(article.Text, 0, 500);
        }
        return article with { Text = text.ToString(), Blocks = random.Next(2) == 0 ? [] : article.Blocks };
    }
}
