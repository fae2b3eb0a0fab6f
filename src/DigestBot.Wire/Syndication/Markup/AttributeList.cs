namespace DigestBot.Wire.Syndication.Markup;

/// <summary>A name and its value, references resolved.</summary>
internal readonly record struct MarkupAttribute(ElementName Name, string Value);

/// <summary>The attributes of one tag: each name once, the first counts; what goes beyond the limit is passed over.</summary>
internal sealed class AttributeList
{
    private const int Limit = 64;
    private readonly List<MarkupAttribute> _list = [];

    public int Count => _list.Count;

    public MarkupAttribute this[int index] => _list[index];

    public void Clear() => _list.Clear();

    public MarkupAttribute[] ToArray() => _list.Count == 0 ? [] : [.. _list];

    /// <summary>The value of the attribute with that local name and no prefix, or null.</summary>
    public string? Get(string local)
    {
        foreach (var attribute in _list)
            if (attribute.Name.Local == local && attribute.Name.Prefix.Length == 0)
                return attribute.Value;
        return null;
    }

    public void Add(ElementNames names, ReadOnlySpan<char> rawName, ReadOnlySpan<char> rawValue, Repairs repairs)
    {
        if (_list.Count >= Limit)
            return;
        var name = names.Get(rawName);
        foreach (var attribute in _list)
            if (attribute.Name.SameAs(name))
                return;
        _list.Add(new MarkupAttribute(name, CharacterReferences.Decode(rawValue, repairs)));
    }
}

/// <summary>Where an attribute's value begins and ends.</summary>
internal static class AttributeValues
{
    private static readonly System.Buffers.SearchValues<char> BareEnd = System.Buffers.SearchValues.Create(" \t\r\n><");

    /// <summary>
    /// The value that begins at <paramref name="at"/>, and where to go on; next is -1 when the document ends first. A quote that is
    /// closed only in a later tag was never closed: then the value ends with its own tag. A value in which a less-than sign comes first holds
    /// unescaped markup instead. Each search passes over text that the next
    /// search with the same quote does not see again, so that the whole stays linear.
    /// </summary>
    public static (int Start, int End, int Next) Find(string text, int at)
    {
        if (text[at] is not ('"' or '\''))
        {
            var bare = text.AsSpan(at).IndexOfAny(BareEnd);
            return bare < 0 ? (at, at, -1) : (at, at + bare, at + bare);
        }
        var start = at + 1;
        var close = text.AsSpan(start).IndexOf(text[at]);
        var value = close < 0 ? text.AsSpan(start) : text.AsSpan(start, close);
        var greater = value.IndexOf('>');
        if (greater >= 0 && (close < 0 || (value[greater..].Contains('<') && !value[..greater].Contains('<'))))
            return (start, start + greater, start + greater);
        return close < 0 ? (start, start, -1) : (start, start + close, start + close + 1);
    }
}
