using System.Buffers;
using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What a quote must be before it is judged: whole, short enough, standing on its own feet, prose.</summary>
internal static class QuoteGates
{
    public const int FewestWords = 8;
    public const int MostWords = 45;
    private const int FewestCharacters = 14;
    private const int MostCharacters = 90;

    private static readonly SearchValues<char> Code = SearchValues.Create("{}<>`=\\|@#*^~_→•►▶←↑©®™√");
    private static readonly SearchValues<string> Addresses = SearchValues.Create(["http", "www.", "://", ".com", ".org"], StringComparison.OrdinalIgnoreCase);

    // What points at another part of the page, or at the day it was written, and what publishers must say.
    private static readonly Cues Pointers = new(
        ["see below", "as above", "above)", "below)", "the following ", "as follows", "this article", "this post", "this piece", "this story", "this section", "this tutorial", "this guide", "this chapter", "this series", "the above ", "more content from us", "stay tuned", "in a future post", "next post", "in my next", "in our next", "see figure",
         "in figure", "figure 1", "figure 2", "figure 3", "fig. ", "see table", "in table ", "table 1", "table 2", "click", "in chapter ", "so far we", "we saw", "mentioned above", "mentioned earlier", "as mentioned", "earlier in ",
         "previous section", "next section", "files from", "declined to comment", "in summary", "in conclusion", "this recipe", "shown above", "shown below", "the below", "above is", "pictured", "read on", "read more",
         "section below", "section above", "more details", "for details", "for more information", "listed below", "described below", "described above", "let's look", "take a look", "let’s look", "editor's note", "editor’s note", "this is not the subject", "beyond the scope",
         "views expressed", "views and opinions", "my own views", "views are my own", "opinions are my own", "views are their own", "check out ", "join us", "visit our", "visit us", "contact us", "get in touch", "sign up", "subscribe", "stop by", "is the perfect time", "don't forget to", "don’t forget to", "let us know", "let me know", "feel free to", "in the comments", "comment below", "thanks for reading", "thanks in advance", "have a nice day", "learn more", "謝謝", "感謝您", "不定期", "本站", "转载", "轉載", "thank you for reading", "opinions expressed", "does not constitute", "informational purposes", "investment advice", "legal advice", "medical advice", "disclaimer", "full disclosure", "affiliate link", "earn a commission",
         "trademark", "all rights", "terms and conditions", "at your own risk", "no responsibility", "not responsible for", "without permission", "contributed to this", "contributed reporting", "originally published", "sponsored by",
         "siehe unten", "(siehe", "weiter unten", "weiter oben", "dieser artikel", "diesem artikel", "dieser beitrag", "diesem beitrag", "ci-dessous", "ci-dessus", "cet article", "a continuación", "este artículo", "este artigo", "questo articolo", "abaixo", "in questo post"]);

    private static readonly FrozenSet<string> Glued = "The A An One This These There When We You As For To Each Our Your If At Currently Since Although Because While Before Once Using".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Length, start, end, balance, and nothing that is no prose.</summary>
    public static bool IsWhole(ReadOnlySpan<char> span, string? language) => !span.IsEmpty && EndsProperly(span) && IsWholeWithin(span, language);

    /// <summary>The same for words between quotation marks, which may end where a comma led to "said".</summary>
    public static bool IsWholeWithin(ReadOnlySpan<char> span, string? language)
    {
        if (span.IsEmpty || span.Length > 900 || span[^1] is ':' or '：' or ';' or '…' or '-' or '–' or '—' && language is not "el" || span.Contains('\n')
            || span.ContainsAny(Code) || span.ContainsAny(Addresses) || Pointers.AreIn(span) || !StartsProperly(span, language) || !Speech.IsBalanced(span) || HasHeading(span, language))
            return false;
        var count = Words.Count(span);
        return count.CjkCharacters > count.Words ? count.CjkCharacters is >= FewestCharacters and <= MostCharacters : count.Total is >= FewestWords and <= MostWords;
    }

    private static bool StartsProperly(ReadOnlySpan<char> span, string? language)
    {
        var first = Openers.First(span);
        if (first.IsEmpty || char.IsLower(first[0]) || char.IsDigit(first[0]) || span[0] is '(' or '[' or '（' or '【' or '-' or '–' or '—' or '…' or '.' or '•' or '·' or '/' or '+' or '&')
            return false;
        if (first.Length > 1 && char.IsUpper(first[1]) && StopWords.Contains(language, first) && language is not null)
            return false; // "AS the leader said": an initial set in capitals
        return language is not ("en" or "de" or "fr" or "es") || first.Length > 1 || first[0] is 'I' or 'A' or 'À' or 'Y' or 'O' or 'E';
    }

    /// <summary>"Dead letters One common source of …": a heading that runs into its text, as a sentence's first word within the sentence tells.</summary>
    private static bool HasHeading(ReadOnlySpan<char> span, string? language)
    {
        if (language is not ("en" or null))
            return false;
        for (var i = 2; i + 2 < span.Length; i++)
        {
            if (!char.IsUpper(span[i]) || span[i - 1] is not ' ' || !char.IsLower(span[i - 2]))
                continue;
            var word = Openers.First(span[i..]);
            var next = i + word.Length + 1;
            if (word.Length > 1 && word[0] != 'I' && next < span.Length && (char.IsLower(span[next]) || next + 1 < span.Length && char.IsUpper(span[next]) && char.IsUpper(span[next + 1]) && word is "The") && Glued.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
                return true;
        }
        return false;
    }

    private static bool EndsProperly(ReadOnlySpan<char> span)
    {
        var end = span.Length - 1;
        while (end > 0 && span[end] is '"' or '”' or '“' or '’' or '\'' or '»' or '«' or '」' or '』' or ')' or '）' or ' ' or '\u00A0')
            end--;
        if (span[end] is '.' && end >= 2 && span[end - 1] is '.')
            return false; // trails off
        if (span[end] is '.' or '!' or '?' or '。' or '！' or '？' or '।' or '؟' or '۔' or '։' || span[end] is ';' && Scripts.Of(span[Math.Max(0, end - 1)]) == Script.Greek)
            return true;
        return Scripts.Of(span[end]) == Script.Spaceless; // Thai has no full stop
    }

    /// <summary>"A:" or a speaker's name and colon, with the space after it; 0 when there is none.</summary>
    public static int LabelLength(ReadOnlySpan<char> span)
    {
        var colon = span.IndexOfAny(':', '：');
        if (colon is < 1 or > 32 || span[..colon].IndexOfAny(".,?") >= 0 || span[..colon].Count(' ') > 3)
            return 0;
        var start = colon + 1;
        while (start < span.Length && char.IsWhiteSpace(span[start]))
            start++;
        return start;
    }
}
