using System.Net;

namespace DigestBot.Wire.Html;

/// <summary>Which addresses may stand in a mail as an article's lead image. Only the address can be judged: the image itself is never fetched.</summary>
public static class LeadImage
{
    /// <summary>UTF-16 units of an address at most: it stands in every card.</summary>
    public const int MaxLength = 600;

    /// <summary>Pixels of a side at least, where the page or the feed says how large an image is: less is an icon or a counting pixel.</summary>
    public const int LeastSide = 100;

    private static readonly string[] WrongEndings = [".svg", ".svgz", ".ico", ".cur", ".bmp", ".tif", ".tiff", ".pdf", ".mp3", ".m4a", ".mp4", ".webm", ".mov", ".html", ".htm", ".js"];

    /// <summary>Names of images that are no pictures of anything, between the marks that divide a path into words.</summary>
    private static readonly HashSet<string> WrongWords = new(
        ["1x1", "pixel", "spacer", "blank", "transparent", "tracking", "tracker", "beacon", "favicon", "icon", "icons", "emoji", "emojis", "avatar", "avatars", "gravatar", "badge", "badges", "placeholder", "sprite", "button", "buttons"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] CountingHosts = ["feedburner.com", "feedsportal.com", "doubleclick.net", "google-analytics.com", "gravatar.com", "stats.wordpress.com", "pixel.wp.com", "feeds.wordpress.com", "s.w.org", "scorecardresearch.com", "facebook.com"];

    /// <summary>The address as it may be printed: https, absolute, in ASCII, on the open web, and not plainly a pixel or an icon; else null.</summary>
    /// <param name="url">As given; entities are resolved already.</param>
    /// <param name="width">Pixels, where known.</param>
    /// <param name="height">Pixels, where known.</param>
    public static string? Accept(string? url, int? width = null, int? height = null)
    {
        if (width < LeastSide || height < LeastSide) return null;
        if (url is not { Length: > 0 and <= MaxLength } || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)) return null;
        if (address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || !address.IsDefaultPort || !IsPublicName(address)) return null;
        var path = address.AbsolutePath;
        if (path is "" or "/" || WrongEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return null;
        if (CountingHosts.Any(host => address.IdnHost == host || address.IdnHost.EndsWith("." + host, StringComparison.Ordinal))) return null;
        if (Name(path).Split('-', '_', '.').Any(WrongWords.Contains)) return null;
        // AbsoluteUri escapes the path; the host is written in ASCII, so that the address is the same in every mail program.
        var written = $"https://{address.IdnHost}{address.PathAndQuery}";
        return written.Length <= MaxLength ? written : null;
    }

    /// <summary>A side's length from an attribute such as "640" or "640px"; null when it is no number.</summary>
    public static int? Pixels(string? given) =>
        given is { Length: > 0 and < 12 } && int.TryParse(given.AsSpan().Trim().TrimEnd("px"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var pixels) ? pixels : null;

    private static string Name(string path) => path[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    // A reader's mail program asks for the image from inside the reader's own network: no number, and no name that only means something there.
    private static bool IsPublicName(Uri address) =>
        address.HostNameType == UriHostNameType.Dns && address.IdnHost is var host && host.Contains('.', StringComparison.Ordinal) && !host.EndsWith('.') && !IPAddress.TryParse(host, out _)
        && !host.EndsWith(".local", StringComparison.Ordinal) && !host.EndsWith(".localhost", StringComparison.Ordinal) && !host.EndsWith(".internal", StringComparison.Ordinal) && !host.EndsWith(".lan", StringComparison.Ordinal) && !host.EndsWith(".home.arpa", StringComparison.Ordinal);
}
