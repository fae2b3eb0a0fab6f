using DigestBot.Wire.Html;

namespace DigestBot.Wire.Syndication;

/// <summary>The picture that a feed gives an entry: an attached image, Media RSS content or thumbnail, or JSON Feed's image.</summary>
public static class FeedImage
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

    /// <summary>The address of the best image that may stand in a mail (see <see cref="LeadImage"/>), or null.</summary>
    public static string? Of(FeedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        // The widest that says how wide it is; among those that do not, the first: attachments come before thumbnails.
        return item.Enclosures.Where(IsImage)
            .Select(image => (Url: LeadImage.Accept(image.Url, image.Width, image.Height), image.Width))
            .Where(image => image.Url is not null)
            .OrderByDescending(image => image.Width ?? 0)
            .FirstOrDefault().Url;
    }

    private static bool IsImage(Enclosure enclosure) => enclosure.Type is { Length: > 0 } type
        ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !type.Contains("svg", StringComparison.OrdinalIgnoreCase)
        : Uri.TryCreate(enclosure.Url, UriKind.Absolute, out var address) && Endings.Any(ending => address.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
