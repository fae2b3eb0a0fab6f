using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication;

/// <summary>Says what a document that is no feed looks like instead.</summary>
internal static class NotAFeed
{
    public static void RefuseBinary(ReadOnlySpan<byte> bytes)
    {
        var what = bytes switch
        {
            [] => "The document is empty.",
            [0x1F, 0x8B, ..] => "This is compressed data (gzip), not a feed: decode it first.",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "This is compressed data (zstd), not a feed: decode it first.",
            [(byte)'P', (byte)'K', 3, 4, ..] => "This is a ZIP archive, not a feed.",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "This is an image, not a feed.",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "This is a PDF document, not a feed.",
            _ => null,
        };
        if (what is not null)
            throw new FeedFormatException(what);
    }

    /// <param name="reader">The reader, where it stopped.</param>
    /// <param name="root">The name of the first element that is not of HTML, or null.</param>
    public static FeedFormatException Explain(MarkupReader reader, string? root) => new(
        reader.DocumentType == "html" || root == "html" ? "This is an HTML page, not a feed." :
        root is null && reader.Name.Raw.Length > 0 ? "This is a piece of HTML, not a feed." :
        root switch
        {
            null => reader.Truncated || reader.DocumentType is not null ? "The document holds no element." : "This is plain text, not a feed.",
            "opml" => "This is an OPML list of feeds, not a feed: import it instead.",
            "urlset" or "sitemapindex" => "This is a sitemap, not a feed.",
            _ => $"This is XML, but not a feed: its root is <{(root.Length <= 40 ? root : root[..40] + "…")}>.",
        });
}
