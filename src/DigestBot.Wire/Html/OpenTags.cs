using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>The elements that are open at the filter's place: bounds the depth, and knows which end tags belong to start tags that were left out.</summary>
internal sealed class OpenTags
{
    /// <summary>Chromium stops nesting at 512; readable pages stay below 100.</summary>
    public const int MaxDepth = 200;

    /// <summary>Start tags remembered, with those that are not written and so nest nothing.</summary>
    private const int MaxNoted = 2000;

    private int _depth;
    private readonly List<(TagName Tag, bool Written)> _open = [];
    private readonly int[] _refused = new int[TagNames.Count];
    private readonly int[] _count = new int[TagNames.Count];

    /// <summary>Notes a start tag; false when it is nested too deeply to be written.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="written">Whether its tags are written, or its content alone.</param>
    public bool TryOpen(TagName tag, bool written)
    {
        EndImplied(tag);
        if (written && _depth >= MaxDepth)
        {
            _refused[tag.Id]++;
            return false;
        }
        if (_open.Count >= MaxNoted)
            return true;
        _depth += written ? 1 : 0;
        _open.Add((tag, written));
        _count[tag.Id]++;
        return true;
    }

    /// <summary>Notes an end tag, and writes it when its start was written.</summary>
    public void Close(TagName tag, StringBuilder output)
    {
        if (_refused[tag.Id] > 0)
        {
            _refused[tag.Id]--;
            return;
        }
        var at = LastIndexOf(tag);
        if (at < 0)
        {
            // The tree builder knows what a lone </p> or </br> means; any other does nothing.
            if (tag.Name is "p" or "br")
                output.Append("</").Append(tag.Name).Append('>');
            return;
        }
        var written = _open[at].Written;
        // An inline end tag closes nothing but inline elements: "</b></div>" written the other way round must not lose the div.
        if (tag.Rule == TagRule.Formatting && _open.FindIndex(at + 1, o => o.Tag.Rule == TagRule.Keep) >= 0)
        {
            Forget(at);
            _open.RemoveAt(at);
            if (written && tag.Name == "a")
                output.Append("</a>");
            return;
        }
        Pop(at);
        if (written)
            output.Append("</").Append(tag.Written).Append('>');
    }

    /// <summary>HTML 13.1.2.4, optional tags: these end the one before, through any inline elements left open, or depth would seem to grow with each.</summary>
    private void EndImplied(TagName tag)
    {
        if (tag.Name is not ("p" or "li" or "dt" or "dd" or "tr" or "td" or "th" or "a"))
            return;
        var at = _open.Count - 1;
        while (at >= 0 && !Ends(tag.Name, _open[at].Tag.Name) && _open[at].Tag.Rule == TagRule.Formatting)
            at--;
        if (at >= 0 && Ends(tag.Name, _open[at].Tag.Name))
            Pop(at);
    }

    private static bool Ends(string name, string open) => name switch
    {
        "p" or "li" or "tr" or "a" => open == name,
        "dt" or "dd" => open is "dt" or "dd",
        _ => open is "td" or "th",
    };

    private void Pop(int from)
    {
        for (var i = from; i < _open.Count; i++)
            Forget(i);
        _open.RemoveRange(from, _open.Count - from);
    }

    private void Forget(int at)
    {
        _count[_open[at].Tag.Id]--;
        _depth -= _open[at].Written ? 1 : 0;
    }

    private int LastIndexOf(TagName tag)
    {
        // Strangers' end tags that end nothing are told at once.
        for (var i = _count[tag.Id] > 0 ? _open.Count - 1 : -1; i >= 0; i--)
            if (_open[i].Tag == (object)tag)
                return i;
        return -1;
    }
}
