using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>The description that Media RSS gives an entry: plain unless it says otherwise (Media RSS 1.5, media:description).</summary>
internal static class MediaText
{
    public static string? Description(Element item, FeedDraft draft)
    {
        var description = item.Child(Space.Media, "description")
            ?? item.Child(Space.Media, "group")?.Child(Space.Media, "description")
            ?? item.Child(Space.Media, "content")?.Child(Space.Media, "description");
        return TextConstruct.ToHtml(description, draft);
    }
}
