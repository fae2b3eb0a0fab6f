using DigestBot.Wire.Html;

namespace DigestBot.Articles.Slop;

/// <summary>Where a phrase stands in an article: in whose words, and in what kind of paragraph.</summary>
internal sealed class Passages(ArticleText article)
{
    private const int FarthestBack = 3000;
    private const int ShortParagraph = 450; // units
    private const double Edge = .15;

    private readonly string _text = article.Text;
    private readonly IReadOnlyList<Block> _blocks = article.Blocks;

    /// <summary>Whether the words at <paramref name="at"/> are somebody else's, or no running text: in quotation marks, in a block quotation, in code, a heading, or a list item that is little more than they.</summary>
    public bool IsQuoted(int at, int length)
    {
        if (BlockAt(at) is { } block && (block.Tag is "blockquote" or "pullquote" or "pre" or "code" or "td" or "th" or "figcaption" || (block.Tag is "li" or "dt" or "dd" && block.Length < 3 * length))) return true;
        return IsInMarks(Math.Max(ParagraphStart(at), at - FarthestBack), at, length);
    }

    /// <summary>Whether this is a short paragraph at the text's beginning or end.</summary>
    public bool IsEdge(int at)
    {
        var start = ParagraphStart(at);
        var end = _text.IndexOf("\n\n", at, StringComparison.Ordinal);
        if (end < 0) end = _text.Length;
        var reach = Math.Max(ShortParagraph, (int)(_text.Length * Edge));
        return end - start <= ShortParagraph && (end <= reach || start >= _text.Length - reach);
    }

    /// <summary>The words of the sentence before <paramref name="at"/>.</summary>
    public ReadOnlySpan<char> Before(int at)
    {
        var start = Math.Max(ParagraphStart(at), at - 200);
        var stop = _text.AsSpan(start, at - start).LastIndexOfAny(".!?。\n");
        return _text.AsSpan(start + stop + 1, at - start - stop - 1);
    }

    private int ParagraphStart(int at) => at == 0 ? 0 : _text.LastIndexOf("\n\n", at - 1, StringComparison.Ordinal) is >= 0 and var blank ? blank + 2 : 0;

    private Block? BlockAt(int at)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].Start + _blocks[middle].Length <= at) low = middle + 1;
            else if (_blocks[middle].Start > at) high = middle - 1;
            else return _blocks[middle];
        }

        return null;
    }

    private bool IsInMarks(int start, int at, int length)
    {
        int straight = 0, depth = 0, single = 0;
        for (var i = start; i < at; i++)
        {
            switch (_text[i])
            {
                case '"': straight ^= 1; break;
                case '„' or '«' or '「' or '『': depth++; break;
                // The mark that closes in German opens in English.
                case '“': depth = depth > 0 && _text.AsSpan(start, i - start).Contains('„') ? depth - 1 : depth + 1; break;
                case '”' or '»' or '」' or '』': depth = Math.Max(0, depth - 1); break;
                case '‘': single++; break;
                case '’' or '\'' when i + 1 >= _text.Length || !char.IsLetter(_text[i + 1]): single = Math.Max(0, single - 1); break;
                case '\'' when i == 0 || !char.IsLetterOrDigit(_text[i - 1]): single++; break;
            }
        }

        // A mark that nobody closes is a slip of the pen: what follows must close it.
        var rest = _text.AsSpan(at + length, Math.Min(FarthestBack, _text.Length - at - length));
        if (rest.IndexOf("\n\n") is >= 0 and var end) rest = rest[..end];
        return (straight > 0 && rest.Contains('"')) || (depth > 0 && rest.IndexOfAny("”»」』“") >= 0) || (single > 0 && rest.IndexOfAny('’', '\'') >= 0);
    }
}
