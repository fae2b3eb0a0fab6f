using System.Text.Json;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>One item of a JSON Feed.</summary>
internal static class JsonItem
{
    public static FeedItem Read(JsonElement item, FeedDraft draft)
    {
        var labels = new Labels();
        foreach (var tag in JsonFields.List(item, "tags"))
            labels.Add(JsonFields.OfValue(tag));
        var attachments = new Attachments();
        foreach (var attachment in JsonFields.List(item, "attachments"))
            attachments.Attach(JsonFields.Text(attachment, "url"), Basis(draft), JsonFields.Text(attachment, "mime_type"), JsonFields.Text(attachment, "size_in_bytes"));
        var image = JsonFields.Text(item, "image") ?? JsonFields.Text(item, "banner_image");
        attachments.Attach(image, Basis(draft), "image/*", null);

        var id = JsonFields.Text(item, "id");
        return new FeedItem(
            id,
            PlainText.Fold(JsonFields.Text(item, "title")),
            Addresses.Resolve(JsonFields.Text(item, "url"), Basis(draft)) ?? Addresses.Resolve(JsonFields.Text(item, "external_url"), Basis(draft))
                ?? (Addresses.IsAbsolute(id) ? Addresses.Resolve(id, null) : null),
            JsonFields.Authors(item),
            FeedDate.Parse(JsonFields.Text(item, "date_published")),
            FeedDate.Parse(JsonFields.Text(item, "date_modified")),
            JsonFields.Text(item, "summary") is { } summary ? PlainText.ToHtml(summary) : null,
            JsonFields.Text(item, "content_html") ?? (JsonFields.Text(item, "content_text") is { } text ? PlainText.ToHtml(text) : null),
            labels.All,
            attachments.All,
            Languages.Tag(JsonFields.Text(item, "language")));
    }

    private static Uri? Basis(FeedDraft draft) => draft.Address ?? draft.Site;
}
