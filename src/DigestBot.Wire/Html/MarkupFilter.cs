using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>What is left of a page's markup after <see cref="MarkupFilter"/>.</summary>
/// <param name="Markup">Tags, attributes and text that matter to reading, safe to build a tree from.</param>
/// <param name="JsonLd">The contents of <c>application/ld+json</c> scripts.</param>
/// <param name="Scripts">How many other scripts the page had.</param>
/// <param name="Limit">Which limit cut the markup short; null when none did.</param>
internal sealed record FilteredMarkup(string Markup, IReadOnlyList<string> JsonLd, int Scripts, string? Limit);

/// <summary>
/// One linear pass over a page before a tree is built of it: scripts, styles, comments, drawings and attributes that say nothing are left out,
/// nesting and counts are bounded. Half of a usual page goes, and with it every input that makes tree building slow: element depth,
/// thousands of attributes, formatting elements that are rebuilt in each paragraph (HTML 13.2.4.3).
/// </summary>
internal sealed class MarkupFilter
{
    /// <summary>Characters read at most.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    /// <summary>Characters written at most: a text is cut behind <see cref="MainText.MaxText"/>, and the tree would take ten times as much memory.</summary>
    public const int MaxWritten = 4 * 1024 * 1024;

    /// <summary>Elements written at most.</summary>
    public const int MaxElements = 100_000;

    private const int MaxJsonLd = 40;

    /// <summary>Characters of a title: what follows it must still be read.</summary>
    private const int LongestTitle = 10_000;

    private readonly string _html;
    private readonly int _end;
    private readonly StringBuilder _out;
    private readonly OpenTags _open = new();
    private readonly List<(string, int, int)> _attributes = [];
    private readonly List<string> _jsonLd = [];
    private readonly HashSet<string> _neverClosed = [];
    private int _at;
    private int _elements;
    private int _scripts;

    private MarkupFilter(string html)
    {
        _html = html;
        _end = Math.Min(html.Length, MaxCharacters);
        _out = new StringBuilder(Math.Min(_end, 1 << 20));
    }

    /// <summary>Filters a page or a fragment; linear in its length.</summary>
    public static FilteredMarkup Filter(string html)
    {
        var filter = new MarkupFilter(html);
        var limit = filter.Run();
        return new FilteredMarkup(filter._out.ToString(), filter._jsonLd, filter._scripts, limit);
    }

    private string? Run()
    {
        while (_at < _end)
        {
            var next = _html.AsSpan(_at, _end - _at).IndexOf('<');
            var stop = next < 0 ? _end : _at + next;
            _out.Append(_html, _at, Math.Min(stop - _at, Math.Max(0, MaxWritten + 1 - _out.Length)));
            _at = stop;
            if (_out.Length > MaxWritten)
                return $"its text and tags are longer than {MaxWritten} characters";
            if (_at >= _end)
                break;
            var after = _at + 1 < _end ? _html[_at + 1] : '\0';
            if (char.IsAsciiLetter(after))
                StartTag();
            else if (after == '/' && _at + 2 < _end && char.IsAsciiLetter(_html[_at + 2]))
                EndTag();
            else if (after is '!' or '?' or '/')
                SkipDeclaration();
            else
            {
                _out.Append("&lt;");
                _at++;
            }
            if (_elements >= MaxElements)
                return $"the page has more than {MaxElements} elements";
        }
        return _html.Length > MaxCharacters ? $"the page is longer than {MaxCharacters} characters" : null;
    }

    private void SkipDeclaration()
    {
        if (!At("<!--"))
            MoveBehind(">");
        else if (At("<!-->") || At("<!--->"))
            MoveBehind(">");
        else
        {
            _at += 4;
            // A comment that never ends hides the rest of the page in a browser; real pages that forget the end want it read.
            var end = _neverClosed.Contains("-->") ? -1 : Find("-->");
            if (end < 0)
                _neverClosed.Add("-->");
            else
                _at = end + 3;
        }
    }

    private void StartTag()
    {
        _at++;
        var name = TagNames.Of(ReadName());
        var tag = new TagReader(_html, _at, _end, _attributes);
        tag.ReadAll();
        _at = tag.At;
        if (tag.Unfinished)
            return;
        if (name.Name == "script")
        {
            Script(tag.Type);
            return;
        }
        if (name.Rule == TagRule.SkipContent && !tag.SelfClosing && SkipTo(name.Name))
        {
            _out.Append(' ');
            return;
        }
        if (name.Rule is TagRule.SkipContent or TagRule.Ignore)
            return;

        var written = name.Rule != TagRule.Formatting || (name.Name == "a" && tag.HasHref) || name.Name == "time" || tag.SaysSomething();
        if ((name.Rule != TagRule.Void && !_open.TryOpen(name, written)) || !written)
            return;
        _elements++;
        _out.Append('<').Append(name.Written);
        tag.WriteTo(_out);
        _out.Append('>');
        if (name.Name == "title" && SkipRcData(name.Name))
            _open.Close(name, _out);
    }

    private void EndTag()
    {
        _at += 2;
        var name = TagNames.Of(ReadName());
        MoveBehind(">");
        if (name.Rule is TagRule.SkipContent or TagRule.Ignore || (name.Rule == TagRule.Void && name.Name != "br"))
            return;
        _open.Close(name, _out);
    }

    /// <summary>The title's text is text, whatever it looks like; it ends at its own end tag.</summary>
    private bool SkipRcData(string name)
    {
        var end = _neverClosed.Contains(name) ? -1 : Find("</" + name);
        if (end < 0)
            return !_neverClosed.Add(name) && false;
        _out.Append(_html[_at..Math.Min(end, _at + LongestTitle)].Replace("<", "&lt;", StringComparison.Ordinal));
        _at = end;
        MoveBehind(">");
        return true;
    }

    /// <summary>Moves behind the element's end tag; false when it has none, so that the element's content is read after all.</summary>
    private bool SkipTo(string name)
    {
        if (_neverClosed.Contains(name))
            return name is "style";
        var end = Find("</" + name);
        if (end < 0)
        {
            _neverClosed.Add(name);
            return false;
        }
        // A drawing inside a drawing: the outer end is meant. Bounded, as nobody nests them deeply in earnest.
        for (var (inner, turns) = (_at, 0); name is "svg" or "template" && turns < 16; turns++)
        {
            inner = Find("<" + name, inner, end);
            if (inner < 0)
                break;
            inner += 4;
            if (Find("</" + name, end + 2) is >= 0 and var outer)
                end = outer;
        }
        _at = end;
        MoveBehind(">");
        return true;
    }

    private void Script(string? type)
    {
        var end = Find("</script");
        if (end < 0)
        {
            _at = _end;
            return;
        }
        var content = _html.AsSpan(_at, end - _at);
        // HTML 13.2.5.27, script data double escaped: a script inside a comment inside a script does not end the outer one.
        if (content.LastIndexOf("<!--") is >= 0 and var comment && content[comment..].IndexOf("-->") < 0
            && content[comment..].IndexOf("<script", StringComparison.OrdinalIgnoreCase) >= 0
            && Find("</script", end + 8) is >= 0 and var second)
            end = second;
        if (type?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true)
        {
            if (_jsonLd.Count < MaxJsonLd)
                _jsonLd.Add(_html[_at..end]);
        }
        else
            _scripts++;
        _at = end;
        MoveBehind(">");
    }

    private ReadOnlySpan<char> ReadName()
    {
        var rest = _html.AsSpan(_at, _end - _at);
        var length = rest.IndexOfAny(TagReader.NameEnds);
        if (length < 0)
            length = rest.Length;
        _at += length;
        return rest[..length];
    }

    private bool At(string expected) => _html.AsSpan(_at, _end - _at).StartsWith(expected, StringComparison.Ordinal);

    private int Find(string what) => Find(what, _at, _end);

    private int Find(string what, int from) => Find(what, from, _end);

    private int Find(string what, int from, int to)
    {
        if (from >= to)
            return -1;
        var at = _html.AsSpan(from, to - from).IndexOf(what, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : from + at;
    }

    private void MoveBehind(string what)
    {
        var at = _html.AsSpan(_at, _end - _at).IndexOf(what, StringComparison.Ordinal);
        _at = at < 0 ? _end : _at + at + what.Length;
    }
}
