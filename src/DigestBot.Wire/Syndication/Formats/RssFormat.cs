using System.Collections.Frozen;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>RSS 0.90 to 2.0, RDF Site Summary 1.0 and the old Channel Definition Format: one vocabulary with three roots.</summary>
internal static class RssFormat
{
    private static readonly FrozenSet<string> HoldsText =
        "title link guid pubdate category comments enclosure date creator subject language copyright lastbuilddate ttl".Split(' ').ToFrozenSet();

    public static Feed Read(MarkupReader reader, FeedDraft draft)
    {
        var rootName = reader.Name.Local;
        var version = reader.Attributes.Get("version");
        var plan = new ElementPlan(
            element => element.Local == "item" && IsItem(element, draft),
            element => draft.Add(RssItem.Read(element, draft)),
            HoldsText);
        var root = new ElementReader(reader, draft.Repairs).Read(plan);
        var head = ChannelOf(root);
        draft.Site ??= SiteOf(head);
        var link = RssItem.LinkOf(head, draft);
        return draft.Finish(new Feed(
            FormatOf(rootName, version, head, draft.Repairs),
            PlainText.OfHtml(RssItem.First(head, "title") ?? Of(head, Space.Dc, "title")),
            link,
            PlainText.OfHtml(RssItem.First(head, "description", "tagline", "abstract", "subtitle") ?? Of(head, Space.Dc, "description")
                ?? Of(head, Space.Itunes, "summary") ?? Of(head, Space.Itunes, "subtitle")),
            LanguageOf(root, head),
            FeedDate.First(Of(head, "lastbuilddate"), Of(head, Space.Atom, "updated"), Of(head, Space.DcTerms, "modified"), Of(head, Space.Dc, "date"),
                Of(head, "pubdate"), head.Attribute("lastmod")),
            [],
            []));
    }

    private static bool IsItem(Element element, FeedDraft draft)
    {
        if (!RssItem.IsNative(element) || element.Parent is null)
            return false;
        if (draft.Address is null && draft.Site is null)
        {
            // The channel's link nearly always stands before its items.
            var root = element.Parent;
            while (root.Parent is not null)
                root = root.Parent;
            draft.Site = SiteOf(ChannelOf(root));
        }
        return true;
    }

    private static Element ChannelOf(Element root) =>
        root.Local == "channel" ? root : root.Children.FirstOrDefault(e => e.Local == "channel") ?? root;

    private static Uri? SiteOf(Element channel) => Addresses.AsBase(RssItem.First(channel, "link"));

    private static string? Of(Element element, string local) => RssItem.First(element, local);

    private static string? Of(Element element, Space space, string local) => element.Child(space, local)?.TrimmedText;

    private static string? LanguageOf(Element root, Element channel)
    {
        var language = RssItem.First(channel, "language") ?? Of(channel, Space.Dc, "language") ?? channel.XmlAttribute("lang") ?? root.XmlAttribute("lang");
        return Languages.Tag(language);
    }

    private static string FormatOf(string root, string? version, Element channel, Repairs repairs)
    {
        if (root == "rdf")
            return channel.Parent is { } rdf && rdf.Attributes.Any(a => a.Value.Contains("simple/0.9", StringComparison.Ordinal)) ? "rss0.90" : "rdf";
        if (root == "channel")
            return "cdf";
        var known = version?.Trim() switch
        {
            "0.9" or "0.90" => "0.90",
            "0.91" or "0.92" or "0.93" or "0.94" => version.Trim(),
            "2.0" or "2.00" or "2.0.1" or "2" => "2.0",
            "1.0" => "1.0",
            _ => null,
        };
        if (known is null)
            repairs.Add("The feed does not say which version of RSS it is; it was read as 2.0.");
        return "rss" + (known ?? "2.0");
    }
}
