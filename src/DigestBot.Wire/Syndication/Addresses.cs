using System.Buffers;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>Addresses of the web as feeds give them.</summary>
internal static class Addresses
{
    private const int MaxLength = 8000;
    private const int MaxBases = 8;
    private static readonly SearchValues<char> NeedsEscape = SearchValues.Create(" \t\n\"<>\\^`{|}");

    /// <summary>
    /// The absolute http or https address, as given where it is already one. A relative address without a base comes back unchanged
    /// (<see cref="IsAbsolute"/> tells); null for what is no address of the web.
    /// </summary>
    public static string? Resolve(string? given, Uri? basis)
    {
        var text = given?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            return null;
        if (text.Contains('\n', StringComparison.Ordinal))
            text = string.Concat(text.Split('\n', StringSplitOptions.TrimEntries));
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            text = "http://" + text;
        else if (text.StartsWith("//", StringComparison.Ordinal))
            text = (basis?.Scheme ?? Uri.UriSchemeHttps) + ":" + text;
        if (IsAbsolute(text))
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0
                ? text.AsSpan().ContainsAny(NeedsEscape) ? address.AbsoluteUri : text
                : null;
        if (HasScheme(text))
            return null;
        if (basis is null)
            return text;
        return Uri.TryCreate(basis, text, out var resolved) && IsWeb(resolved) ? resolved.AbsoluteUri : null;
    }

    public static bool IsAbsolute(string? text) =>
        text is not null && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    public static Uri? AsBase(string? text, Uri? outer = null)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
            return outer;
        var known = outer is null
            ? Uri.TryCreate(text.Trim(), UriKind.Absolute, out var basis)
            : Uri.TryCreate(outer, text.Trim(), out basis);
        return known && basis is not null && IsWeb(basis) ? basis : outer;
    }

    /// <summary>The base in force at an element: <c>xml:base</c> of it and its ancestors (XML Base 4.2), then the document's own.</summary>
    public static Uri? BaseOf(Element? element, Uri? document)
    {
        List<string>? chain = null;
        for (; element is not null && (chain?.Count ?? 0) < MaxBases; element = element.Parent)
            if (element.XmlAttribute("base") is { Length: > 0 } basis)
                (chain ??= []).Add(basis);
        var result = document;
        for (var i = (chain?.Count ?? 0) - 1; i >= 0; i--)
            result = AsBase(chain![i], result);
        return result;
    }

    private static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    /// <summary>True for <c>mailto:</c>, <c>tag:</c>, <c>javascript:</c> and their like (RFC 3986 3.1).</summary>
    private static bool HasScheme(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == ':')
                return i > 0 && char.IsAsciiLetter(text[0]);
            else if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.'))
                return false;
        return false;
    }
}
