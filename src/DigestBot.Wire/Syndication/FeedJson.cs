using System.Globalization;
using System.Text.Json;

namespace DigestBot.Wire.Syndication;

/// <summary>The JSON of a feed that the command line prints.</summary>
public static class FeedJson
{
    /// <summary>
    /// Writes one object: source, format, title, link, description, language, updated, items (id, title, link, author, published, updated,
    /// summary, content, categories, enclosures with url, type and length), warnings. Times are ISO 8601 in UTC; what is unknown is null.
    /// </summary>
    /// <param name="writer">Takes the object.</param>
    /// <param name="source">The path or address that was read, as the caller named it.</param>
    /// <param name="feed">The feed.</param>
    public static void Write(Utf8JsonWriter writer, string source, Feed feed)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(feed);
        writer.WriteStartObject();
        writer.WriteString("source", source);
        writer.WriteString("format", feed.Format);
        writer.WriteString("title", feed.Title);
        writer.WriteString("link", feed.Link);
        writer.WriteString("description", feed.Description);
        writer.WriteString("language", feed.Language);
        writer.WriteString("updated", Time(feed.Updated));
        writer.WriteStartArray("items");
        foreach (var item in feed.Items)
            Write(writer, item);
        writer.WriteEndArray();
        WriteList(writer, "warnings", feed.Warnings);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FeedItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        writer.WriteString("title", item.Title);
        writer.WriteString("link", item.Link);
        writer.WriteString("author", item.Author);
        writer.WriteString("published", Time(item.Published));
        writer.WriteString("updated", Time(item.Updated));
        writer.WriteString("summary", item.Summary);
        writer.WriteString("content", item.Content);
        WriteList(writer, "categories", item.Categories);
        writer.WriteStartArray("enclosures");
        foreach (var enclosure in item.Enclosures)
        {
            writer.WriteStartObject();
            writer.WriteString("url", enclosure.Url);
            writer.WriteString("type", enclosure.Type);
            if (enclosure.Length is { } length)
                writer.WriteNumber("length", length);
            else
                writer.WriteNull("length");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> list)
    {
        writer.WriteStartArray(name);
        foreach (var one in list)
            writer.WriteStringValue(one);
        writer.WriteEndArray();
    }

    private static string? Time(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
