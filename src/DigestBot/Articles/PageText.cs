using System.Collections.Concurrent;
using DigestBot.Fetch;
using DigestBot.Wire.Html;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>The words of an article, from its feed or its page.</summary>
/// <param name="Text">Main text.</param>
/// <param name="Blocks">Its paragraphs.</param>
/// <param name="Page">The page, when one was read.</param>
/// <param name="Problem">Why the page could not be read, or null.</param>
/// <param name="Temporary">Whether it may be read later.</param>
/// <param name="Tried">Whether the page was asked for.</param>
internal sealed record FoundText(string Text, IReadOnlyList<Block> Blocks, Page? Page, string? Problem, bool Temporary, bool Tried = true);

/// <summary>Finds an article's words: those of the feed where it carries the article, else those of the page. One for each round of reading.</summary>
internal sealed class PageText(Fetcher fetcher, ArticleOptions options)
{
    /// <summary>Failures after which a host is left alone for the rest of the round: a hundred articles of a host that is down must not hold up the others.</summary>
    private const int MostFailures = 2;

    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.OrdinalIgnoreCase);

    private const string Accept = "text/html, application/xhtml+xml, */*;q=0.1";

    /// <summary>Finds the words. The feed's are the answer whenever the page gives no more than they do.</summary>
    public async Task<FoundText> OfAsync(string url, string feedHtml, CancellationToken cancellation)
    {
        Uri.TryCreate(url, UriKind.Absolute, out var address);
        var (text, blocks) = feedHtml.Length > 0 ? HtmlText.FromFragment(feedHtml, address) : ("", []);
        var fromFeed = new FoundText(text, blocks, null, null, false);
        if (address is null || Words.Count(text).Total >= options.FullTextWords) return fromFeed;
        if (_failures.GetValueOrDefault(address.Host) >= MostFailures) return fromFeed with { Problem = "its host did not answer a moment ago", Temporary = true, Tried = false };
        switch (await fetcher.FetchAsync(url, Accept, null, null, cancellation))
        {
            case FetchResult.Fetched fetched:
                _failures.TryRemove(address.Host, out _);
                var page = PageReader.Read(fetched.Body, fetched.ContentType, fetched.Address);
                return page.Text.Length > text.Length
                    ? new FoundText(page.Text, page.Blocks, page, page.Reason, false)
                    : fromFeed with { Page = page, Problem = page.Reason };
            case FetchResult.Failed failed:
                if (failed.Temporary) _failures.AddOrUpdate(address.Host, 1, (_, count) => count + 1);
                return fromFeed with { Problem = failed.Reason, Temporary = failed.Temporary };
            default:
                return fromFeed with { Problem = "the page is gone" };
        }
    }
}
