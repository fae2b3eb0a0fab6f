using DigestBot.Wire.Syndication.Formats;
using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>Reads a feed of any format: RSS 0.90 to 2.0, RDF 1.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.</summary>
public static class FeedParser
{
    /// <summary>
    /// Reads a feed. Its format is known by its content; what is broken is repaired where one reading is plainly meant, and
    /// <see cref="Feed.Warnings"/> says so. No DTD is processed and nothing is fetched. Time and memory grow with the size of the document
    /// alone; the caller bounds that size. At most 10,000 items are read.
    /// </summary>
    /// <param name="bytes">The document as received, without transfer or content encoding.</param>
    /// <param name="contentType">The Content-Type header, for its charset.</param>
    /// <param name="address">Where the document came from: the base of relative links.</param>
    /// <exception cref="FeedFormatException">The bytes are no feed.</exception>
    public static Feed Parse(ReadOnlyMemory<byte> bytes, string? contentType = null, Uri? address = null)
    {
        NotAFeed.RefuseBinary(bytes.Span);
        var repairs = new Repairs();
        var text = FeedText.Decode(bytes.Span, contentType, repairs);
        var start = text.AsSpan().IndexOfAnyExcept(" \t\n\u00A0\u200B");
        if (start < 0)
            throw new FeedFormatException("The document is empty.");
        var draft = new FeedDraft(address is { IsAbsoluteUri: true } ? address : null, repairs);
        if (text[start] == '{')
            return JsonFormat.Read(text, draft);
        if (text[start] == '[')
            throw new FeedFormatException("This is a JSON list, not a JSON Feed.");
        var reader = new MarkupReader(text, repairs);
        return FindRoot(reader, repairs, out var before) switch
        {
            Root.Rss => RssFormat.Read(reader, draft),
            Root.Atom => AtomFormat.Read(reader, draft),
            _ => throw NotAFeed.Explain(reader, before),
        };
    }

    private enum Root { None, Rss, Atom }

    /// <summary>How far into a document the root of a feed is looked for behind something else, in characters.</summary>
    private const int SearchLimit = 64 * 1024;

    /// <summary>
    /// Goes to the root's start tag. Messages of the publishing program often stand before it, so other elements are passed over for a
    /// while; an HTML page never becomes a feed.
    /// </summary>
    private static Root FindRoot(MarkupReader reader, Repairs repairs, out string? before)
    {
        before = null;
        while (reader.Position < SearchLimit || before is null)
        {
            if (!reader.Read())
                return Root.None;
            if (reader.DocumentType == "html")
                return Root.None;
            if (reader.Token == Token.Text && !reader.RawText.IsWhiteSpace())
                repairs.Add("Text before the feed was passed over.");
            if (reader.Token != Token.Start)
                continue;
            var name = reader.Name.Local;
            if (name is "html" || (name is "head" or "body" && before is null))
            {
                before = "html";
                return Root.None;
            }
            if (name is "rss" or "rdf" || (name is "channel" && before is null))
                return Root.Rss;
            if (name is "feed" || (name is "entry" && before is null))
                return Root.Atom;
            if (!HtmlNames.IsKnown(name))
                before ??= name;
        }
        return Root.None;
    }
}
