using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>One sentence of an article, with what summary and quotes both ask about it.</summary>
/// <param name="Range">Where it stands in the article's text.</param>
/// <param name="Tag">The block's tag.</param>
/// <param name="Paragraph">The block's number, from 0.</param>
/// <param name="Index">The sentence's number among those that are scored, from 0.</param>
/// <param name="Words">Its length in words; two CJK characters count as one.</param>
/// <param name="Terms">Its terms, with repetitions.</param>
public sealed record Sentence(TextRange Range, string Tag, int Paragraph, int Index, int Words, IReadOnlyList<string> Terms)
{
    /// <summary>How it speaks.</summary>
    internal Rhetoric.Tone Tone { get; init; }
}

/// <summary>The one pass over an article that all stages share: its blocks, its sentences and their terms.</summary>
public sealed class Reading
{
    /// <summary>UTF-16 units of a text that are read.</summary>
    public const int Longest = 400_000;

    /// <summary>Sentences that are scored; what comes after them is read, counted, and neither summarised nor quoted.</summary>
    public const int MostSentences = 200;

    private const int MostBlocks = 4000;

    private Reading(ArticleText article, string text, string? language, List<Block> blocks, List<Sentence> sentences, HashSet<string> title)
    {
        Article = article;
        Text = text;
        Language = language;
        Blocks = blocks;
        Sentences = sentences;
        TitleTerms = title;
        Count = Words.Count(text);
        Weights = TermWeights.Of(sentences, title);
    }

    /// <summary>What was read.</summary>
    public ArticleText Article { get; }

    /// <summary>The text, cut at <see cref="Longest"/>.</summary>
    public string Text { get; }

    /// <summary>Two-letter code; null when unsure.</summary>
    public string? Language { get; }

    /// <summary>All blocks of the text.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The sentences of running text, without code, tables, captions, menus and boilerplate.</summary>
    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>The terms of the title.</summary>
    public IReadOnlySet<string> TitleTerms { get; }

    /// <summary>How long the text is.</summary>
    public WordCount Count { get; }

    /// <summary>How much each term of the article matters.</summary>
    public TermWeights Weights { get; }

    /// <summary>Reads an article.</summary>
    public static Reading Of(ArticleText article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var text = article.Text.Length > Longest ? article.Text[..Longest] : article.Text;
        var language = Languages.Detect(text, article.Language);
        var title = article.Title is { Length: > 0 and < 1000 } t
            ? Terms.Of(t, Words.Tokens(t, new TextRange(0, t.Length)), language).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
        var blocks = BlocksOf(article, text);
        return new Reading(article, text, language, blocks, SentencesOf(text, language, blocks, article.Title), title);
    }

    private static List<Sentence> SentencesOf(string text, string? language, List<Block> blocks, string? title)
    {
        var sentences = new List<Sentence>();
        for (var paragraph = 0; paragraph < blocks.Count && sentences.Count < MostSentences; paragraph++)
        {
            var block = blocks[paragraph];
            var range = new TextRange(block.Start, block.Length);
            if (!IsRunningText(block.Tag) || Boilerplate.IsBlock(range.Of(text), (double)block.Start / text.Length, title))
                continue;
            foreach (var sentence in Wire.Text.Sentences.Split(text, range, language))
            {
                if (sentences.Count == MostSentences)
                    break;
                var own = Boilerplate.WithoutDateline(text, sentence, sentences.Count < 3);
                if (Boilerplate.IsSentence(own.Of(text), sentences.Count))
                    continue;
                var tokens = Words.Tokens(text, own);
                var words = Words.Count(own.Of(text)).Total;
                if (words > 0)
                    sentences.Add(new Sentence(own, block.Tag, paragraph, sentences.Count, words, Terms.Of(text, tokens, language)) { Tone = Rhetoric.Of(own.Of(text), language) });
            }
        }
        return sentences;
    }

    private static bool IsRunningText(string tag) =>
        tag is not ("pre" or "code" or "figcaption" or "caption" or "table" or "td" or "th" or "tr" or "nav" or "aside" or "footer" or "form" or "button" or "pullquote" or "dt"
            or "h1" or "h2" or "h3" or "h4" or "h5" or "h6");

    private static List<Block> BlocksOf(ArticleText article, string text)
    {
        var blocks = new List<Block>();
        foreach (var block in article.Blocks)
            if (block.Start >= 0 && block.Length > 0 && (long)block.Start + block.Length <= text.Length && blocks.Count < MostBlocks)
                blocks.Add(block);
        if (blocks.Count > 0)
            return blocks;
        for (var start = 0; start < text.Length && blocks.Count < MostBlocks;)
        {
            var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
            if (end < 0)
                end = text.Length;
            if (end > start)
                blocks.Add(new Block("p", start, end - start));
            start = end + 2;
        }
        return blocks;
    }
}
