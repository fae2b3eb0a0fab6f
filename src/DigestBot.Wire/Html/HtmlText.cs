using DigestBot.Wire.Text;

namespace DigestBot.Wire.Html;

/// <summary>Reads the HTML that a feed carries: no page stands around it, so all of it is the text, but for what no reader sees.</summary>
public static class HtmlText
{
    /// <summary>The fragment's text in the same shape as a page's: paragraphs separated by one blank line, and their blocks. Never throws.</summary>
    /// <param name="html">A feed entry's content or summary; a text without tags is taken as paragraphs separated by blank lines.</param>
    /// <param name="address">The entry's own address: a last line that only links there goes; null when unknown.</param>
    public static (string Text, IReadOnlyList<Block> Blocks) FromFragment(string html, Uri? address)
    {
        try
        {
            var (text, blocks, _) = MainText.Join(Read(html, address));
            return (text, blocks);
        }
        // As in PageReader: an error in the tree builder concerns this fragment alone.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ("", []);
        }
    }

    /// <summary>One line of plain text: entities resolved, tags gone, white space folded, cut at a word with "…". Never throws.</summary>
    /// <param name="html">HTML or plain text.</param>
    /// <param name="maxLength">UTF-16 units, the "…" included; no user-perceived character (UAX 29) is split.</param>
    public static string Plain(string html, int maxLength)
    {
        var plain = html.AsSpan().IndexOfAny('<', '&') < 0 ? html : FromFragment(html, null).Text;
        return DisplayText.Clip(NodeText.Fold(plain), maxLength);
    }

    private static List<Draft> Read(string html, Uri? address)
    {
        if (!HasTag(html))
            html = string.Join("<p>", html.ReplaceLineEndings("\n").Split("\n\n"));
        var outline = Tree.Of(MarkupFilter.Filter(html).Markup);
        Sieve.ApplyToFragment(outline);
        var drafts = BlockWriter.Write(outline, [outline.Root]);
        FeedTails.Prune(drafts, outline, address);
        return drafts;
    }

    private static bool HasTag(string text)
    {
        for (var at = -1; (at = text.IndexOf('<', at + 1)) >= 0 && at + 1 < text.Length;)
            if (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!')
                return true;
        return false;
    }
}
