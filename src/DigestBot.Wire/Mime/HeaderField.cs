using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>One header field as it was received.</summary>
public sealed class HeaderField
{
    private readonly ReadOnlyMemory<byte> _value;
    private string? _text;

    internal HeaderField(string name, ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> raw)
    {
        Name = name;
        _value = value;
        Raw = raw;
    }

    /// <summary>The name as written; compare it without regard to case.</summary>
    public string Name { get; }

    /// <summary>The octets of the whole field: name, colon, value, line breaks.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The value as text: unfolded, trimmed, encoded words decoded.</summary>
    public string Value => _text ??= HeaderText.Decode(Octets);

    /// <summary>The value, folded and encoded as it came, one character for each octet.</summary>
    internal string Octets => Encoding.Latin1.GetString(_value.Span);

    /// <summary>The value unfolded, with encoded words left alone: what structured fields are read from.</summary>
    internal string Structured => HeaderText.Unfold(Octets);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Value}";
}
