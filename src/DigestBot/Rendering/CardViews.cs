using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Store;
using DigestBot.Wire.Text;

namespace DigestBot.Rendering;

/// <summary>
/// Article rows → cards. Every quotation is checked against the stored text again: what is not a slice of it is not printed. What is stored is fit to
/// be shown; that it is made so once more costs next to nothing, and rows of an earlier version may need it.
/// </summary>
public sealed class CardViews(ArticleLog articles)
{
    private const int MostRelated = 3;
    private const int MostAlsoIn = 5;
    private const int MostOfWordsAsTitle = 80;
    private const int MostOfSnippet = 400;

    /// <summary>The cards of these articles, in this order.</summary>
    /// <param name="ids">Articles.</param>
    /// <param name="at">The moment that ages are counted from.</param>
    /// <param name="head">Newest sequence number that the cards may know of: what came later must not change a mail that was composed before.</param>
    /// <param name="texts">The reader's words, for the age.</param>
    /// <param name="pictures">Whether the reader asked for lead images.</param>
    public async Task<IReadOnlyList<CardView>> OfAsync(IReadOnlyList<long> ids, DateTimeOffset at, long head, Texts texts, bool pictures = false)
    {
        var rows = await articles.CardsAsync(ids);
        var stories = await articles.SameStoryAsync([.. rows.Select(row => row.Article.Story)], head);
        var linked = rows.SelectMany(row => Related(row.Article)).Concat(stories.SelectMany(story => story)).ToList();
        var links = await articles.LinksAsync(linked);
        return [.. rows.Select(row => Of(row, at, texts, stories, links) with { Image = pictures ? row.Article.Image : null })];
    }

    private static CardView Of(CardRows row, DateTimeOffset at, Texts texts, ILookup<long, long> stories, IReadOnlyDictionary<long, ArticleLink> links)
    {
        var a = row.Article;
        var age = at - a.Time;
        var byModel = a.SummaryText.Length > 0 && a.SummaryModel.Length > 0;
        var summary = byModel ? DisplayText.Line(a.SummaryText) : Joined(Ranges(a.Summary).Where(range => Fits(row.Text, range.Start, range.Length)).Select(range => DisplayText.Line(row.Text.Substring(range.Start, range.Length))));
        var snippet = DisplayText.Clip(DisplayText.Line(a.Snippet), MostOfSnippet);
        return new CardView(
            a.Id, Title(a, summary, snippet), a.Url, DisplayText.Line(a.Author), DisplayText.Line(a.Source), a.SourceUrl, texts.Age(age < TimeSpan.Zero ? TimeSpan.Zero : age), a.Minutes, a.Language, a.Type,
            summary,
            [.. row.Quotes.Select(q => Quoted(row, q)).OfType<QuoteView>()],
            summary.Contains(snippet.TrimEnd('…', '.', ' '), StringComparison.Ordinal) ? null : snippet, // it would say the same twice
            [.. stories[a.Story].Where(id => id != a.Id && links.ContainsKey(id)).Select(id => links[id]).DistinctBy(link => link.Source)
                .Where(link => link.Source != a.Source).Take(MostAlsoIn).Select(link => new LinkView(DisplayText.Line(link.Source), link.Url))],
            [.. Related(a).Where(links.ContainsKey).Select(id => links[id]).Take(MostRelated).Select(link => new LinkView(Title(link.Title, link.Url, link.Source), link.Url, DisplayText.Line(link.Source)))])
        {
            SummaryBy = byModel ? DisplayText.Line(a.SummaryModel) : null, Mark = SlopMark.Parse(a.Slop),
        };
    }

    // What is no slice is not printed; nor are words whose speaker is no slice: they would look like the writer's.
    private static QuoteView? Quoted(CardRows row, Quote quote)
    {
        if (!Fits(row.Text, quote.Start, quote.Length)) return null;
        string? speaker = null;
        if (quote is { SpeakerStart: { } start, SpeakerLength: var length })
        {
            if (!Fits(row.Text, start, length ?? 0) || DisplayText.Line(row.Text.Substring(start, length ?? 0)) is not { Length: > 0 } name) return null;
            speaker = name;
        }

        return new QuoteView(DisplayText.Paragraph(row.Text.Substring(quote.Start, quote.Length)), TextFragment.Link(row.Article.Url, row.Text, quote.Start, quote.Length), speaker);
    }

    // Chinese and Japanese put no space between sentences: their full stop brings its own.
    private static string Joined(IEnumerable<string> sentences) =>
        sentences.Aggregate("", (text, sentence) => text.Length == 0 || text[^1] is '。' or '！' or '？' or '」' or '』' ? text + sentence : $"{text} {sentence}");

    private static bool Fits(string text, int start, int length) => start >= 0 && length > 0 && start <= text.Length - length;

    // A card without a title could not be pressed: its first words are its name, else its address, else its publication.
    private static string Title(Article a, string summary, string snippet) =>
        DisplayText.Line(a.Title) is { Length: > 0 } title ? title
        : DisplayText.Clip(summary.Length > 0 ? summary : snippet, MostOfWordsAsTitle) is { Length: > 0 } words ? words
        : Title("", a.Url, a.Source);

    private static string Title(string title, string url, string source) =>
        DisplayText.Line(title) is { Length: > 0 } line ? line
        : Uri.TryCreate(url, UriKind.Absolute, out var address) ? DisplayText.Clip((address.Host + address.AbsolutePath).TrimEnd('/'), MostOfWordsAsTitle)
        : DisplayText.Line(source) is { Length: > 0 } name ? name : "…";

    private static IEnumerable<long> Related(Article article) =>
        article.Related.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<(int Start, int Length)> Ranges(string stored)
    {
        foreach (var pair in stored.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = pair.IndexOf(',', StringComparison.Ordinal);
            yield return (int.Parse(pair.AsSpan(0, comma), System.Globalization.CultureInfo.InvariantCulture), int.Parse(pair.AsSpan(comma + 1), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
