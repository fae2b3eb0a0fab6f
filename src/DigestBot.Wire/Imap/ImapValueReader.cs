using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>Reads the values of one response: atoms, strings, literals and nested lists (RFC 9051 4 and 9).</summary>
/// <param name="frame">The response.</param>
/// <param name="position">Where to begin in its first line.</param>
/// <param name="maxDepth">Lists within lists that are followed.</param>
internal sealed class ImapValueReader(ImapFrame frame, int position, int maxDepth)
{
    private int _line;
    private int _at = position;

    private ReadOnlySpan<byte> Line => frame.Lines[_line];

    /// <summary>All values up to the end of the response.</summary>
    /// <exception cref="FormatException">It does not follow the grammar, or nests too deep.</exception>
    public IReadOnlyList<ImapValue> ReadAll()
    {
        var values = new List<ImapValue>();
        while (Skip())
            values.Add(ReadValue(0));
        return values;
    }

    private ImapValue ReadValue(int depth) => Line[_at] switch
    {
        (byte)'(' => ReadList(depth + 1),
        (byte)')' => throw new FormatException("a list ends that never began"),
        (byte)'"' => ReadQuoted(),
        (byte)'{' or (byte)'~' when AtLiteral() => ReadLiteral(),
        _ => ReadAtom(),
    };

    private ImapList ReadList(int depth)
    {
        if (depth > maxDepth)
            throw new FormatException($"lists are nested more than {maxDepth} deep");
        var items = new List<ImapValue>();
        _at++;
        while (Skip())
        {
            if (Line[_at] == ')')
            {
                _at++;
                return new ImapList(items);
            }
            items.Add(ReadValue(depth));
        }
        throw new FormatException("a list does not end");
    }

    private ImapText ReadQuoted()
    {
        var bytes = new List<byte>();
        for (_at++; _at < Line.Length; _at++)
        {
            var b = Line[_at];
            if (b == '"')
            {
                _at++;
                return new ImapText(bytes.ToArray(), bytes.Count);
            }
            // RFC 9051 9: only \ and " are escaped, but a stray backslash before another character is a known mistake.
            if (b == '\\' && _at + 1 < Line.Length && Line[_at + 1] is (byte)'\\' or (byte)'"')
                b = Line[++_at];
            bytes.Add(b);
        }
        throw new FormatException("a quoted string does not end");
    }

    private bool AtLiteral() => _line < frame.Literals.Count && Line[_at..].IndexOf((byte)'}') == Line.Length - _at - 1;

    private ImapText ReadLiteral()
    {
        var literal = frame.Literals[_line++];
        _at = 0;
        return literal;
    }

    private ImapValue ReadAtom()
    {
        var start = _at;
        while (_at < Line.Length && Line[_at] is not ((byte)' ' or (byte)'(' or (byte)')' or (byte)'"'))
        {
            // BODY[HEADER.FIELDS (SUBJECT)]<0> is one name, blanks and all.
            if (Line[_at] == '[' && IsSectionName(Line[start.._at]) && Line[_at..].IndexOf((byte)']') is var length and > 0)
                _at += length;
            _at++;
        }
        if (_at == start)
            throw new FormatException($"the byte 0x{Line[_at]:X2} is not expected here");
        var text = Encoding.UTF8.GetString(Line[start.._at]);
        return text.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? ImapNil.Instance : new ImapAtom(text);
    }

    private static bool IsSectionName(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "BODY"u8) || Ascii.EqualsIgnoreCase(name, "BINARY"u8);

    /// <summary>Moves to the next value; false at the end of the response.</summary>
    private bool Skip()
    {
        while (_at < Line.Length && Line[_at] == ' ')
            _at++;
        return _at < Line.Length;
    }
}
