namespace DigestBot.Wire.Html;

/// <summary>A page that holds its text twice, as for two widths of screen: the second is taken out.</summary>
internal static class Repeats
{
    /// <summary>Shorter paragraphs may stand in an article more than once.</summary>
    private const int Long = 60;

    /// <summary>So many different long paragraphs, most of which come again at the end, are no refrain.</summary>
    private const int FewestRepeated = 3;

    /// <summary>The share of the long paragraphs before that must come again.</summary>
    private const double MostOfText = .8;

    /// <summary>Removes the end of a text when it says no more than the beginning.</summary>
    public static void Prune(List<Draft> drafts)
    {
        // Where each long paragraph stood first: what is repeated at the end ends the text.
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var (from, repeated) = (-1, 0);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Text.Length < Long || drafts[i].Tag is "pre" or "td" or "th")
                continue;
            if (first.TryAdd(drafts[i].Text, i))
                (from, repeated) = (-1, 0);
            else
                (from, repeated) = (from < 0 ? i : from, repeated + 1);
        }

        if (first.Count < FewestRepeated || repeated < first.Count * MostOfText)
            return;
        // The headings and short lines above the first that comes again go with it, as far as they are repeated too.
        for (var at = first[drafts[from].Text]; from > 0 && at > 0 && drafts[from - 1].Text == drafts[at - 1].Text; at--)
            from--;
        drafts.RemoveRange(from, drafts.Count - from);
    }
}
