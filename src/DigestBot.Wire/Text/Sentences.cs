namespace DigestBot.Wire.Text;

/// <summary>
/// Splits text into sentences by rule, in many scripts and without a model: what a stop means is told by the word before it and the first word after it,
/// and nothing inside quotation marks or brackets ends the sentence around them.
/// </summary>
public static class Sentences
{
    /// <summary>The sentences of a whole text, in order, without the white space around them.</summary>
    /// <param name="text">Any text; a blank line, and a line break that does not merely wrap, end a sentence too.</param>
    /// <param name="language">A language tag, for abbreviations, ordinals and first words; English and the text's script when null.</param>
    /// <returns>Ranges of <paramref name="text"/> that neither overlap nor are empty.</returns>
    public static IReadOnlyList<TextRange> Split(string text, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text, new TextRange(0, text.Length), language);
    }

    /// <summary>The sentences of one block of a text; the ranges returned are ranges of the whole <paramref name="text"/>.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="range">The block.</param>
    /// <param name="language">A language tag; English and the text's script when null.</param>
    public static IReadOnlyList<TextRange> Split(string text, TextRange range, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, text.Length);
        var sentences = new List<TextRange>();
        var rule = new StopRule(text, LanguageTag.Primary(language));
        foreach (var piece in Lines.Pieces(text, range))
            new SentenceScanner(text, piece, rule, sentences).Run();
        return sentences;
    }
}
