using System.Globalization;
using System.Net;
using System.Text;

namespace DigestBot.Tests.Feeds;

/// <summary>An item that a test's feed carries.</summary>
internal sealed record Item(string? Guid, string? Link, string? Title, DateTimeOffset? Date = null, string? Html = null);

/// <summary>Writes an RSS document.</summary>
internal static class Rss
{
    public static string Of(params IEnumerable<Item> items)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>The Paper</title><link>https://paper.example/</link><language>en</language>\n");
        foreach (var item in items)
        {
            xml.Append("<item>");
            Element("guid", item.Guid);
            Element("link", item.Link);
            Element("title", item.Title);
            Element("pubDate", item.Date?.ToString("R", CultureInfo.InvariantCulture));
            Element("description", item.Html);
            xml.Append("</item>\n");
        }

        return xml.Append("</channel></rss>\n").ToString();

        void Element(string name, string? value)
        {
            if (value is not null) xml.Append(CultureInfo.InvariantCulture, $"<{name}>{WebUtility.HtmlEncode(value)}</{name}>");
        }
    }
}
