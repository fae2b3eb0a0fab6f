using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>One header field while it is written: folds before white space so that lines stay within 78 columns (RFC 5322 2.1.1, 2.2.3).</summary>
internal sealed class FoldedField
{
    /// <summary>The length that lines keep where white space allows it, without CRLF.</summary>
    public const int PreferredLine = 78;

    /// <summary>The length that no line may pass, without CRLF.</summary>
    public const int LongestLine = 998;

    private readonly StringBuilder _text = new();
    private int _column;

    public FoldedField(string name)
    {
        CheckName(name);
        Name = name;
        _text.Append(name).Append(':');
        _column = _text.Length;
    }

    public string Name { get; }

    /// <summary>Columns left on this line for white space and a word.</summary>
    public int Room => PreferredLine - _column;

    /// <summary>Whether the line holds something after which a fold makes no empty line.</summary>
    private bool CanFold => _column > Name.Length + 1 || _text.Length > _column;

    /// <summary>Appends a space, or other white space of the text itself, and a word; begins a new line when the word does not fit.</summary>
    public void Word(ReadOnlySpan<char> space, ReadOnlySpan<char> word)
    {
        var length = space.Length + word.Length;
        if (CanFold ? length > Room : _column + length > LongestLine)
            Fold();
        if (_column + length > LongestLine)
            throw new ArgumentException($"The {Name} header has a word of {word.Length} characters; a line cannot be longer than {LongestLine} (RFC 5322 2.1.1).");
        _text.Append(space).Append(word);
        _column += length;
    }

    /// <summary>Begins a new line; the next thing appended must begin with white space.</summary>
    public void Fold()
    {
        _text.Append("\r\n");
        _column = 0;
    }

    /// <summary>Appends ASCII text, which can be folded wherever it has white space.</summary>
    public void Words(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var space = text.IndexOfAnyExcept(' ', '\t');
            if (space < 0)
                break; // White space at the end means nothing and must not stand alone on a line.
            var end = text[space..].IndexOfAny(' ', '\t');
            end = end < 0 ? text.Length : space + end;
            Word(text[..space], text[space..end]);
            text = text[end..];
        }
    }

    /// <summary>The whole field with its CRLF.</summary>
    public WrittenField Written(bool ascii = true) => new(Name, _text.Append("\r\n").ToString(), ascii);

    /// <summary>RFC 5322 2.2: a field name is printable ASCII without colon.</summary>
    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (var c in name)
            if (c is <= ' ' or > '~' or ':')
                throw new ArgumentException($"A header name is printable ASCII without spaces or colons; this has U+{(int)c:X4}.", nameof(name));
        if (name.Length > 76)
            throw new ArgumentException("A header name longer than 76 characters leaves no room for a value.", nameof(name));
    }

    /// <summary>Refuses what could end a line and so begin a header or body of a stranger's choice.</summary>
    public static void CheckValue(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var at = value.AsSpan().IndexOfAny('\r', '\n', '\0');
        if (at >= 0)
            throw new ArgumentException($"The value of the {name} header has U+{(int)value[at]:X4} at character {at}; a header value is one line. Remove it first.", nameof(value));
    }
}
