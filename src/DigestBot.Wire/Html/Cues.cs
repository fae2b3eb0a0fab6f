namespace DigestBot.Wire.Html;

/// <summary>
/// Takes out short paragraphs that are about the page, not part of what the writer says. Only short paragraphs are looked at, so that an article
/// about newsletters survives; what begins a foreign section takes with it what follows inside the same element.
/// </summary>
internal static class Cues
{
    private const int ShortWords = 25;

    /// <summary>A foreign section that would take more than this share of the text is no foreign section.</summary>
    private const double MostOfText = .6;

    /// <summary>Headings tried: no page has more such sections in earnest, and each try may look at all that follows.</summary>
    private const int MaxSections = 60;

    /// <summary>Removes from a list of paragraphs.</summary>
    /// <param name="drafts">In document order.</param>
    /// <param name="title">The page's title, or null.</param>
    /// <param name="byline">The page's author, or null.</param>
    /// <returns>Whether a plea for money stood among them: then the rest of the article is not here.</returns>
    public static bool Prune(List<Draft> drafts, string? title, string? byline)
    {
        CutSections(drafts);
        Repeats.Prune(drafts);
        var plea = drafts.RemoveAll(d => d.Tag is not ("pre" or "td" or "th") && Pleas.IsForMoney(d.Text)) > 0;
        var (first, last) = (drafts.FindIndex(IsProse), drafts.FindLastIndex(IsProse));
        var hasProse = first >= 0;
        if (!hasProse)
            (first, last) = (drafts.Count, drafts.Count);
        var at = 0;
        // The lead picture's caption and a gallery's are beside the text; one between paragraphs may be part of it, and where there is nothing else they are the text.
        drafts.RemoveAll(d =>
        {
            var (before, after) = (at < first, at > last);
            at++;
            return (hasProse && (before || after) && d.Tag == "figcaption") || IsForeign(d, before, after, title, byline);
        });
        while (first < drafts.Count && drafts.Count > 0 && drafts[^1].Node.Is(Tag.Heading))
            drafts.RemoveAt(drafts.Count - 1);
        return plea;
    }

    private static bool IsForeign(Draft draft, bool before, bool after, string? title, string? byline)
    {
        var text = draft.Text;
        if (!text.Any(char.IsLetterOrDigit))
            return true;
        if (CuePhrases.IsAboutCookies(text) || Pleas.IsForConsent(text))
            return true;
        if (draft.Tag is "pre" or "td" or "th" || Words(text) > ShortWords)
            return false;
        if (CuePhrases.IsMachinery(text))
            return true;
        var linked = draft.LinkLength >= text.Length * .8;
        if (linked && draft.Tag != "li" && CuePhrases.LeadsAway(text))
            return true;
        // A whole paragraph that is a link and no sentence is another article's title.
        if (linked && draft.Tag == "p" && draft.Node.Name == "p" && !EndsSentence(text) && Words(text) > 3)
            return true;
        if (title is not null && (before || draft.Node.Name is "h1" or "h2") && Alike(text, title))
            return true;
        if (!before && !after)
            return draft.Node.Name == "time";
        return Dates.LooksLikeOne(text) && !draft.Node.Is(Tag.Heading)
            || (byline is not null && text.Length < byline.Length + 20 && text.Contains(byline, StringComparison.OrdinalIgnoreCase))
            || ((draft.Node.Hint & (ClassHint.Byline | ClassHint.Dateline)) != 0 && !EndsSentence(text))
            || (text.StartsWith("By ", StringComparison.OrdinalIgnoreCase) && Words(text) < 8 && !EndsSentence(text))
            || (linked && draft.Tag == "p" && !EndsSentence(text) && before)
            || (before && draft.Tag == "p" && !EndsSentence(text) && Dates.HasOne(text))
            || (before && (Breadcrumbs.AreIn(text) || CuePhrases.NamesMaker(text)))
            || (after && CuePhrases.NamesTopics(text));
    }

    /// <summary>"Related articles", "Comments": everything after it in its element goes, unless that is most of the text.</summary>
    private static void CutSections(List<Draft> drafts)
    {
        var total = drafts.Sum(d => d.Text.Length);
        var (seen, tried) = (0, 0);
        for (var i = 0; i < drafts.Count && tried < MaxSections;)
        {
            if (drafts[i].Tag is not ("li" or "td" or "blockquote") && CuePhrases.BeginsSection(drafts[i].Text))
            {
                tried++;
                var end = EndOfSection(drafts, i);
                var length = drafts.Skip(i).Take(end - i).Sum(d => d.Text.Length);
                if (length <= total * MostOfText || seen >= total - length)
                {
                    drafts.RemoveRange(i, end - i);
                    continue;
                }
            }
            seen += drafts[i].Text.Length;
            i++;
        }
    }

    /// <summary>The section reaches to the end of the smallest element that holds its heading and something after it.</summary>
    private static int EndOfSection(List<Draft> drafts, int heading)
    {
        if (heading + 1 >= drafts.Count)
            return drafts.Count;
        var next = drafts[heading + 1].Node;
        var holder = drafts[heading].Node.Parent;
        while (holder is not null && holder.End <= next.Index)
            holder = holder.Parent;
        var end = heading + 1;
        var rank = drafts[heading].Node.Is(Tag.Heading) ? drafts[heading].Node.Name : "h7";
        while (end < drafts.Count && holder is not null && drafts[end].Node.Index < holder.End
            && !(drafts[end].Node.Is(Tag.Heading) && string.CompareOrdinal(drafts[end].Node.Name, rank) < 0))
            end++;
        return end;
    }

    private static bool IsProse(Draft draft) =>
        !draft.Node.Is(Tag.Heading) && draft.Tag != "figcaption" && draft.LinkLength * 2 < draft.Text.Length && TextWeight.Of(draft.Text.AsSpan(0, Math.Min(draft.Text.Length, 200))) >= 80 && (EndsSentence(draft.Text) || Words(draft.Text) > ShortWords);

    private static bool EndsSentence(string text)
    {
        var end = text.AsSpan().TrimEnd("\"'”’»)]」』 ");
        return end.Length > 0 && end[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟' or '۔' or ':';
    }

    private static bool Alike(string text, string title)
    {
        var (a, b) = (Letters(text), Letters(title));
        return a.Equals(b, StringComparison.OrdinalIgnoreCase)
            || (a.Length > 15 && b.Length < a.Length * 2 && b.Contains(a, StringComparison.OrdinalIgnoreCase))
            || (b.Length > 15 && a.Length < b.Length * 1.4 && a.Contains(b, StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>Words, three CJK characters counted as one; more than some hundred are not counted.</summary>
    private static int Words(string text)
    {
        var (words, wide) = (1, 0);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 1000)))
        {
            words += c == ' ' ? 1 : 0;
            wide += TextWeight.IsWide(c) ? 1 : 0;
        }
        return words + wide / 3;
    }
}
