namespace DigestBot.Wire.Syndication.Markup;

/// <summary>Finds the end of a document type declaration (XML 1.0 2.8) without reading what it declares.</summary>
internal static class DocumentTypes
{
    private static readonly System.Buffers.SearchValues<char> NameEnd = System.Buffers.SearchValues.Create(" \t\r\n>[");

    /// <summary>
    /// The position after the declaration that begins at <paramref name="start"/> (-1: the document ends inside), the name after
    /// DOCTYPE, and whether entities are declared.
    /// </summary>
    public static (int End, string? Name, bool DeclaresEntities) Skip(string text, int start)
    {
        var head = text.AsSpan(start, Math.Min(60, text.Length - start));
        string? name = null;
        if (head.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            var rest = head["<!DOCTYPE".Length..].TrimStart();
            var end = rest.IndexOfAny(NameEnd);
            name = (end < 0 ? rest : rest[..end]).ToString().ToLowerInvariant();
        }
        var greater = text.IndexOf('>', start);
        var bracket = text.IndexOf('[', start, (greater < 0 ? text.Length : greater) - start);
        if (name is null || bracket < 0)
            return (greater < 0 ? -1 : greater + 1, name, false);
        var after = InternalSubset(text, bracket + 1);
        var subset = text.AsSpan(bracket, (after < 0 ? text.Length : after) - bracket);
        return (after, name, subset.Contains("<!ENTITY", StringComparison.Ordinal));
    }

    /// <summary>Passes over declarations, comments and quoted values up to <c>]</c> and <c>&gt;</c>.</summary>
    private static int InternalSubset(string text, int at)
    {
        while (at < text.Length)
        {
            var step = text.AsSpan(at).IndexOfAny("]\"'<");
            if (step < 0)
                return -1;
            at += step;
            switch (text[at])
            {
                case ']':
                    var close = text.IndexOf('>', at);
                    return close < 0 ? -1 : close + 1;
                case '<' when string.CompareOrdinal(text, at, "<!--", 0, 4) == 0:
                    at = After(text, "-->", at + 4);
                    break;
                case '<':
                    at++;
                    break;
                default:
                    at = After(text, text[at].ToString(), at + 1);
                    break;
            }
            if (at < 0)
                return -1;
        }
        return -1;
    }

    private static int After(string text, string what, int at)
    {
        var found = text.IndexOf(what, Math.Min(at, text.Length), StringComparison.Ordinal);
        return found < 0 ? -1 : found + what.Length;
    }
}
