using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Html;

/// <summary>Reads one start tag's attributes (HTML 13.2.5.32 to 40) and keeps the few that matter to reading.</summary>
internal ref struct TagReader
{
    public static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\f\r/>");
    private static readonly SearchValues<char> AttributeNameEnds = SearchValues.Create(" \t\n\f\r/>=");
    private static readonly SearchValues<char> BareValueEnds = SearchValues.Create(" \t\n\f\r>");
    private const string Spaces = " \t\n\f\r";
    private const int MaxValue = 4096;
    private const int MaxKept = 16;

    private readonly string _html;
    private readonly int _end;
    private readonly List<(string Name, int Start, int Length)> _kept;

    /// <param name="html">The page.</param>
    /// <param name="at">The place behind the tag's name.</param>
    /// <param name="end">Where reading must stop.</param>
    /// <param name="kept">A buffer that is used again for every tag.</param>
    public TagReader(string html, int at, int end, List<(string Name, int Start, int Length)> kept)
    {
        _kept = kept;
        kept.Clear();
        _html = html;
        _end = end;
        At = at;
    }

    /// <summary>The place behind the tag.</summary>
    public int At { get; private set; }

    public bool SelfClosing { get; private set; }

    /// <summary>The page ended inside the tag.</summary>
    public bool Unfinished { get; private set; }

    public bool HasHref { get; private set; }

    /// <summary>Whether an attribute was kept that gives even a formatting element a meaning.</summary>
    public readonly bool SaysSomething()
    {
        foreach (var (name, start, length) in _kept)
            if (name is "class" or "id" ? ClassWords.HintOf(_html.AsSpan(start, length)) != ClassHint.None : name is not ("lang" or "xml:lang" or "href" or "name" or "content"))
                return true;
        return false;
    }

    public string? Type { get; private set; }

    public void ReadAll()
    {
        while (true)
        {
            var rest = _html.AsSpan(At, _end - At);
            var skip = rest.IndexOfAnyExcept(Spaces);
            if (skip < 0)
            {
                At = _end;
                Unfinished = true;
                return;
            }
            At += skip;
            switch (_html[At])
            {
                case '>':
                    At++;
                    return;
                case '/':
                    At++;
                    SelfClosing = At < _end && _html[At] == '>';
                    continue;
                default:
                    ReadAttribute();
                    continue;
            }
        }
    }

    private void ReadAttribute()
    {
        var rest = _html.AsSpan(At, _end - At);
        // A name may begin with "=" (13.2.5.32).
        var length = rest[1..].IndexOfAny(AttributeNameEnds) + 1;
        if (length == 0)
            length = rest.Length;
        var name = rest[..length];
        At += length;
        rest = rest[length..];
        var equals = rest.IndexOfAnyExcept(Spaces);
        if (equals < 0 || rest[equals] != '=')
        {
            Keep(name, At, 0);
            return;
        }
        At += equals + 1;
        rest = rest[(equals + 1)..];
        var begin = rest.IndexOfAnyExcept(Spaces);
        if (begin < 0)
        {
            At = _end;
            return;
        }
        At += begin;
        rest = rest[begin..];
        var quoted = rest[0] is '"' or '\'';
        var end = quoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(BareValueEnds);
        if (end < 0 || (quoted && end == 0))
            end = rest.Length;
        Keep(name, quoted ? At + 1 : At, quoted ? Math.Max(end - 1, 0) : end);
        At += quoted ? Math.Min(end + 1, rest.Length) : end;
    }

    private void Keep(ReadOnlySpan<char> name, int start, int length)
    {
        var kept = AttributeNames.Intern(name);
        if (kept is null || _kept.Count == MaxKept)
            return;
        var value = _html.AsSpan(start, length);
        switch (kept)
        {
            case "style":
                if (!AttributeNames.HidesElement(value))
                    return;
                (kept, length) = ("hidden", 0);
                break;
            case "type":
                Type = length < 100 ? value.ToString() : null;
                return;
            case "href":
                HasHref = true;
                break;
        }
        _kept.Add((kept, start, Math.Min(length, kept == "content" ? MaxValue * 4 : MaxValue)));
    }

    /// <summary>Writes the kept attributes, each with a leading space.</summary>
    public readonly void WriteTo(StringBuilder output)
    {
        foreach (var (name, start, length) in _kept)
        {
            output.Append(' ').Append(name).Append("=\"");
            var value = _html.AsSpan(start, length);
            for (int quote; (quote = value.IndexOf('"')) >= 0; value = value[(quote + 1)..])
                output.Append(value[..quote]).Append("&quot;");
            output.Append(value).Append('"');
        }
    }
}
