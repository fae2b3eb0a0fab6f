using System.Security.Cryptography;
using System.Text;
using DigestBot.Fetch;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;
using WireFeed = DigestBot.Wire.Syndication.Feed;
using WireItem = DigestBot.Wire.Syndication.FeedItem;

namespace DigestBot.Feeds;

/// <summary>An item of a polled document.</summary>
/// <param name="Item">As parsed.</param>
/// <param name="Identity">What it is called within its feed.</param>
/// <param name="CanonicalUrl">Empty when it has no link.</param>
/// <param name="HasOwnAddress">Whether its address names it: not where several items share one, or where it is a front page.</param>
/// <param name="Title">As stored.</param>
internal sealed record NamedItem(WireItem Item, string Identity, string CanonicalUrl, bool HasOwnAddress, string Title);

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

    /// <summary>Names the items of a document.</summary>
    internal static IReadOnlyList<NamedItem> Name(WireFeed document)
    {
        var items = document.Items.Take(MostItems).Select(item => (Item: item, Url: CanonicalUrl.Of(item.Link))).ToList();
        var shared = Several(items.Where(item => item.Url.Length > 0).Select(item => item.Url));
        // Some feeds give one id to all items: it names none of them. The same item twice has the same link too.
        var worthless = Several(items.Where(item => item.Item.Id is { Length: > 0 }).Select(item => (item.Item.Id, item.Url)).Distinct().Select(item => item.Id!));
        return
        [
            .. items.Select(item => new NamedItem(
                item.Item, Identity(item.Item, item.Url, item.Item.Id is { Length: > 0 } id && worthless.Contains(id)), item.Url,
                item.Url.AsSpan().IndexOfAny('/', '?', '#') >= 0 && !shared.Contains(item.Url), Title(item.Item, string.IsNullOrWhiteSpace(item.Item.Title) ? Snippet(item.Item) : null))),
        ];
    }

    /// <summary>Chooses the new ones; what is too old to be news is archived, so that it never comes again.</summary>
    /// <param name="feed">The row; its <see cref="Feed.LastSuccess"/> says whether this is the first poll.</param>
    /// <param name="document">What was polled.</param>
    /// <param name="items">Its items, named.</param>
    /// <param name="known">What the feed has brought before.</param>
    /// <param name="options">How far back a first poll reaches.</param>
    /// <param name="now">Time of the poll.</param>
    internal static IReadOnlyList<FoundArticle> Of(
        Feed feed, WireFeed document, IReadOnlyList<NamedItem> items, KnownArticles known, FeedOptions options, DateTimeOffset now)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<FoundArticle>();
        foreach (var item in items)
        {
            if (!seen.Add(item.Identity) || known.Identities.Contains(item.Identity)) continue;
            if (string.IsNullOrWhiteSpace(item.Item.Title) && item.CanonicalUrl.Length == 0) continue; // nothing to name it by, nothing to lead to
            var article = Found(feed, document, item, now);
            // A new id on a known address is the same article renumbered. What has no address of its own is known by its looks.
            if (item.HasOwnAddress ? known.Urls.Contains(item.CanonicalUrl) : known.Looks.Contains((item.Title, article.Article.Published?.ToUnixTimeMilliseconds(), article.Article.Snippet))) continue;
            found.Add(article);
        }

        return feed.LastSuccess is null ? FirstPoll(feed, found, options, now) : LaterPoll(found, now);
    }

    private static List<FoundArticle> FirstPoll(Feed feed, List<FoundArticle> found, FeedOptions options, DateTimeOffset now)
    {
        var latest = found.OrderByDescending(f => f.Article.Time).Take(ReaderListTable.LatestOfFollow).Select(f => f.Article.Identity).ToHashSet();
        // Nobody but its followers gets a feed that is not listed, and they are shown its latest, however old.
        if (!feed.Listed) return [.. found.Select(f => latest.Contains(f.Article.Identity) ? f : Archived(f))];
        var since = now.AddHours(-options.FirstPollHours);
        // Without a date an item may be of any age: the three at the top are taken for new.
        var undated = found.Where(f => f.Article.Published is null).Take(3);
        var fresh = found.Where(f => f.Article.Published >= since).Concat(undated)
            .OrderByDescending(f => f.Article.Time).Take(options.FirstPollItems).Select(f => f.Article.Identity).ToHashSet();
        return
        [
            .. found.Select(f => fresh.Contains(f.Article.Identity) ? f
                : feed.Followed && latest.Contains(f.Article.Identity) ? f with { Article = f.Article with { FollowersOnly = true } } : Archived(f)),
        ];
    }

    private static List<FoundArticle> LaterPoll(List<FoundArticle> found, DateTimeOffset now)
    {
        var old = found.Count(f => f.Article.Published < now - Old);
        return old <= Wave ? found : [.. found.Select(f => f.Article.Published < now - Old ? Archived(f) : f)];
    }

    private static FoundArticle Archived(FoundArticle f) =>
        new(f.Article with { State = ArticleState.Archived }, "", "");

    private static FoundArticle Found(Feed feed, WireFeed document, NamedItem named, DateTimeOffset now)
    {
        var item = named.Item;
        var html = (item.Content?.Length ?? 0) >= (item.Summary?.Length ?? 0) ? item.Content : item.Summary;
        var published = item.Published ?? item.Updated;
        return new FoundArticle(
            new Article
            {
                FeedId = feed.Id, Identity = named.Identity, Url = item.Link ?? "", CanonicalUrl = named.CanonicalUrl,
                Title = named.Title, Author = Cut(item.Author, 200), Published = published, Found = now,
                Time = published is { } time && time < now ? time : now,
                Snippet = Snippet(item), Language = item.Language ?? document.Language, FollowersOnly = !feed.Listed, State = ArticleState.Found, NextRead = now,
            },
            html is { Length: > MostFeedHtml } ? html[..MostFeedHtml] : html ?? "",
            string.Join('\n', item.Categories.Take(20).Select(category => Cut(category, 100))));
    }

    // What an item is called within its feed: its id, else its link, else its title and date; hashed, because ids can be pages long.
    private static string Identity(WireItem item, string url, bool worthlessId) =>
        Hash(item.Id is { Length: > 0 } id ? "i" + id + (worthlessId ? "\n" + url : "")
            : item.Link is { Length: > 0 } ? "l" + url
            : "t" + item.Title + "\n" + item.Published?.ToString("O") + "\n" + Hash(item.Summary ?? item.Content ?? ""));

    private static HashSet<string> Several(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);

    private static string? Snippet(WireItem item) => Plain(item.Summary) ?? Plain(item.Content);

    private static string Title(WireItem item, string? snippet) =>
        Cut(string.IsNullOrWhiteSpace(item.Title) ? snippet ?? item.Link : item.Title, string.IsNullOrWhiteSpace(item.Title) ? 80 : 500) ?? "";

    private static string? Plain(string? html) =>
        html is { Length: > 0 } && HtmlText.Plain(html, SnippetLength) is { Length: > 0 } plain ? Teaser.Trim(plain) : null;

    // What the feed's and the page's readers give is clean already; this is the door that every row passes.
    private static string? Cut(string? text, int length) => DisplayText.Clip(DisplayText.Line(text), length) is { Length: > 0 } line ? line : null;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
