using System.Runtime.InteropServices;
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
    private readonly List<string> _names = [];
    private readonly List<string?> _written = [];
    private readonly Dictionary<string, int> _refused = [];
    private readonly Dictionary<string, int> _count = [];

    /// <summary>Notes a start tag; false when it is nested too deeply to be written.</summary>
    /// <param name="name">Lower case.</param>
    /// <param name="written">The name it is written under, or null when only its content is.</param>
    public bool TryOpen(string name, string? written)
    {
        EndImplied(name);
        if (written is not null && _depth >= MaxDepth)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_refused, _refused.Count < 64 ? name : "x", out _);
            count++;
            return false;
        }
        if (_names.Count >= MaxNoted)
            return true;
        _depth += written is null ? 0 : 1;
        _names.Add(name);
        _written.Add(written);
        CollectionsMarshal.GetValueRefOrAddDefault(_count, name, out _)++;
        return true;
    }

    /// <summary>Notes an end tag, and writes it when its start was written.</summary>
    public void Close(string name, StringBuilder output)
    {
        if (_refused.TryGetValue(name, out var refused) && refused > 0)
        {
            _refused[name] = refused - 1;
            return;
        }
        var at = LastIndexOf(name);
        if (at < 0)
        {
            // The tree builder knows what a lone </p> or </br> means; any other does nothing.
            if (name is "p" or "br")
                output.Append("</").Append(name).Append('>');
            return;
        }
        var written = _written[at];
        // An inline end tag closes nothing but inline elements: "</b></div>" written the other way round must not lose the div.
        if (TagNames.RuleOf(name) == TagRule.Formatting)
        {
            for (var i = at + 1; i < _names.Count; i++)
                if (TagNames.RuleOf(_names[i]) == TagRule.Keep)
                {
                    _count[name]--;
                    _depth -= written is null ? 0 : 1;
                    _names.RemoveAt(at);
                    _written.RemoveAt(at);
                    if (written == "a")
                        output.Append("</a>");
                    return;
                }
        }
        Pop(at);
        if (written is not null)
            output.Append("</").Append(written).Append('>');
    }

    /// <summary>HTML 13.1.2.4, optional tags: these end the one before, through any inline elements left open, or depth would seem to grow with each.</summary>
    private void EndImplied(string name)
    {
        if (name is not ("p" or "li" or "dt" or "dd" or "tr" or "td" or "th" or "a"))
            return;
        var at = _names.Count - 1;
        while (at >= 0 && !Ends(name, _names[at]) && TagNames.RuleOf(_names[at]) == TagRule.Formatting)
            at--;
        if (at >= 0 && Ends(name, _names[at]))
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
        for (var i = from; i < _names.Count; i++)
        {
            _count[_names[i]]--;
            _depth -= _written[i] is null ? 0 : 1;
        }
        _names.RemoveRange(from, _names.Count - from);
        _written.RemoveRange(from, _written.Count - from);
    }

    private int LastIndexOf(string name)
    {
        // Strangers' end tags that end nothing are told at once.
        for (var i = _count.GetValueOrDefault(name) > 0 ? _names.Count - 1 : -1; i >= 0; i--)
            if (_names[i] == name)
                return i;
        return -1;
    }
}
