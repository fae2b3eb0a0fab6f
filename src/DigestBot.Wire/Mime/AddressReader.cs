using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads address lists (RFC 5322 3.4 and 4.4): names, comments, groups, routes, and much that is not allowed. Linear, never fails.</summary>
internal sealed class AddressReader
{
    /// <summary>Addresses that are read from a header.</summary>
    public const int Most = 10_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("\"(<,:;");

    private readonly List<Mailbox> _found = [];
    private readonly StringBuilder _phrase = new();  // words outside angle brackets, encoded words still encoded
    private string? _comment;
    private string? _angle;
    private int _lastClose;
    private bool _at; // whether the words hold an @

    /// <summary>Reads a list; group names are left out.</summary>
    /// <param name="value">A header value, unfolded, one character for each octet.</param>
    public static IReadOnlyList<Mailbox> Read(string value)
    {
        var reader = new AddressReader();
        reader.ReadAll(value);
        return reader._found;
    }

    private void ReadAll(string value)
    {
        _lastClose = value.LastIndexOf('>'); // so that a row of opening brackets is not searched again and again
        for (var i = 0; i < value.Length && _found.Count < Most;)
            switch (value[i])
            {
                case '"':
                    var quoted = Delimited(value, ref i, '"', '"');
                    if (_angle is null)
                        _phrase.Append(i < value.Length && value[i] == '@' ? AddressLocalPart.Quote(quoted) : quoted);
                    break;
                case '(':
                    if (_phrase is { Length: > 0 } && _phrase[^1] == ' ')
                        _phrase.Length--; // a comment between words counts as one space
                    _comment = Delimited(value, ref i, '(', ')');
                    break;
                case '<':
                    _angle = Angle(value, ref i);
                    break;
                case ',':
                    Add();
                    i++;
                    break;
                case ':' when _angle is null && !_at:
                    Clear(); // what came before was the name of a group
                    i++;
                    break;
                case ';':
                    Add();
                    i++;
                    break;
                default:
                    var end = value.AsSpan(i).IndexOfAny(Marks) is var e && e < 0 ? value.Length : i + e;
                    end = Math.Max(end, i + 1);
                    _phrase.Append(value, i, end - i);
                    _at |= value.AsSpan(i, end - i).Contains('@');
                    i = end;
                    break;
            }
        Add();
    }

    /// <summary>A quoted string or nested comment without its marks and backslashes; the index is moved behind it.</summary>
    private static string Delimited(string value, ref int at, char open, char close)
    {
        var content = new StringBuilder();
        var depth = 0;
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (c == '\\' && at + 1 < value.Length)
                content.Append(value[++at]);
            else if (c == close && (open == close ? depth > 0 : --depth == 0))
            {
                at++;
                break;
            }
            else if (c != open || depth++ > 0)
                content.Append(c);
        }
        return content.ToString();
    }

    /// <summary>What stands in angle brackets, without a source route (RFC 5322 4.4) and without white space.</summary>
    private string Angle(string value, ref int at)
    {
        var end = at < _lastClose ? value.IndexOf('>', at) : -1;
        var comma = end < 0 ? value.IndexOf(',', at) : -1;
        var inside = value[(at + 1)..(end >= 0 ? end : comma >= 0 ? comma : value.Length)].Trim().TrimStart('<');
        at = end >= 0 ? end + 1 : comma >= 0 ? comma : value.Length;
        if (inside.StartsWith('@') && inside.IndexOf(':', StringComparison.Ordinal) is > 0 and var route)
            inside = inside[(route + 1)..];
        return inside.Contains('"', StringComparison.Ordinal) ? inside : inside.Replace(" ", "", StringComparison.Ordinal);
    }

    private void Add()
    {
        var phrase = _phrase.ToString().Trim();
        if (_angle is { Length: > 0 })
            _found.Add(new Mailbox(Name(phrase.Length == 0 ? _comment ?? "" : string.IsNullOrWhiteSpace(_comment) ? phrase : $"{phrase} ({_comment})"), HeaderText.Plain(_angle)));
        else if (_at && _angle is null)
            // RFC 2047 5: nothing in an address is an encoded word. With a space, it is a name without brackets around what follows it.
            _found.Add(new Mailbox(Name(_comment ?? ""), phrase.Contains(' ', StringComparison.Ordinal) ? HeaderText.Decode(phrase) : HeaderText.Plain(phrase)));
        else if (phrase.Length > 0)
            _found.Add(new Mailbox(Name(phrase), "")); // a name without an address: "From: Postmaster"
        Clear();
    }

    private void Clear()
    {
        _phrase.Clear();
        (_comment, _angle, _at) = (null, null, false);
    }

    private static string? Name(string raw) => HeaderText.Decode(raw) is { Length: > 0 } name ? name : null;
}
