using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What is known of an article before it is read.</summary>
/// <param name="Title">Plain text; null when it has none.</param>
/// <param name="Text">The main text; paragraphs are separated by a blank line.</param>
/// <param name="Blocks">Its paragraphs with their tags, in order; empty when unknown, then blank lines divide the text.</param>
/// <param name="Language">What the feed or the page says; null when neither does.</param>
/// <param name="Url">The article's address; null when unknown.</param>
/// <param name="Categories">What the feed files it under, plain text.</param>
public sealed record ArticleText(string? Title, string Text, IReadOnlyList<Block> Blocks, string? Language, string? Url, IReadOnlyList<string> Categories)
{
    /// <summary>What its page calls it: a schema.org type such as <c>NewsArticle</c>, or Open Graph's; null when no page was read or it does not say.</summary>
    public string? PageType { get; init; }
}

/// <summary>What the reading of an article gives. Summary and quotes are ranges of its text, so that nothing can be printed that the writer did not write.</summary>
/// <param name="Language">Two-letter code; null when unsure.</param>
/// <param name="Words">Words, with two Chinese or Japanese characters for one.</param>
/// <param name="Minutes">Reading time, at least 1.</param>
/// <param name="Type">Release, Interview, Research, Tutorial, Review, News, Opinion, Podcast, Video, Discussion or Insight; null when none can be told.</param>
/// <param name="Summary">Whole sentences in the text's order; empty when the text is too short to need one.</param>
/// <param name="Quotes">Key quotes in the text's order; none is a sentence of the summary.</param>
public sealed record ArticleAnalysis(string? Language, int Words, int Minutes, string? Type, IReadOnlyList<TextRange> Summary, IReadOnlyList<PulledQuote> Quotes);

/// <summary>A key quote.</summary>
/// <param name="Range">Where it stands in the article's text.</param>
/// <param name="Speaker">Where the text names the person who says it, when that is not the writer and the quote itself does not say so; else null.</param>
public readonly record struct PulledQuote(TextRange Range, TextRange? Speaker)
{
    /// <summary>First UTF-16 unit.</summary>
    public int Start => Range.Start;

    /// <summary>UTF-16 units.</summary>
    public int Length => Range.Length;

    /// <summary>The unit after the last.</summary>
    public int End => Range.End;

    /// <summary>The quote's text within <paramref name="text"/>.</summary>
    public ReadOnlySpan<char> Of(string text) => Range.Of(text);
}
