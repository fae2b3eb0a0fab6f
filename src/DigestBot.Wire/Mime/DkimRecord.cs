namespace DigestBot.Wire.Mime;

/// <summary>The TXT record that publishes a key (RFC 6376 3.6).</summary>
/// <param name="Name">Where it stands, without a final dot.</param>
/// <param name="Value">What it says.</param>
public sealed record DkimRecord(string Name, string Value)
{
    /// <summary>A string of a TXT record has at most so many octets (RFC 1035 3.3); a reader joins them without a space (RFC 6376 3.6.2.2).</summary>
    public const int LongestString = 255;

    /// <summary>The value in strings that a record can hold.</summary>
    public IReadOnlyList<string> Strings => [.. Value.Chunk(LongestString).Select(chunk => new string(chunk))];

    /// <summary>As a line of a zone file.</summary>
    public override string ToString() => $"{Name}. IN TXT ( {string.Join(' ', Strings.Select(text => $"\"{text}\""))} )";
}
