using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Wire.Html;

/// <summary>A paragraph that may become a block of the text.</summary>
internal sealed class Draft
{
    public required string Tag { get; init; }
    public required Node Node { get; init; }
    public required string Text { get; init; }

    /// <summary>Characters of <see cref="Text"/> that are inside links.</summary>
    public required int LinkLength { get; init; }
}

/// <summary>Writes nodes as paragraphs: one for each block element that holds text itself, and one for each pair of line breaks.</summary>
internal sealed class BlockWriter(Outline outline)
{
    private const int LongCell = 200;
    private const int LongestCaption = 400;

    /// <summary>UTF-16 units after which nothing more is written: the text is cut well before, however much of this is taken out again.</summary>
    private const int Enough = 2 * MainText.MaxText;

    private readonly List<Draft> _drafts = [];
    private readonly StringBuilder _text = new();
    private Node? _block;
    private int _linkLength;
    private int _breaks;
    private int _lines;
    private int _firstLine;
    private bool _space;
    private int _written;

    /// <summary>The paragraphs of the given subtrees, in document order, without what was dropped.</summary>
    public static List<Draft> Write(Outline outline, IEnumerable<Node> roots)
    {
        var writer = new BlockWriter(outline);
        foreach (var root in roots)
            if (writer._written < Enough)
                writer.Write(root);
        return writer._drafts;
    }

    private void Write(Node root)
    {
        // Ends of open elements, innermost last: leaving a block ends its paragraph.
        var open = new Stack<Node>();
        var links = 0;
        foreach (var node in outline.Within(root))
        {
            if (_written >= Enough)
                break;
            while (open.TryPeek(out var top) && node.Index >= top.End)
                Leave(open.Pop(), ref links);
            if (node.IsText)
                Append(node, links > 0);
            else if (node.Name == "br")
                Break();
            else if (IsBlock(node) || node.Name == "a")
            {
                if (node.Name == "a")
                    links++;
                else
                    Finish();
                open.Push(node);
            }
        }
        while (open.TryPop(out var top))
            Leave(top, ref links);
        Finish();
    }

    private void Leave(Node node, ref int links)
    {
        if (node.Name == "a")
            links--;
        else
            Finish();
    }

    private void Break()
    {
        _breaks++;
        if (_text.Length > 0 && _lines++ == 0)
            _firstLine = _text.Length;
        if (InPre)
            _text.Append('\n');
        _space = !InPre;
    }

    private bool InPre => _block is not null && TagOf(_block) == "pre";

    private void Append(Node node, bool inLink)
    {
        var text = node.Text;
        if (string.IsNullOrWhiteSpace(text))
        {
            if (InPre)
                _text.Append(text);
            else
                _space |= text.Length > 0;
            return;
        }
        if (_breaks > 1 && !InPre)
            Finish();
        _breaks = 0;
        _block ??= BlockOf(node);
        var before = _text.Length;
        if (InPre)
            _text.Append(text);
        else
            Fold(text);
        if (inLink)
            _linkLength += _text.Length - before;
    }

    private void Fold(string text)
    {
        foreach (var c in text)
        {
            if (c <= ' ' || (c >= 0x7F && (char.IsWhiteSpace(c) || c == '\u200B' || c == '\u00AD' || c == '\uFEFF' || char.IsControl(c))))
            {
                _space |= c is not ('\u200B' or '\u00AD' or '\uFEFF');
                continue;
            }
            if (_space && _text.Length > 0)
                _text.Append(' ');
            _space = false;
            _text.Append(c);
        }
    }

    private void Finish()
    {
        if (_block is not null && _text.Length > 0)
        {
            _written += _text.Length;
            // Made fit to be shown before anything counts characters: quotes are ranges of what is stored.
            var text = DisplayText.Paragraph(_text.ToString());
            text = InPre ? PreText.Tidy(text) : text.Trim(' ');
            var heading = InPre || _lines != 1 ? 0 : RunInHeading.Length(text, _firstLine);
            if (heading > 0)
                Add(text[..heading], 0);
            Add(text[heading..].TrimStart(' '), _linkLength);
        }
        _text.Clear();
        (_block, _linkLength, _breaks, _space, _lines, _firstLine) = (null, 0, 0, false, 0, 0);
    }

    private void Add(string text, int links)
    {
        if (text.Length > 0)
            _drafts.Add(new Draft { Tag = TagOf(_block!), Node = _block!, Text = text, LinkLength = Math.Min(links, text.Length) });
    }

    /// <summary>A caption or credit that is marked as such stands for itself, even within a paragraph.</summary>
    private static bool IsBlock(Node node) => node.Is(Tag.Block) || IsInlineCaption(node);

    private static bool IsInlineCaption(Node node) => (node.Hint & ClassHint.Caption) != 0 && node.Name == "span" && node.Length < LongestCaption;

    private static Node BlockOf(Node text)
    {
        var node = text.Parent!;
        while (node.Parent is not null && !IsBlock(node))
            node = node.Parent;
        return node;
    }

    /// <summary>The name that says most: a paragraph in a quotation is the quotation, one in a list is the item.</summary>
    private static string TagOf(Node block)
    {
        if (block.Is(Tag.Heading))
            return block.Name;
        if (IsInlineCaption(block))
            return "figcaption";
        // A pull quote's own element may stand around a blockquote: it is looked for first.
        for (var (node, levels) = (block, 0); node is not null && levels < 6; node = node.Parent, levels++)
            if ((node.Hint & ClassHint.PullQuote) != 0)
                return "pullquote";
        for (var (node, levels) = (block, 0); node is not null && levels < 6; node = node.Parent, levels++)
        {
            // A cell that holds paragraphs is layout, not a table's.
            if (node.Name is "td" or "th" && (node.Paragraphs > 1 || node.Length > LongCell))
                return "p";
            if (node.Name is "li" or "blockquote" or "pre" or "figcaption" or "td" or "th" or "dt" or "dd" or "caption")
                return node.Name;
        }
        return "p";
    }
}
