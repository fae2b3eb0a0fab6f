using System.Text.Json;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFormat
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static Feed Read(string text, FeedDraft draft)
    {
        using var document = Open(text, draft.Repairs);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new FeedFormatException("This is JSON, but not a JSON Feed: the outermost value is not an object.");
        var version = JsonFields.Text(root, "version");
        var hasItems = root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array;
        if (version?.Contains("jsonfeed.org/version/1", StringComparison.OrdinalIgnoreCase) != true)
        {
            if (!hasItems)
                throw new FeedFormatException("This is JSON, but not a JSON Feed: it has no version and no items.");
            draft.Repairs.Add("The feed does not say which version of JSON Feed it is; it was read as 1.1.");
            version = null;
        }
        var link = Addresses.Resolve(JsonFields.Text(root, "home_page_url"), draft.Address);
        draft.Site = Addresses.AsBase(link) ?? Addresses.AsBase(JsonFields.Text(root, "feed_url"));
        if (hasItems)
            foreach (var item in items.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object && !draft.Add(JsonItem.Read(item, draft)))
                    break;
        var is10 = version is not null && (version.EndsWith("/1", StringComparison.Ordinal) || version.EndsWith("/1.0", StringComparison.Ordinal));
        return draft.Finish(
            new Feed(
                is10 ? "json1.0" : "json1.1",
                PlainText.Fold(JsonFields.Text(root, "title")),
                link,
                PlainText.Fold(JsonFields.Text(root, "description")),
                Languages.Tag(JsonFields.Text(root, "language")),
                FeedDate.First(JsonFields.Text(root, "date_modified"), JsonFields.Text(root, "updated")),
                [],
                []),
            JsonFields.Authors(root));
    }

    private static JsonDocument Open(string text, Repairs repairs)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException broken)
        {
            if (JsonRepair.Cut(text) is { } cut)
            {
                try
                {
                    var document = JsonDocument.Parse(cut, Lenient);
                    repairs.Add("The JSON is broken; the items before the break were read.");
                    return document;
                }
                catch (JsonException)
                {
                    // The first error says more.
                }
            }
            throw new FeedFormatException($"The JSON cannot be read: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.", broken);
        }
    }
}
