namespace DigestBot.Wire.Html;

/// <summary>A paragraph's first line that is its heading: a few words, then a line break, then prose. Left in the paragraph, it would run into the first sentence.</summary>
internal static class RunInHeading
{
    private const int Longest = 70;
    private const int MostWords = 10;

    /// <summary>Characters of prose behind it: less may be an address, a verse, a greeting.</summary>
    private const int ShortestProse = 70;

    /// <summary>How long the heading is; 0 when there is none.</summary>
    /// <param name="text">A paragraph with one line break, which is a space here.</param>
    /// <param name="firstLine">Length of its first line.</param>
    public static int Length(string text, int firstLine)
    {
        if (firstLine is 0 or > Longest || text.Length - firstLine < ShortestProse || text[firstLine] != ' ')
            return 0;
        var line = text.AsSpan(0, firstLine);
        var prose = text.AsSpan(firstLine + 1);
        // A line that goes on, in a small letter or behind a comma, is no heading; one that ends with a stop is a sentence of its own already.
        if (!char.IsLetterOrDigit(line[^1]) && line[^1] is not (')' or '?' or '!' or '"' or '”' or '»') || line.Count(' ') >= MostWords || char.IsLower(FirstLetter(line)))
            return 0;
        return !char.IsLower(prose[0]) && prose.TrimEnd("\"'”’») ") is [.., '.' or '!' or '?' or '…' or ':' or '。'] ? firstLine : 0;
    }

    private static char FirstLetter(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
            if (char.IsLetter(c))
                return c;
        return 'a';
    }
}
