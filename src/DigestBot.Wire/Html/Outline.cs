using AngleSharp.Dom;

namespace DigestBot.Wire.Html;

/// <summary>One element or text of a page, in document order.</summary>
internal sealed class Node
{
    public required int Index { get; init; }
    public required Node? Parent { get; init; }

    /// <summary>Lower-case element name; empty for a text.</summary>
    public required string Name { get; init; }

    public required Tag Tag { get; init; }
    public required ClassHint Hint { get; init; }
    public IElement? Element { get; init; }
    public string Text { get; init; } = "";

    /// <summary>Weight and commas of a text node, counted once.</summary>
    public (int Length, int Commas) Weight { get; init; }

    /// <summary>The index behind the last descendant: the subtree is [Index, End).</summary>
    public int End { get; set; }

    /// <summary>Left out, with everything in it.</summary>
    public bool Dropped { get; set; }

    /// <summary>Weight of the text in the subtree: characters with white space folded, a CJK character counted as two.</summary>
    public int Length { get; set; }

    /// <summary>The part of <see cref="Length"/> that is inside links.</summary>
    public double LinkLength { get; set; }

    /// <summary>Text that stands in this block itself, not in a block inside it.</summary>
    public int Own { get; set; }

    public double OwnLinks { get; set; }
    public int OwnCommas { get; set; }

    /// <summary>Commas in the subtree: prose has them, menus do not.</summary>
    public int Commas { get; set; }

    /// <summary>List items in the subtree.</summary>
    public int Items { get; set; }

    /// <summary>Paragraphs of some length in the subtree, whatever their element.</summary>
    public int Paragraphs { get; set; }

    /// <summary>The part of <see cref="Length"/> that is inside headings.</summary>
    public int HeadingLength { get; set; }

    public double Score { get; set; }

    public bool IsText => Name.Length == 0;

    public bool Is(Tag tag) => (Tag & tag) != 0;

    public double LinkDensity => Length == 0 ? 0 : LinkLength / Length;

    /// <summary>The element's attribute, or null.</summary>
    public string? Attribute(string name) => Element?.GetAttribute(name);
}

/// <summary>A page as one array in document order: subtrees are ranges, sums are one pass from the end, and no walk is recursive.</summary>
internal sealed class Outline
{
    private readonly List<Node> _nodes = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public Node Root => _nodes[0];

    /// <summary>Flattens a tree.</summary>
    public Outline(IElement root)
    {
        var hints = new Dictionary<string, ClassHint>(StringComparer.Ordinal);
        var open = new Stack<(Node Node, INodeList Children, int Next)>();
        var first = Add(root, null, hints);
        open.Push((first, root.ChildNodes, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Children.Length)
            {
                top.Node.End = _nodes.Count;
                continue;
            }
            var child = top.Children[top.Next];
            open.Push(top with { Next = top.Next + 1 });
            if (child is IText text)
                Add(text, top.Node);
            else if (child is IElement element)
                open.Push((Add(element, top.Node, hints), element.ChildNodes, 0));
        }
    }

    /// <summary>The subtree of a node, the node first, without what was dropped.</summary>
    public IEnumerable<Node> Within(Node node)
    {
        for (var i = node.Index; i < node.End; i++)
        {
            if (_nodes[i].Dropped)
                i = _nodes[i].End - 1;
            else
                yield return _nodes[i];
        }
    }

    /// <summary>Takes everything back in that was dropped.</summary>
    public void Restore()
    {
        foreach (var node in _nodes)
            node.Dropped = false;
        Weigh();
    }

    /// <summary>Sums text, links and commas upwards, leaving out what was dropped.</summary>
    public void Weigh()
    {
        foreach (var node in _nodes)
            (node.Length, node.Commas, node.Own, node.OwnCommas, node.Items, node.Paragraphs, node.HeadingLength, node.LinkLength, node.OwnLinks) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (var i = 0; i < _nodes.Count; i++)
        {
            var node = _nodes[i];
            if (node.Dropped)
                i = node.End - 1;
            else if (node.IsText)
                (node.Length, node.Commas) = node.Weight;
        }
        for (var i = _nodes.Count - 1; i > 0; i--)
        {
            var node = _nodes[i];
            if (node.Dropped || node.Length == 0)
                continue;
            if (node.Name == "a")
                node.LinkLength = node.Length * LinkWeight(node);
            if (node.Name == "li")
                node.Items++;
            else if (node.Is(Tag.Block) && node.Own >= 25 && !node.Is(Tag.Heading))
                node.Paragraphs++;
            else if (node.Is(Tag.Heading))
                node.HeadingLength = node.Length;
            var parent = node.Parent!;
            parent.Items += node.Items;
            parent.Paragraphs += node.Paragraphs;
            parent.HeadingLength += node.HeadingLength;
            parent.Length += node.Length;
            parent.LinkLength += node.LinkLength;
            parent.Commas += node.Commas;
            if (node.Is(Tag.Block))
                continue;
            parent.Own += node.IsText ? node.Length : node.Own;
            parent.OwnCommas += node.IsText ? node.Commas : node.OwnCommas;
            parent.OwnLinks += node.Name == "a" ? node.LinkLength : node.OwnLinks;
        }
    }

    /// <summary>A link inside the page (a footnote) says less about a menu than one that leads away.</summary>
    private static double LinkWeight(Node link) => link.Attribute("href") is ['#', ..] ? .3 : 1;

    private Node Add(IElement element, Node? parent, Dictionary<string, ClassHint> hints)
    {
        var words = (element.ClassName, IdName(element.Id)) switch
        {
            (null or "", null) => "",
            (null or "", { } id) => id,
            ({ } classes, null) => classes,
            var (classes, id) => classes + " " + id,
        };
        if (!hints.TryGetValue(words, out var hint))
            hints[words] = hint = ClassWords.HintOf(words);
        var name = element.LocalName;
        var node = new Node { Index = _nodes.Count, Parent = parent, Name = name, Tag = TagTable.Of(name), Hint = hint, Element = element };
        _nodes.Add(node);
        return node;
    }

    /// <summary>The id, unless it is a heading turned into an anchor ("sharing-with-a-single-developer").</summary>
    private static string? IdName(string? id) =>
        string.IsNullOrEmpty(id) || id.AsSpan().Count('-') + id.AsSpan().Count('_') > 2 ? null : id;

    private void Add(IText text, Node parent) =>
        _nodes.Add(new Node { Index = _nodes.Count, Parent = parent, Name = "", Tag = Tag.None, Hint = ClassHint.None, Text = text.Data, Weight = TextWeight.Count(text.Data), End = _nodes.Count + 1 });
}
