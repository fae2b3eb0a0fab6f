namespace DigestBot.Wire.Syndication.Markup;

/// <summary>What an <see cref="ElementReader"/> needs to know of the format that it reads.</summary>
/// <param name="IsItem">True for the element that is one entry: it is handed over when it ends, and is not kept.</param>
/// <param name="OnItem">Takes one entry; false ends the reading.</param>
/// <param name="HoldsText">True for the local names that hold no elements of the same vocabulary.</param>
internal sealed record ElementPlan(Func<Element, bool> IsItem, Func<Element, bool> OnItem, IReadOnlySet<string> HoldsText);

/// <summary>
/// Builds elements from tokens, item by item, so that memory holds one entry at a time. Tags that were never closed are closed where
/// the format leaves no doubt; end tags that close nothing are passed over.
/// </summary>
internal sealed class ElementReader(MarkupReader reader, Repairs repairs)
{
    /// <summary>Elements below this depth are left out; their text is kept.</summary>
    public const int MaxDepth = 100;

    /// <summary>Elements and texts that are kept of one entry, or of everything outside the entries.</summary>
    public const int MaxNodes = 100_000;

    private readonly List<Element> _open = [];
    private readonly Dictionary<string, int> _openNames = new(StringComparer.Ordinal);
    private readonly NamespaceScope _scope = new(repairs);
    private int _tooDeep;
    private int _headNodes;
    private int _itemNodes;
    private Element? _item;
    private bool _stop;

    /// <summary>Reads on from the root's start tag, which the reader has just passed; returns the root with all that is no item.</summary>
    public Element Read(ElementPlan plan)
    {
        _scope.AdoptRoot(reader.Name, reader.Attributes);
        var root = Open(plan);
        while (!_stop && _open.Count > 0 && reader.Read())
        {
            if (reader.Token == Token.Start)
                Open(plan);
            else if (reader.Token == Token.Text)
                AddText();
            else
                Close(plan);
        }
        if (!_stop && (_open.Count > 0 || reader.Truncated))
            EndEarly();
        return root;
    }

    private Element Open(ElementPlan plan)
    {
        CloseUnclosed(plan);
        var depth = _open.Count + 1;
        _scope.Enter(reader.Attributes, depth);
        var space = _scope.Resolve(reader.Name);
        var parent = _open.Count > 0 ? _open[^1] : null;
        if (depth > MaxDepth)
        {
            repairs.Add("Elements that are nested too deep were left out.");
            _scope.Leave(depth);
            if (!reader.SelfClosing)
                _tooDeep++;
            return parent!;
        }
        var element = new Element(reader.Name, space, reader.Attributes.ToArray(), parent);
        if (_item is null && parent is not null && plan.IsItem(element))
        {
            _item = element;
            _itemNodes = 0;
            element.IsFrame = parent.IsFrame = true;
        }
        else if (parent is null)
            element.IsFrame = true;
        else
        {
            element.IsFrame = parent.Parent is null && element.Local == "channel";
            if (HasRoom())
                parent.Append(element);
        }
        if (reader.SelfClosing || IsVoid(element))
        {
            _scope.Leave(depth);
            Finish(element, plan);
        }
        else
        {
            _open.Add(element);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_openNames, element.Local, out _)++;
        }
        return element;
    }

    private void AddText()
    {
        var current = _open[^1];
        var raw = reader.RawText;
        if (raw.IsEmpty || !reader.IsCData && raw.IsWhiteSpace() && (current.IsFrame || current == _item))
            return;
        if (HasRoom())
            current.Append(new TextNode(reader.GetText(), reader.IsCData));
    }

    private bool HasRoom()
    {
        if ((_item is null ? ++_headNodes : ++_itemNodes) <= MaxNodes)
            return true;
        repairs.Add("A part with too many elements was cut.");
        return false;
    }

    private void Close(ElementPlan plan)
    {
        var name = reader.Name;
        // Most end tags close the innermost element; one that closes nothing is known without a search.
        var at = _openNames.GetValueOrDefault(name.Local) > 0 ? _open.Count - 1 : -1;
        while (at >= 0 && !_open[at].Name.SameAs(name))
            at--;
        if (_tooDeep > 0 && !(at >= 0 && (_open[at].IsFrame || _open[at].Parent is { IsFrame: true })))
        {
            _tooDeep--;
            return;
        }
        _tooDeep = 0;
        if (at < 0)
        {
            if (!IsVoidName(name.Local))
                repairs.Add("An end tag that closes nothing was passed over.");
            return;
        }
        if (at < _open.Count - 1)
            repairs.Add("A tag that was never closed was closed.");
        CloseTo(at, plan);
    }

    private void CloseTo(int at, ElementPlan plan)
    {
        for (var i = _open.Count - 1; i >= at; i--)
        {
            var element = _open[i];
            _open.RemoveAt(i);
            _openNames[element.Local]--;
            _scope.Leave(i + 1);
            Finish(element, plan);
        }
    }

    private void Finish(Element element, ElementPlan plan)
    {
        if (element != _item)
            return;
        _item = null;
        _stop |= !plan.OnItem(element);
    }

    /// <summary>An item ends where the next begins, and a name or a date holds no further field of the same entry.</summary>
    private void CloseUnclosed(ElementPlan plan)
    {
        if (_open.Count == 0 || _tooDeep > 0)
            return;
        if (_item is not null && reader.Name.SameAs(_item.Name) && _open[^1] is var last && (last == _item || last.Parent == _item))
        {
            repairs.Add("An item that was never closed was closed.");
            CloseTo(_open.IndexOf(_item), plan);
            return;
        }
        var current = _open[^1];
        if (current.Parent is { IsFrame: true } && !current.IsFrame && current.Space is not (Space.Itunes or Space.Media) && plan.HoldsText.Contains(current.Local)
            && (plan.HoldsText.Contains(reader.Name.Local) || reader.Name.Local is "description" or "summary" or "content" or "encoded" or "author" or "source"))
        {
            repairs.Add("A tag that was never closed was closed.");
            CloseTo(_open.Count - 1, plan);
        }
    }

    /// <summary>
    /// An entry in which the document ends is left out, however much of it is there: what stood behind the break may be what identifies
    /// it. The next reading brings it whole.
    /// </summary>
    private void EndEarly() =>
        repairs.Add(_item is null ? "The document ends before its last end tag." : "The document ends in the middle of an item, which was left out.");

    /// <summary>Elements of HTML that are empty, where HTML stands unescaped in a feed.</summary>
    private static bool IsVoid(Element element) => element.Space is Space.None or Space.Xhtml or Space.Atom or Space.Rss && IsVoidName(element.Local);

    private static bool IsVoidName(string local) => local is "br" or "hr" or "img" or "input" or "wbr";
}
