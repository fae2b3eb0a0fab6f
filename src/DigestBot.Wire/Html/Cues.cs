namespace DigestBot.Wire.Html;

/// <summary>Takes out short paragraphs that are about the page, not part of what the writer says.</summary>
internal static class Cues
{
    public static void Prune(List<Draft> drafts, string? title)
    {
        if (title is not null)
            for (var i = 0; i < Math.Min(drafts.Count, 4); i++)
                if (drafts[i].Node.Is(Tag.Heading) && drafts[i].Text.Equals(title, StringComparison.OrdinalIgnoreCase))
                    drafts.RemoveAt(i--);
    }
}
