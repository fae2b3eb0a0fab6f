using System.Net;
using System.Text.RegularExpressions;
using DigestBot.Wire.Html;

namespace DigestBot.Wire.Syndication;

/// <summary>The picture that a feed gives an entry: an attached image, Media RSS content or thumbnail, JSON Feed's image, else the first in its words.</summary>
public static partial class FeedImage
{
    /// <summary>UTF-16 units of an entry's words that are searched: a lead image stands at their beginning.</summary>
    private const int Searched = 20_000;

    private const int MostInWords = 5;

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
            .FirstOrDefault().Url ?? InWords(item.Content) ?? InWords(item.Summary);
    }

    private static string? InWords(string? html) => html is not { Length: > 0 } ? null
        : Image().Matches(html.Length <= Searched ? html : html[..Searched]).Take(MostInWords)
            .Select(tag => Attribute().Matches(tag.Value).DistinctBy(a => a.Groups["name"].Value.ToLowerInvariant())
                .ToDictionary(a => a.Groups["name"].Value.ToLowerInvariant(), a => WebUtility.HtmlDecode(a.Groups["value"].Value.Trim('"', '\''))))
            .Select(tag => LeadImage.Accept(tag.GetValueOrDefault("src"), LeadImage.Pixels(tag.GetValueOrDefault("width")), LeadImage.Pixels(tag.GetValueOrDefault("height"))))
            .FirstOrDefault(url => url is not null);

    [GeneratedRegex("<img\\s[^<>]{1,2000}>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex("(?<name>[a-z-]+)=(?<value>\"[^\"]*\"|'[^']*')", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();

    private static bool IsImage(Enclosure enclosure) => enclosure.Type is { Length: > 0 } type
        ? type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && !type.Contains("svg", StringComparison.OrdinalIgnoreCase)
        : Uri.TryCreate(enclosure.Url, UriKind.Absolute, out var address) && Endings.Any(ending => address.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
