namespace DigestBot.Wire.Html;

/// <summary>Where a page stands in its site: "Home &gt; News &gt; Science".</summary>
internal static class Breadcrumbs
{
    /// <summary>Parts of a trail at least; a comparison has two.</summary>
    private const int FewestParts = 3;

    private const int LongestPart = 60;

    /// <summary>Whether a short line is such a trail: parts of a few words with the same sign between them.</summary>
    public static bool AreIn(string line)
    {
        foreach (var sign in (ReadOnlySpan<char>)['>', '›', '»', '＞'])
        {
            var (parts, longest) = (0, 0);
            foreach (var part in line.AsSpan().Split(sign))
            {
                var name = line.AsSpan()[part].Trim();
                parts += name.IsEmpty ? 0 : 1;
                longest = Math.Max(longest, name.Length);
            }
            if (parts >= FewestParts && longest <= LongestPart)
                return true;
        }

        return false;
    }
}
