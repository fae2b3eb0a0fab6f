using System.Security.Cryptography;
using System.Text;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Html;
using WireFeed = DigestBot.Wire.Syndication.Feed;
using WireItem = DigestBot.Wire.Syndication.FeedItem;

namespace DigestBot.Feeds;

/// <summary>
/// Which items of a polled feed are new articles. Pure: the feed, what is known of it, and the time in; rows out.
/// </summary>
public static class NewItems
{
    /// <summary>Items that are read of one document, from its top.</summary>
    public const int MostItems = 10_000;

    private const int SnippetLength = 400;
    private const int MostFeedHtml = 1_000_000;

    /// <summary>A wave of so many unknown but old items in one poll is a feed that renumbered or republished its past.</summary>
    private const int Wave = 10;

    private static readonly TimeSpan Old = TimeSpan.FromDays(14);

    /// <summary>What an item is called within its feed: its id, else its link, else its title and date; hashed, because ids can be pages long.</summary>
    public static string Identity(WireItem item) =>
        Hash(item.Id is { Length: > 0 } id ? "i" + id : item.Link is { Length: > 0 } link ? "l" + CanonicalUrl.Of(link) : "t" + item.Title + "\n" + item.Published?.ToString("O") + "\n" + Hash(item.Summary ?? item.Content ?? ""));

    /// <summary>Chooses the new ones; what is too old to be news is archived, so that it never comes again.</summary>
    /// <param name="feed">The row; its <see cref="Feed.LastSuccess"/> says whether this is the first poll.</param>
    /// <param name="document">What was polled.</param>
    /// <param name="known">Identities and canonical addresses that the feed has brought before.</param>
    /// <param name="options">How far back a first poll reaches.</param>
    /// <param name="now">Time of the poll.</param>
    public static IReadOnlyList<FoundArticle> Of(
        Feed feed, WireFeed document, (HashSet<string> Identities, HashSet<string> Urls) known, FeedOptions options, DateTimeOffset now)
    {
        var items = document.Items.Take(MostItems).ToList();
        var shared = items.Select(item => CanonicalUrl.Of(item.Link)).Where(url => url.Length > 0)
            .GroupBy(url => url).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<FoundArticle>();
        foreach (var item in items)
        {
            var identity = Identity(item);
            if (!seen.Add(identity) || known.Identities.Contains(identity)) continue;
            var canonical = CanonicalUrl.Of(item.Link);
            // A new id on a known address is the same article renumbered; not where several items share an address, or where it is a front page.
            if (known.Urls.Contains(canonical) && !shared.Contains(canonical) && canonical.Contains('/', StringComparison.Ordinal)) continue;
            if (string.IsNullOrWhiteSpace(item.Title) && canonical.Length == 0) continue; // nothing to name it by, nothing to lead to
            found.Add(Found(feed, document, item, identity, canonical, now));
        }

        return feed.LastSuccess is null ? FirstPoll(found, options, now) : LaterPoll(found, now);
    }

    private static List<FoundArticle> FirstPoll(List<FoundArticle> found, FeedOptions options, DateTimeOffset now)
    {
        var since = now.AddHours(-options.FirstPollHours);
        // Without a date an item may be of any age: the three at the top are taken for new.
        var undated = found.Where(f => f.Article.Published is null).Take(3);
        var fresh = found.Where(f => f.Article.Published >= since).Concat(undated)
            .OrderByDescending(f => f.Article.Time).Take(options.FirstPollItems).Select(f => f.Article.Identity).ToHashSet();
        return [.. found.Select(f => fresh.Contains(f.Article.Identity) ? f : Archived(f))];
    }

    private static List<FoundArticle> LaterPoll(List<FoundArticle> found, DateTimeOffset now)
    {
        var old = found.Count(f => f.Article.Published < now - Old);
        return old <= Wave ? found : [.. found.Select(f => f.Article.Published < now - Old ? Archived(f) : f)];
    }

    private static FoundArticle Archived(FoundArticle f) =>
        new(f.Article with { State = ArticleState.Archived }, "", "");

    private static FoundArticle Found(Feed feed, WireFeed document, WireItem item, string identity, string canonical, DateTimeOffset now)
    {
        var html = (item.Content?.Length ?? 0) >= (item.Summary?.Length ?? 0) ? item.Content : item.Summary;
        var snippet = Plain(item.Summary) ?? Plain(item.Content);
        var published = item.Published ?? item.Updated;
        return new FoundArticle(
            new Article
            {
                FeedId = feed.Id, Identity = identity, Url = item.Link ?? "", CanonicalUrl = canonical,
                Title = Title(item, snippet), Author = Cut(item.Author, 200), Published = published, Found = now,
                Time = published is { } time && time < now ? time : now,
                Snippet = snippet, Language = item.Language ?? document.Language, State = ArticleState.Found, NextRead = now,
            },
            html is { Length: > MostFeedHtml } ? html[..MostFeedHtml] : html ?? "",
            string.Join('\n', item.Categories.Take(20).Select(category => Cut(category.ReplaceLineEndings(" "), 100))));
    }

    private static string Title(WireItem item, string? snippet) =>
        Cut(string.IsNullOrWhiteSpace(item.Title) ? snippet ?? item.Link : item.Title, string.IsNullOrWhiteSpace(item.Title) ? 80 : 500) ?? "";

    private static string? Plain(string? html) =>
        html is { Length: > 0 } && HtmlText.Plain(html, SnippetLength) is { Length: > 0 } plain ? plain : null;

    private static string? Cut(string? text, int length)
    {
        text = text?.Trim();
        if (text is null || text.Length <= length) return text is { Length: > 0 } ? text : null;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        var space = text.LastIndexOf(' ', end - 1, Math.Min(end, 40));
        return text[..(space > 0 ? space : end)].TrimEnd() + "…";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
