namespace DigestBot.Replies;

/// <summary>Web addresses within a line of text.</summary>
internal static class WebLinks
{
    /// <summary>Where the address that begins at a place ends, without the marks of the sentence around it; the place itself when none begins there.</summary>
    public static int EndOf(string line, int at)
    {
        var rest = line.AsSpan(at);
        if (!rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) return at;
        var end = at;
        while (end < line.Length && !char.IsWhiteSpace(line[end]) && !char.IsControl(line[end]) && line[end] is not ('<' or '>' or '"' or '“' or '”' or '»' or '«')) end++;
        while (end > at && line[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']' or '}' or '\'' or '’' or '*') end--;
        return end;
    }
}
