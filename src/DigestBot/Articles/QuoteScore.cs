using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>How quotable a sentence is. Style counts more than content: what people quote asserts, excludes, sets one thing against another, and needs no names and figures.</summary>
internal static class QuoteScore
{
    /// <summary>Below this, an article has one quote less.</summary>
    public const double Least = 1.0;

    /// <summary>About 0 to 3.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="range">The candidate.</param>
    /// <param name="sentence">The sentence that it is, or is part of.</param>
    /// <param name="content">The sentence's share in what the article is about, 0 to 1.</param>
    /// <param name="kind">The article's type.</param>
    public static double Of(Reading reading, TextRange range, Sentence sentence, double content, string kind)
    {
        var span = range.Of(reading.Text);
        var count = Words.Count(span);
        var words = count.Words + count.CjkCharacters * 3 / 4; // what 26 words say takes some 35 Chinese or Japanese characters
        var tone = range == sentence.Range ? sentence.Tone : Rhetoric.Of(span, reading.Language);
        var speech = kind is "News" or "Interview" && (range != sentence.Range || Speech.Longest(span).Length * 4 > span.Length);
        var shared = reading.TitleTerms.Count == 0 ? 0 : (double)sentence.Terms.Distinct(StringComparer.Ordinal).Count(reading.TitleTerms.Contains) / Math.Min(reading.TitleTerms.Count, 5);
        return .8 * Math.Min(words, 26) / 26 - .03 * Math.Max(0, words - 34)
            + (tone.Asserts ? .35 : 0)
            + Math.Min(.75, .3 * tone.Absolutes)
            + (tone.Contrasts ? .45 : 0)
            + (tone.Personal ? .25 : 0)
            - (Openers.LooksBack(span, reading.Language) ? .35 : 0)
            + .6 * Math.Min(1, shared)
            + .4 * content
            + (speech ? .7 : kind == "News" ? -.2 : 0)
            - (tone.Reports && !speech ? .5 : 0)
            - (sentence.Tag is "li" or "dd" or "blockquote" ? .4 : 0)
            - (span.ContainsAny('(', '[', '（') ? .3 : 0)
            - (span.ContainsAny(':', ';', '：') ? .1 : 0)
            - (kind == "Interview" && span[^1] is '?' or '？' or '؟' ? 1 : 0)
            - Names(span, reading.Language, words)
            - Figures(span);
    }

    /// <summary>Capitals within the sentence, as a share of its words; German writes all nouns so.</summary>
    private static double Names(ReadOnlySpan<char> span, string? language, int words)
    {
        if (language == "de")
            return 0;
        var names = 0;
        for (var i = 2; i < span.Length; i++)
            if (char.IsUpper(span[i]) && span[i - 1] is ' ' && span[i - 2] is not ('.' or '!' or '?' or ':' or '”' or '"') && !(span[i] == 'I' && (i + 1 == span.Length || !char.IsLetter(span[i + 1]))))
                names++;
        return Math.Min(1, 2.5 * names / Math.Max(8, words));
    }

    private static double Figures(ReadOnlySpan<char> span)
    {
        var figures = 0;
        for (var i = 0; i < span.Length; i++)
            if (char.IsDigit(span[i]) && (i == 0 || !char.IsDigit(span[i - 1]) && span[i - 1] is not ('.' or ',')))
                figures++;
        return Math.Min(.7, .25 * figures) + (span.IndexOfAny("$€£%") >= 0 ? .15 : 0);
    }
}
