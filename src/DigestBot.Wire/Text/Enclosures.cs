using System.Buffers;

namespace DigestBot.Wire.Text;

/// <summary>Pairs of quotation marks and brackets: nothing inside one of them ends the sentence that stands around it.</summary>
internal static class Enclosures
{
    /// <summary>A pair further apart than this is no pair: a mark was forgotten, or a quotation runs over several paragraphs.</summary>
    public const int Longest = 1000;

    private const int Deepest = 12;

    private static readonly List<TextRange> None = [];

    private static readonly SearchValues<char> Marks = SearchValues.Create("()[]{}（）［］【】「」『』《》〈〉“”„«»‹›\"'‘’‚`");

    /// <summary>The outermost pairs within <paramref name="range"/>, in order; <see cref="TextRange.Start"/> is the opening mark, the last unit the closing one.</summary>
    public static List<TextRange> Outermost(string text, TextRange range)
    {
        var pairs = All(text, range);
        if (pairs.Count == 0)
            return None;
        pairs.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        var outermost = new List<TextRange>(pairs.Count);
        var end = -1;
        foreach (var pair in pairs)
            if (pair.Start >= end)
            {
                outermost.Add(pair);
                end = pair.End;
            }
        return outermost;
    }

    private static List<TextRange> All(string text, TextRange range)
    {
        var next = range.Of(text).IndexOfAny(Marks);
        if (next < 0)
            return None;
        var pairs = new List<TextRange>();
        var open = new List<(char Mark, int At)>(Deepest);
        for (var i = range.Start + next; i < range.End; i += 1 + next)
        {
            next = text.AsSpan(i + 1, range.End - i - 1).IndexOfAny(Marks);
            if (next < 0)
                next = range.End; // no more: the last round
            var c = text[i];
            if (Closes(text, range, i, open) is var level and >= 0)
            {
                if (i - open[level].At <= Longest && IsPair(text, open[level].At, i))
                    pairs.Add(new TextRange(open[level].At, i - open[level].At + 1));
                open.RemoveRange(level, open.Count - level);
            }
            else if (Opens(text, range, i))
            {
                if (c is '\'' or '‘' or '`' && open.FindIndex(o => o.Mark == c) is var old and >= 0)
                    open.RemoveAt(old); // an apostrophe was taken for a mark
                if (open.Count == Deepest)
                    open.RemoveAt(0);
                open.Add((c, i));
            }
        }
        return pairs;
    }

    private static bool Opens(string text, TextRange range, int i)
    {
        var c = text[i];
        if (c is '(' or '[' or '{' or '（' or '［' or '【' or '「' or '『' or '《' or '〈' or '“' or '„' or '«' or '»' or '‹')
            return true;
        var next = i + 1 < range.End ? text[i + 1] : ' ';
        var previous = i > range.Start ? text[i - 1] : ' ';
        var fresh = char.IsWhiteSpace(previous) || IsOpeningMark(previous) || char.IsPunctuation(previous) && previous is '-' or '–' or '—' or '/' or ':';
        return c switch
        {
            '"' or '”' => (fresh || Scripts.IsCjk(previous)) && !char.IsWhiteSpace(next),
            '\'' or '‘' or '‚' or '`' => fresh && (char.IsLetter(next) || IsOpeningMark(next) || next is '.' or '…'),
            _ => false,
        };
    }

    /// <summary>The level of <paramref name="open"/> that the mark at <paramref name="i"/> closes; -1 for none.</summary>
    private static int Closes(string text, TextRange range, int i, List<(char Mark, int At)> open)
    {
        var c = text[i];
        var partners = c switch
        {
            ')' => "(", ']' => "[", '}' => "{", '）' => "（(", '］' => "［", '】' => "【", '」' => "「", '』' => "『", '》' => "《", '〉' => "〈", '›' => "‹",
            '”' => "“„”", '“' => "„", '"' => "\"„“", '»' => "«", '«' => "»", '\'' => "'`", '’' => "‘'", '‘' => "‚",
            _ => null,
        };
        if (partners is null)
            return -1;
        var next = i + 1 < range.End ? text[i + 1] : ' ';
        var previous = i > range.Start ? text[i - 1] : ' ';
        if (c is '\'' or '’' or '‘' && (char.IsLetterOrDigit(next) || char.IsWhiteSpace(previous)))
            return -1;
        if (c is '"' && char.IsWhiteSpace(previous) && char.IsLetterOrDigit(next))
            return -1; // an opening mark, whatever is open
        for (var level = open.Count - 1; level >= 0; level--)
            if (partners.Contains(open[level].Mark, StringComparison.Ordinal))
                return level;
        return -1;
    }

    /// <summary>Single marks are apostrophes too: they are a pair when the last thing inside is a mark of punctuation, or when no sentence ends inside.</summary>
    private static bool IsPair(string text, int open, int close)
    {
        if (text[open] is not ('\'' or '‘' or '`') || text[close - 1] is '.' or ',' or '!' or '?' or '…' or '-' or '—' or ';')
            return true;
        for (var i = open + 1; i < close - 1; i++)
            if (text[i] is '.' or '!' or '?' && char.IsWhiteSpace(text[i + 1]))
                return false;
        return true;
    }

    /// <summary>Quotation marks and brackets that may stand before a sentence's first letter.</summary>
    public static bool IsOpeningMark(char c) =>
        c is '"' or '\'' or '“' or '‘' or '„' or '‚' or '«' or '»' or '‹' or '(' or '[' or '{' or '（' or '「' or '『' or '《' or '【' or '¿' or '¡' or '”' or '’';

    /// <summary>Quotation marks and brackets that may stand after a sentence's stop.</summary>
    public static bool IsClosingMark(char c) =>
        c is '"' or '\'' or '”' or '’' or '“' or '‘' or '»' or '«' or '›' or ')' or ']' or '}' or '）' or '」' or '』' or '》' or '】';
}
