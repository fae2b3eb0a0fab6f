namespace DigestBot.Wire.Syndication;

/// <summary>The names of people in the many ways in which feeds write them.</summary>
internal static class People
{
    private const int MaxPeople = 20;

    /// <summary>
    /// The name in <c>jane@example.com (Jane Doe)</c>, <c>Jane Doe &lt;jane@example.com&gt;</c>, <c>By Jane Doe</c>; null when there is
    /// nothing but an address.
    /// </summary>
    public static string? Name(string? given)
    {
        var text = PlainText.OfHtml(given);
        if (text is null)
            return null;
        if (text.Contains('@', StringComparison.Ordinal))
        {
            var words = text.Split(' ').Where(word => !IsAddress(word.Trim('(', ')', '<', '>', '[', ']', ',', ';', '"', '\'')));
            text = string.Join(' ', words);
        }
        text = Unwrapped(text.Trim(' ', ',', ';', '-', '–', '|', '/'));
        if (text.StartsWith("By ", StringComparison.OrdinalIgnoreCase))
            text = text[3..].TrimStart();
        return text.Length == 0 || Addresses.IsAbsolute(text) ? null : text;
    }

    /// <summary>Several names as one, each once, in order; null when there are none.</summary>
    public static string? Names(IEnumerable<string?> given)
    {
        var names = new List<string>();
        foreach (var one in given)
        {
            if (names.Count >= MaxPeople)
                break;
            if (Name(one) is { } name && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
                names.Add(name);
        }
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static bool IsAddress(string word)
    {
        if (word.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            return true;
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < word.Length - 1;
    }

    private static string Unwrapped(string text)
    {
        while (text.Length >= 2 && (text[0], text[^1]) is ('(', ')') or ('"', '"') or ('\'', '\'') or ('<', '>') or ('[', ']'))
            text = text[1..^1].Trim();
        return text;
    }
}
