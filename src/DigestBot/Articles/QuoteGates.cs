using System.Buffers;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What a quote must be before it is judged: whole, short enough, standing on its own feet, and the writer's own words.</summary>
internal static class QuoteGates
{
    public const int FewestWords = 8;
    public const int MostWords = 45;

    private static readonly SearchValues<char> Code = SearchValues.Create("{}<>`=\\|@#*^~_");
    private static readonly SearchValues<string> Addresses = SearchValues.Create(["http", "www.", "://", ".com", ".org"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Pointers = SearchValues.Create(
        ["see below", "as above", "above)", "below)", "following ", "as follows", "this article", "this post", "this piece", "last week", "yesterday", "figure ", "table ", "click", "chapter ", "so far we", "we saw",
         "mentioned", "earlier", "previous section", "next section", "files from", "declined to comment", "unten", "siehe", "ci-dessous", "a continuación", "recipe", "in summary", "in conclusion"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a sentence that can be printed as a quote; empty when it must not be.</summary>
    public static TextRange Pass(Reading reading, Sentence sentence, string kind)
    {
        var spoken = kind is "News" or "Interview";
        var range = sentence.Range;
        if (kind == "Interview" && LabelLength(range.Of(reading.Text)) is var label and > 0)
            range = new TextRange(range.Start + label, range.Length - label);
        var span = range.Of(reading.Text);
        var speech = Speech.Longest(span);
        if (speech.Length * 4 > span.Length && Words.Count(span.Slice(speech.Start, speech.Length)).Total >= FewestWords)
        {
            if (!spoken)
                return default; // somebody else's words
            if (IsWhole(span, reading.Language) && HasNamedSpeaker(span, speech, reading.Language))
                return range;
            return Inner(reading, range, speech);
        }
        if (kind != "Interview" && sentence.Tag == "blockquote")
            return default;
        if (kind == "Tutorial" && KindCounts.IsStep(reading.Text, reading.Blocks[sentence.Paragraph]))
            return default; // an instruction
        return IsWhole(span, reading.Language) && !Openers.IsDangling(span, reading.Language) ? range : default;
    }

    /// <summary>Length, start, end, balance, and nothing that is no prose.</summary>
    public static bool IsWhole(ReadOnlySpan<char> span, string? language)
    {
        var count = Words.Count(span);
        if (count.Total is < FewestWords or > MostWords || count.CjkCharacters > 0 && count.CjkCharacters is < 14 or > 90)
            return false;
        return StartsProperly(span, language) && EndsProperly(span) && Speech.IsBalanced(span)
            && !span.ContainsAny(Code) && !span.ContainsAny(Addresses) && !span.ContainsAny(Pointers);
    }

    private static bool StartsProperly(ReadOnlySpan<char> span, string? language)
    {
        var first = Openers.First(span);
        if (first.IsEmpty || char.IsLower(first[0]) || span[0] is '(' or '[' or '-' or '–' or '—' or '…' or '.' or '•' || char.IsDigit(span[0]))
            return false;
        return language is not ("en" or "de" or "fr" or "es") || first.Length > 1 || first[0] is 'I' or 'A' or 'À' or 'Y' or 'O' or 'E';
    }

    private static bool EndsProperly(ReadOnlySpan<char> span)
    {
        var end = span.Length - 1;
        while (end > 0 && span[end] is '"' or '”' or '“' or '’' or '\'' or '»' or '」' or '』' or ')' or ' ' or '\u00A0')
            end--;
        if (span[end] is '.' && end >= 2 && span[end - 1] is '.')
            return false; // trails off
        return span[end] is '.' or '!' or '?' or '。' or '！' or '？' or '।' or '؟' or '۔' or '։' || span[end] is ';' && Scripts.Of(span[Math.Max(0, end - 1)]) == Script.Greek;
    }

    /// <summary>The words between the marks, when they are a sentence of their own; without the comma before the attribution.</summary>
    private static TextRange Inner(Reading reading, TextRange sentence, TextRange speech)
    {
        var range = new TextRange(sentence.Start + speech.Start, speech.Length);
        var span = range.Of(reading.Text);
        if (span.Length > 0 && span[^1] is ',' or '，')
            range = range with { Length = range.Length - 1 };
        span = range.Of(reading.Text);
        var words = Words.Count(span).Total;
        return words is >= FewestWords and <= MostWords && StartsProperly(span, reading.Language) && Speech.IsBalanced(span) && !span.ContainsAny(Code) && !span.ContainsAny(Addresses)
            && !Openers.IsDangling(span, reading.Language) ? range : default;
    }

    /// <summary>Whether what stands around the speech names who speaks; "he said" does not.</summary>
    private static bool HasNamedSpeaker(ReadOnlySpan<char> span, TextRange speech, string? language)
    {
        if (Openers.IsDangling(span, language))
            return false;
        var after = span[Math.Min(speech.End + 1, span.Length)..];
        var before = span[..Math.Max(0, speech.Start - 1)];
        if (language is "zh" or "ja" or "ar" or "he" or "hi" or "th" or "ko")
            return before.Length > 1 || after.Length > 2;
        return HasName(after) || HasName(before);
    }

    private static bool HasName(ReadOnlySpan<char> part)
    {
        for (var rest = part; ;)
        {
            var word = Openers.First(rest);
            if (word.IsEmpty)
                return false;
            if (word.Length > 1 && char.IsUpper(word[0]) && !StopWords.Contains("en", word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
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
