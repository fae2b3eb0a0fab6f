namespace DigestBot.Wire.Mime;

/// <summary>Reads lists of message identifiers: Message-ID, In-Reply-To, References (RFC 5322 3.6.4).</summary>
internal static class MessageIds
{
    private const int Most = 1000;

    /// <summary>The identifiers without their angle brackets; words without brackets count when they hold an @.</summary>
    public static IReadOnlyList<string> Read(string? value)
    {
        var found = new List<string>();
        for (var at = 0; value is not null && at < value.Length && found.Count < Most;)
        {
            var open = value.IndexOf('<', at);
            foreach (var word in value[at..(open < 0 ? value.Length : open)].Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
                if (word.Contains('@') && found.Count < Most)
                    found.Add(word.TrimEnd('>'));
            if (open < 0)
                break;
            var close = value.IndexOfAny(['>', '<', ' ', '\t'], open + 1);
            var id = value[(open + 1)..(close < 0 ? value.Length : close)].Trim();
            if (id.Length > 0)
                found.Add(id);
            at = close < 0 ? value.Length : value[close] == '<' ? close : close + 1;
        }
        return found;
    }
}
