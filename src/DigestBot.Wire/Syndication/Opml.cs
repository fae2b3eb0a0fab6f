using System.Text;
using System.Xml;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>One subscription of an OPML list.</summary>
/// <param name="Title">Plain text; the address when the list gives none.</param>
/// <param name="XmlUrl">The feed's absolute address.</param>
/// <param name="HtmlUrl">The site's absolute address, or null.</param>
/// <param name="Category">The folders that hold it, outermost first; empty at the top.</param>
public sealed record OpmlOutline(string Title, string XmlUrl, string? HtmlUrl, IReadOnlyList<string> Category);

/// <summary>Lists of subscriptions in OPML 1.0 and 2.0 (opml.org/spec2.opml).</summary>
public static class Opml
{
    private const int MaxFeeds = 20_000;

    /// <summary>
    /// The subscriptions in document order. The list is read as forgivingly as feeds are. A subscription outside of any folder takes its
    /// folders from its <c>category</c> attribute. At most 20,000 are read.
    /// </summary>
    /// <exception cref="FeedFormatException">The bytes are no OPML list.</exception>
    public static IReadOnlyList<OpmlOutline> Parse(ReadOnlyMemory<byte> bytes)
    {
        NotAFeed.RefuseBinary(bytes.Span);
        var repairs = new Repairs();
        var reader = new MarkupReader(FeedText.Decode(bytes.Span, null, repairs), repairs);
        while (true)
        {
            if (!reader.Read())
                throw new FeedFormatException("This is not an OPML list: it has no <opml>.");
            if (reader.Token != Token.Start)
                continue;
            if (reader.Name.Local is "opml" or "outlinedocument")
                break;
            throw new FeedFormatException($"This is not an OPML list: its root is <{reader.Name.Raw[..Math.Min(40, reader.Name.Raw.Length)]}>.");
        }
        return Read(reader);
    }

    /// <summary>The list as OPML 2.0, in UTF-8, with one folder per path, in the order of first appearance.</summary>
    /// <param name="title">The list's title.</param>
    /// <param name="outlines">The subscriptions.</param>
    public static byte[] Write(string title, IEnumerable<OpmlOutline> outlines)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            writer.WriteStartElement("opml");
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement("head");
            writer.WriteElementString("title", Clean(title));
            writer.WriteEndElement();
            writer.WriteStartElement("body");
            OpmlFolder.Of(outlines).Write(writer);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Text that XML can hold.</summary>
    internal static string Clean(string text)
    {
        text = TextCleaning.Clean(text);
        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }

    private static List<OpmlOutline> Read(MarkupReader reader)
    {
        var found = new List<OpmlOutline>();
        var open = new List<string?>(); // The folder that each open outline is; null for one that is a feed.
        while (found.Count < MaxFeeds && reader.Read())
        {
            if (reader.Token == Token.Text || reader.Name.Local != "outline")
                continue;
            if (reader.Token == Token.End)
            {
                if (open.Count > 0)
                    open.RemoveAt(open.Count - 1);
                continue;
            }
            var title = PlainText.Fold(reader.Attributes.Get("title") ?? reader.Attributes.Get("text"));
            var address = Addresses.Resolve(reader.Attributes.Get("xmlurl") ?? reader.Attributes.Get("url"), null);
            var isFeed = Addresses.IsAbsolute(address) && reader.Attributes.Get("type") is not ("link" or "include");
            if (isFeed)
                found.Add(new OpmlOutline(title ?? address!, address!, Page(reader), Category(reader, open)));
            if (!reader.SelfClosing && open.Count < ElementReader.MaxDepth)
                open.Add(isFeed ? null : title);
        }
        return found;
    }

    private static string? Page(MarkupReader reader) =>
        Addresses.Resolve(reader.Attributes.Get("htmlurl"), null) is { } page && Addresses.IsAbsolute(page) ? page : null;

    private static IReadOnlyList<string> Category(MarkupReader reader, List<string?> open)
    {
        var folders = open.Where(name => name is not null).Select(name => name!).ToList();
        if (folders.Count > 0 || reader.Attributes.Get("category") is not { } category)
            return folders;
        // "/Tech/Design,/News": slashes part levels, commas part categories; the first counts.
        return [.. category.Split(',')[0].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
