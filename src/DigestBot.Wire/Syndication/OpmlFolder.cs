using System.Xml;

namespace DigestBot.Wire.Syndication;

/// <summary>A folder of an OPML list while it is written.</summary>
internal sealed class OpmlFolder
{
    private const int MaxDepth = 20;
    private readonly List<OpmlOutline> _feeds = [];
    private readonly List<(string Name, OpmlFolder Folder)> _folders = [];
    private readonly Dictionary<string, OpmlFolder> _byName = new(StringComparer.Ordinal);

    public static OpmlFolder Of(IEnumerable<OpmlOutline> outlines)
    {
        var top = new OpmlFolder();
        foreach (var outline in outlines)
        {
            var folder = top;
            foreach (var name in outline.Category.Take(MaxDepth))
                folder = folder.Inner(name);
            folder._feeds.Add(outline);
        }
        return top;
    }

    public void Write(XmlWriter writer)
    {
        foreach (var feed in _feeds)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("type", "rss");
            writer.WriteAttributeString("text", Opml.Clean(feed.Title));
            writer.WriteAttributeString("title", Opml.Clean(feed.Title));
            writer.WriteAttributeString("xmlUrl", Opml.Clean(feed.XmlUrl));
            if (feed.HtmlUrl is not null)
                writer.WriteAttributeString("htmlUrl", Opml.Clean(feed.HtmlUrl));
            writer.WriteEndElement();
        }
        foreach (var (name, folder) in _folders)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("text", Opml.Clean(name));
            folder.Write(writer);
            writer.WriteEndElement();
        }
    }

    private OpmlFolder Inner(string name)
    {
        if (_byName.TryGetValue(name, out var known))
            return known;
        var folder = new OpmlFolder();
        _byName.Add(name, folder);
        _folders.Add((name, folder));
        return folder;
    }
}
