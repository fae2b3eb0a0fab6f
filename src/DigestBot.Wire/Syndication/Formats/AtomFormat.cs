using System.Collections.Frozen;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Atom 1.0 (RFC 4287) and Atom 0.3.</summary>
internal static class AtomFormat
{
    private static readonly FrozenSet<string> HoldsText =
        "title id updated published issued modified created link category rights".Split(' ').ToFrozenSet();

    public static Feed Read(MarkupReader reader, FeedDraft draft)
    {
        var isOld = reader.Attributes.Get("version") == "0.3";
        for (var i = 0; i < reader.Attributes.Count; i++)
            isOld |= reader.Attributes[i].Name.Raw.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase)
                && reader.Attributes[i].Value.Contains("purl.org/atom/", StringComparison.OrdinalIgnoreCase);
        var plan = new ElementPlan(
            element => element.Local == "entry" && IsNative(element) && element.Parent is { Parent: null },
            element => draft.Add(AtomEntry.Read(element, draft)),
            HoldsText);
        // A document may be a single entry (RFC 4287 2): it is read as a feed of one.
        var isEntry = reader.Name.Local == "entry";
        var root = new ElementReader(reader, draft.Repairs).Read(plan);
        if (isEntry)
            draft.Add(AtomEntry.Read(root, draft));
        var link = AtomLinks.Page(root, draft);
        draft.Site = Addresses.AsBase(link);
        return draft.Finish(
            new Feed(
                isOld ? "atom0.3" : "atom1.0",
                isEntry ? null : TextConstruct.ToPlain(Native(root, "title")),
                link,
                isEntry ? null : TextConstruct.ToPlain(Native(root, "subtitle") ?? Native(root, "tagline") ?? Native(root, "info")),
                Languages.Tag(root.XmlAttribute("lang") ?? root.Child(Space.Dc, "language")?.TrimmedText),
                FeedDate.First(Text(root, "updated"), Text(root, "modified"), root.Child(Space.Dc, "date")?.TrimmedText),
                [],
                []),
            // RFC 4287 4.2.1: an entry without an author has the feed's.
            AtomPerson.Names(root));
    }

    public static bool IsNative(Element element) => element.Space is Space.Atom or Space.None;

    /// <summary>The first child of Atom itself with that name, or null.</summary>
    public static Element? Native(Element element, string local)
    {
        for (var node = element.First; node is not null; node = node.Next)
            if (node is Element child && child.Local == local && IsNative(child))
                return child;
        return null;
    }

    public static string? Text(Element element, string local) => Native(element, local)?.TrimmedText;
}
