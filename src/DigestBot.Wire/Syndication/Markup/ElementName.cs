namespace DigestBot.Wire.Syndication.Markup;

/// <summary>A name as written, and its parts.</summary>
/// <param name="Raw">As in the document, for example <c>dc:Creator</c>.</param>
/// <param name="Prefix">Before the colon, lower-cased; empty when there is none.</param>
/// <param name="Local">After the colon, lower-cased: writers disagree about case, and no two names differ by case alone.</param>
internal sealed record ElementName(string Raw, string Prefix, string Local)
{
    /// <summary>The local part with the case that the document gives it.</summary>
    public string RawLocal => Prefix.Length == 0 ? Raw : Raw[(Prefix.Length + 1)..];

    public bool SameAs(ElementName other) => ReferenceEquals(this, other) || (Local == other.Local && Prefix == other.Prefix);
}

/// <summary>Each name of a document as one object. A document of a million different names does not fill the table.</summary>
internal sealed class ElementNames
{
    private const int Limit = 2000;
    private readonly Dictionary<string, ElementName> _names = new(StringComparer.Ordinal);

    public ElementName Get(ReadOnlySpan<char> raw)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(raw, out var known))
            return known;
        var text = raw.ToString();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var lower = text.ToLowerInvariant();
        // Lower-casing can change nothing about the colon; a name that begins or ends with one has no prefix.
        var name = colon > 0 && colon < text.Length - 1 && lower.Length == text.Length
            ? new ElementName(text, lower[..colon], lower[(colon + 1)..])
            : new ElementName(text, "", lower);
        if (_names.Count < Limit)
            _names[text] = name;
        return name;
    }
}
