using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Direct speech within a sentence.</summary>
internal static class Speech
{
    /// <summary>What stands between the quotation marks of the longest quotation, as a range of <paramref name="sentence"/>; empty when there is none.</summary>
    public static TextRange Longest(ReadOnlySpan<char> sentence)
    {
        var longest = default(TextRange);
        for (var i = 0; i < sentence.Length; i++)
        {
            var closers = sentence[i] switch
            {
                '“' => "”", '„' => "“”", '«' => "»", '"' => "\"", '「' => "」", '『' => "』", '»' => "«", _ => null,
            };
            if (closers is null)
                continue;
            var length = sentence[(i + 1)..].IndexOfAny(closers);
            if (length < 0)
                continue;
            if (length > longest.Length)
                longest = new TextRange(i + 1, length);
            i += length + 1;
        }
        var span = sentence.Slice(longest.Start, longest.Length);
        var left = span.Length - span.TrimStart().Length;
        return new TextRange(longest.Start + left, span.Trim().Length);
    }

    /// <summary>Whether marks and brackets come in pairs.</summary>
    public static bool IsBalanced(ReadOnlySpan<char> text)
    {
        int round = 0, square = 0, straight = 0, curly = 0, low = 0, angle = 0, corner = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case '(' or '（': round++; break;
                case ')' or '）': round--; break;
                case '[': square++; break;
                case ']': square--; break;
                case '"': straight++; break;
                case '„': low++; break;
                case '“': curly++; break;
                case '”': curly--; break;
                case '«' or '‹': angle++; break;
                case '»' or '›': angle--; break;
                case '「' or '『': corner++; break;
                case '」' or '』': corner--; break;
            }
            if (round < 0 || square < 0)
                return false;
        }
        // „German“ opens low and closes with the mark that opens in English.
        return round == 0 && square == 0 && straight % 2 == 0 && angle == 0 && corner == 0 && (low == 0 ? curly == 0 : low == curly || low == -curly);
    }
}
