using System.Buffers;

namespace DigestBot.Wire.Syndication.Markup;

internal enum Token { Start, End, Text }

/// <summary>
/// A forward reader of XML as it is found: it never refuses, it never looks at a DTD, and each character is looked at a bounded number
/// of times. What a strict reader (XML 1.0) would have refused is noted in <see cref="Repairs"/>.
/// </summary>
internal sealed class MarkupReader(string text, Repairs repairs)
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n/><=\"'");
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n");
    private readonly ElementNames _names = new();
    private int _position;
    private int _textStart;
    private int _textEnd;

    public Token Token { get; private set; }
    public ElementName Name { get; private set; } = new("", "", "");
    public AttributeList Attributes { get; } = new();
    public bool SelfClosing { get; private set; }
    public bool IsCData { get; private set; }

    /// <summary>True once the document has ended inside a tag, a comment or a CDATA section.</summary>
    public bool Truncated { get; private set; }

    /// <summary>The name after DOCTYPE, lower-cased, when there was one.</summary>
    public string? DocumentType { get; private set; }

    public int Position => _position;

    public ReadOnlySpan<char> RawText => text.AsSpan(_textStart, _textEnd - _textStart);

    public string GetText() => IsCData ? RawText.ToString() : CharacterReferences.Decode(RawText, repairs);

    public bool Read()
    {
        while (_position < text.Length)
        {
            if (text[_position] != '<' || !BeginsMarkup(_position))
                return ReadText();
            var next = text[_position + 1];
            if (next == '/')
                return ReadEnd();
            if (next == '?')
                SkipPast("?>", 2);
            else if (next != '!')
            {
                if (ReadStart())
                    return true;
            }
            else if (At("<!--"))
                SkipPast("-->", 4);
            else if (At("<![CDATA["))
                return ReadCData();
            else
                SkipDeclaration();
        }
        return false;
    }

    /// <summary>Leaves out what follows, up to the end tag of that name: for elements of HTML whose content is no markup.</summary>
    public void SkipRaw(string name)
    {
        var end = text.AsSpan(_position).IndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
        _position = end < 0 ? text.Length : _position + end;
    }

    private bool BeginsMarkup(int at) =>
        at + 1 < text.Length && text[at + 1] is var next &&
        (char.IsAsciiLetter(next) || next is '!' or '?' or '_' or > '\u00BF' ||
         (next == '/' && (at + 2 >= text.Length || char.IsAsciiLetter(text[at + 2]) || text[at + 2] is '_' or > '\u00BF')));

    private bool At(string what) => string.CompareOrdinal(text, _position, what, 0, what.Length) == 0;

    private bool ReadText()
    {
        _textStart = _position;
        var from = _position + 1;
        while (from < text.Length)
        {
            var less = text.AsSpan(from).IndexOf('<');
            if (less < 0)
                break;
            from += less;
            if (BeginsMarkup(from))
                return SetText(from, from, false);
            repairs.Add("A '<' that begins no tag was taken as text.");
            from++;
        }
        return SetText(text.Length, text.Length, false);
    }

    private bool ReadCData()
    {
        _textStart = _position + "<![CDATA[".Length;
        var end = text.IndexOf("]]>", _textStart, StringComparison.Ordinal);
        if (end >= 0)
            return SetText(end, end + 3, true);
        Truncated = true;
        return SetText(text.Length, text.Length, true);
    }

    private bool SetText(int end, int position, bool cdata)
    {
        _textEnd = end;
        _position = position;
        IsCData = cdata;
        Token = Token.Text;
        return true;
    }

    private void SkipPast(string end, int prefix)
    {
        var at = text.IndexOf(end, Math.Min(_position + prefix, text.Length), StringComparison.Ordinal);
        Truncated |= at < 0;
        _position = at < 0 ? text.Length : at + end.Length;
    }

    /// <summary>Passes over a document type with everything in it; nothing that it declares is used.</summary>
    private void SkipDeclaration()
    {
        var (end, name, declares) = DocumentTypes.Skip(text, _position);
        DocumentType ??= name;
        if (declares)
            repairs.Add("The entities that the document type declares were not used.");
        Truncated |= end < 0;
        _position = end < 0 ? text.Length : end;
    }

    private bool ReadEnd()
    {
        var start = _position + 2;
        var rest = text.AsSpan(start);
        var length = rest.IndexOfAny(NameEnd);
        Name = _names.Get(length < 0 ? rest : rest[..length]);
        var close = rest.IndexOfAny('>', '<');
        Truncated |= close < 0;
        _position = close < 0 ? text.Length : start + close + (rest[close] == '>' ? 1 : 0);
        Token = Token.End;
        return true;
    }

    private bool ReadStart()
    {
        var at = _position + 1;
        var length = text.AsSpan(at).IndexOfAny(NameEnd);
        if (length < 0)
            return EndInTag();
        Name = _names.Get(text.AsSpan(at, length));
        Attributes.Clear();
        SelfClosing = false;
        at += length;
        while (true)
        {
            var skip = text.AsSpan(at).IndexOfAnyExcept(Space);
            if (skip < 0)
                return EndInTag();
            at += skip;
            switch (text[at])
            {
                case '>':
                    at++;
                    break;
                case '<':
                    repairs.Add("A tag without its '>' was closed.");
                    break;
                case '/':
                    at++;
                    SelfClosing = at < text.Length && text[at] == '>';
                    continue;
                default:
                    at = ReadAttribute(at);
                    if (at < 0)
                        return EndInTag();
                    continue;
            }
            _position = at;
            Token = Token.Start;
            return true;
        }
    }

    private bool EndInTag()
    {
        Truncated = true;
        _position = text.Length;
        return false;
    }

    private int ReadAttribute(int at)
    {
        var length = text.AsSpan(at).IndexOfAny(NameEnd);
        if (length < 0)
            return -1;
        if (length == 0)
            return at + 1; // A stray quote or equals sign.
        var name = text.AsSpan(at, length);
        at += length;
        var equals = text.AsSpan(at).IndexOfAnyExcept(Space);
        if (equals < 0)
            return -1;
        if (text[at + equals] != '=')
        {
            Attributes.Add(_names, name, default, repairs);
            return at;
        }
        at += equals + 1;
        var skip = text.AsSpan(at).IndexOfAnyExcept(Space);
        if (skip < 0)
            return -1;
        at += skip;
        var (start, end, next) = AttributeValues.Find(text, at);
        if (next < 0)
            return -1;
        if (start == at)
            repairs.Add("An attribute without quotes was read.");
        Attributes.Add(_names, name, text.AsSpan(start, end - start), repairs);
        return next;
    }
}
