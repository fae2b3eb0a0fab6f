namespace DigestBot.Wire.Mime;

/// <summary>A content type with its parameters (RFC 2045 5), or a disposition with its (RFC 2183).</summary>
/// <param name="Type">The type before the slash, in lower case.</param>
/// <param name="Subtype">The type after the slash, in lower case; empty for a disposition.</param>
/// <param name="Parameters">Decoded parameters (RFC 2231); names are compared without regard to case.</param>
public sealed record ContentType(string Type, string Subtype, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What a part without a type is (RFC 2045 5.2).</summary>
    public static ContentType Plain { get; } = new("text", "plain", new Dictionary<string, string>());

    /// <summary>What a part of a multipart/digest without a type is (RFC 2046 5.1.5).</summary>
    internal static ContentType Message { get; } = new("message", "rfc822", new Dictionary<string, string>());

    /// <summary>As <c>text/plain</c>.</summary>
    public string MediaType => $"{Type}/{Subtype}";

    /// <summary>The charset parameter, or null.</summary>
    public string? Charset => Parameters.GetValueOrDefault("charset");

    /// <summary>Whether the type is the given one.</summary>
    public bool Is(string mediaType) => MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a header value; one that is no type at all counts as plain text.</summary>
    /// <param name="value">The value, unfolded, one character for each octet.</param>
    internal static ContentType Read(string? value)
    {
        if (value is null)
            return Plain;
        var (type, subtype, parameters) = ParameterReader.Read(value);
        return type.Length > 0 && subtype.Length > 0 ? new ContentType(type, subtype, parameters) : Plain with { Parameters = parameters };
    }

    /// <summary>Reads a Content-Disposition.</summary>
    internal static ContentType? ReadDisposition(string? value)
    {
        if (value is null)
            return null;
        var (type, _, parameters) = ParameterReader.Read(value);
        return new ContentType(type, "", parameters);
    }
}
