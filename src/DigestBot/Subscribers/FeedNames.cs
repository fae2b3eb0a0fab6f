using DigestBot.Model;

namespace DigestBot.Subscribers;

/// <summary>Which feed a name or an address means.</summary>
public static class FeedNames
{
    /// <summary>Reads "https://example.org/feed", "feed:…" or "example.org" as an address; null when it is a name.</summary>
    public static Uri? AddressOf(string asked)
    {
        asked = asked.Trim();
        if (asked.StartsWith("feed://", StringComparison.OrdinalIgnoreCase)) asked = "https://" + asked[7..];
        else if (asked.StartsWith("feed:", StringComparison.OrdinalIgnoreCase)) asked = asked[5..];
        var spelled = asked.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!spelled && !IsHost(asked.Split('/', 2)[0])) return null;
        return Uri.TryCreate(spelled ? asked : "https://" + asked, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri : null;
    }

    /// <summary>Whether a text is a host name with a dot, such as "heise.de": letters, digits and hyphens, and no number at the end.</summary>
    public static bool IsHost(string text) =>
        text.Length <= 253 && text.Split('.') is { Length: >= 2 } labels
        && labels.All(label => label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-'))
        && labels[^1].Length >= 2 && labels[^1].All(c => char.IsLetter(c) || c == '-');

    /// <summary>The feed that is fetched from this address; http and https, "www." and a slash at the end make no difference.</summary>
    internal static Feed? ByAddress(IEnumerable<Feed> feeds, Uri address) =>
        Plain(address.AbsoluteUri) is var plain ? feeds.FirstOrDefault(feed => Plain(feed.Url) == plain) : null;

    /// <summary>Feeds of a site, when its front page is what was given.</summary>
    internal static IReadOnlyList<Feed> BySite(IEnumerable<Feed> feeds, Uri address) =>
        address.PathAndQuery == "/" ? [.. feeds.Where(feed => SameHost(feed.SiteUrl, address) || SameHost(feed.Url, address))] : [];

    /// <summary>Feeds with this name; when there is none, those whose names have all its words.</summary>
    public static IReadOnlyList<Feed> ByName(IReadOnlyList<Feed> feeds, string name)
    {
        var words = ReaderLists.Clean(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return [];
        if (Called(feeds, name) is { Count: > 0 } exact) return exact;
        return [.. feeds.Where(feed => Words(feed) is var has && words.All(has.Contains))];
    }

    /// <summary>Feeds of a few that a name, an address or a site's address means.</summary>
    public static IReadOnlyList<Feed> Meant(IReadOnlyList<Feed> feeds, string asked)
    {
        if (Called(feeds, asked) is { Count: > 0 } called) return called;
        if (AddressOf(asked) is not { } address) return ByName(feeds, asked);
        return ByAddress(feeds, address) is { } one ? [one] : BySite(feeds, address);
    }

    /// <summary>Feeds with exactly this name, whatever its case.</summary>
    public static IReadOnlyList<Feed> Called(IEnumerable<Feed> feeds, string name) =>
        ReaderLists.Clean(name) is var asked ? [.. feeds.Where(feed => ReaderLists.Clean(feed.DisplayTitle) == asked)] : [];

    private static HashSet<string> Words(Feed feed) =>
        [.. new string([.. ReaderLists.Clean(feed.DisplayTitle).Select(c => char.IsLetterOrDigit(c) || c is '\'' or '’' or '+' or '#' or '.' or '-' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Plain(string url)
    {
        var rest = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0);
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        return rest.TrimEnd('/').ToString();
    }

    private static bool SameHost(string? url, Uri address) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && Bare(uri.Host) == Bare(address.Host);

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..].ToLowerInvariant() : host.ToLowerInvariant();
}
