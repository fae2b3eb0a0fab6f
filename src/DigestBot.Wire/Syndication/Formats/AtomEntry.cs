using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>One entry of Atom (RFC 4287 4.1.2).</summary>
internal static class AtomEntry
{
    public static FeedItem Read(Element entry, FeedDraft draft)
    {
        var labels = new Labels();
        var attachments = new Attachments();
        foreach (var child in entry.Children)
            AddRepeated(child, labels, attachments, draft);
        var source = AtomFormat.Native(entry, "source");
        var content = Content(entry);
        return new FeedItem(
            AtomFormat.Text(entry, "id"),
            TextConstruct.ToPlain(AtomFormat.Native(entry, "title")) ?? PlainText.OfHtml(entry.Child(Space.Media, "title")?.TrimmedText),
            AtomLinks.Page(entry, draft) ?? Elsewhere(entry, content, draft),
            AtomPerson.Names(entry) ?? People.Names([entry.Child(Space.Dc, "creator")?.TrimmedText]) ?? (AtomFormat.Native(entry, "author") is not null ? FeedDraft.Nameless : source is null ? null : AtomPerson.Names(source)),
            FeedDate.First(AtomFormat.Text(entry, "published"), AtomFormat.Text(entry, "issued"), AtomFormat.Text(entry, "created"),
                AtomFormat.Text(entry, "pubdate"), entry.Child(Space.Dc, "date")?.TrimmedText),
            FeedDate.First(AtomFormat.Text(entry, "updated"), AtomFormat.Text(entry, "modified")),
            TextConstruct.ToHtml(AtomFormat.Native(entry, "summary"), draft) ?? MediaText.Description(entry, draft),
            TextConstruct.ToHtml(content, draft),
            labels.All,
            attachments.All,
            Languages.Tag(entry.XmlAttribute("lang") ?? entry.Child(Space.Dc, "language")?.TrimmedText ?? content?.XmlAttribute("lang")));
    }

    /// <summary>Atom 0.3 allows several contents of different types; HTML is better than plain text.</summary>
    private static Element? Content(Element entry)
    {
        Element? best = null;
        foreach (var child in entry.Children)
        {
            if (child.Local != "content" || !AtomFormat.IsNative(child))
                continue;
            if (child.Attribute("type") == "multipart/alternative")
                return Content(child) ?? best;
            if (best is null || (!TextConstruct.IsRich(best) && TextConstruct.IsRich(child)))
                best = child;
        }
        return best;
    }

    /// <summary>Without a link: the content's own address (RFC 4287 4.1.3.2), then an id that is an address.</summary>
    private static string? Elsewhere(Element entry, Element? content, FeedDraft draft) =>
        Addresses.Resolve(content?.Attribute("src"), draft.BaseOf(content))
        ?? (AtomFormat.Text(entry, "id") is { } id && Addresses.IsAbsolute(id) ? Addresses.Resolve(id, null) : null);

    private static void AddRepeated(Element child, Labels labels, Attachments attachments, FeedDraft draft)
    {
        if (child.Local == "category" && AtomFormat.IsNative(child))
            labels.Add(child.Attribute("label") ?? child.Attribute("term") ?? child.TrimmedText);
        else if (child.Local == "subject" && child.Space is Space.Dc or Space.DcTerms)
            labels.Add(child.Text);
        else if (child.Local == "link" && AtomFormat.IsNative(child) && AtomLinks.Relation(child) == "enclosure")
            attachments.Attach(child.Attribute("href"), draft.BaseOf(child), child.Attribute("type"), child.Attribute("length"));
        else if (child.Space == Space.Media && child.Local == "category")
            labels.Add(child.Text);
        else if (child.Space == Space.Media)
            attachments.AddMedia(child, draft.BaseOf(child));
    }
}
