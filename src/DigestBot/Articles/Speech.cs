using System.Buffers;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Direct speech within a sentence: what stands between quotation marks.</summary>
internal static class Speech
{
    /// <summary>More quotations in one sentence are a list of names.</summary>
    public const int MostQuotations = 4;

    private static readonly SearchValues<char> Marks = SearchValues.Create("“„«\"「『»”");

    /// <summary>What stands between the marks, in order, without the white space at its ends.</summary>
    /// <param name="sentence">A sentence with its marks.</param>
    /// <param name="found">Room for <see cref="MostQuotations"/> ranges of <paramref name="sentence"/>.</param>
    /// <returns>How many were found.</returns>
    public static int Quotations(ReadOnlySpan<char> sentence, Span<TextRange> found)
    {
        var count = 0;
        for (var i = 0; i < sentence.Length && count < found.Length; i++)
        {
            var next = sentence[i..].IndexOfAny(Marks);
            if (next < 0)
                break;
            i += next;
            var closers = sentence[i] switch
            {
                '“' => "”", '„' => "“”\"", '«' => "»", '"' => "\"", '「' => "」", '』' => "』", '『' => "』", '»' => "«",
                _ => i == 0 || sentence[i - 1] is ' ' or '\u00A0' or '(' ? "”" : null, // ”Swedish”
            };
            if (closers is null)
                continue;
            var length = sentence[(i + 1)..].IndexOfAny(closers);
            if (length < 0)
                continue;
            var inner = sentence.Slice(i + 1, length);
            var left = length - inner.TrimStart().Length;
            var trimmed = inner.Trim().Length;
            if (trimmed > 0)
                found[count++] = new TextRange(i + 1 + left, trimmed);
            i += length + 1;
        }
        return count;
    }

    /// <summary>The longest quotation, as a range of <paramref name="sentence"/>; empty when there is none.</summary>
    public static TextRange Longest(ReadOnlySpan<char> sentence)
    {
        Span<TextRange> found = stackalloc TextRange[MostQuotations];
        var longest = default(TextRange);
        foreach (var quotation in found[..Quotations(sentence, found)])
            if (quotation.Length > longest.Length)
                longest = quotation;
        return longest;
    }

    /// <summary>Whether what is said is a quarter of the sentence, and more than a word or two that somebody used.</summary>
    public static bool IsSpoken(ReadOnlySpan<char> sentence, TextRange longest) =>
        longest.Length * 4 > sentence.Length && Words.Count(sentence.Slice(longest.Start, longest.Length)).Total >= 5;

    /// <summary>Whether a place lies between marks.</summary>
    public static bool IsWithin(ReadOnlySpan<char> sentence, int place)
    {
        Span<TextRange> found = stackalloc TextRange[MostQuotations];
        foreach (var quotation in found[..Quotations(sentence, found)])
            if (quotation.Start <= place && place < quotation.End)
                return true;
        return false;
    }

    /// <summary>Whether marks and brackets come in pairs.</summary>
    public static bool IsBalanced(ReadOnlySpan<char> text)
    {
        int round = 0, square = 0, straight = 0, curly = 0, closed = 0, low = 0, angle = 0, corner = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case '(' or '（': round++; break;
                case ')' or '）': round--; break;
                case '[' or '【': square++; break;
                case ']' or '】': square--; break;
                case '"': straight++; break;
                case '„': low++; break;
                case '“': curly++; break;
                case '”': curly--; closed++; break;
                case '«' or '‹': angle++; break;
                case '»' or '›': angle--; break;
                case '「' or '『': corner++; break;
                case '」' or '』': corner--; break;
            }
            if (round < 0 || square < 0)
                return false;
        }
        // „German“ opens low and closes with the mark that opens in English; ”Swedish” closes twice.
        return round == 0 && square == 0 && straight % 2 == 0 && angle == 0 && corner == 0
            && (low == 0 ? curly == 0 || curly == -closed && closed % 2 == 0 : low == curly || low == -curly);
    }
}
