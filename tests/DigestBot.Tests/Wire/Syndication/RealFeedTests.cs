using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>Feeds as publishers serve them.</summary>
public class RealFeedTests
{
    [Fact]
    public void Every_real_feed_is_read_with_titles_links_and_authors_that_make_sense()
    {
        var feeds = Feeds();
        feeds.SelectMany(feed => Complaints(feed.Name, feed.Feed)).ShouldBeEmpty();
        // A few publishers leave out the site's title, its link, or the items.
        feeds.Count(feed => feed.Feed is { Title: not null, Link: not null, Items.Count: > 0 }).ShouldBeGreaterThanOrEqualTo(feeds.Count - 4);
    }

    [Fact]
    public void Items_of_real_feeds_have_the_dates_that_their_publishers_give()
    {
        var feeds = Feeds();
        feeds.Count(feed => feed.Feed.Items.All(item => (item.Published ?? item.Updated) is { Year: > 1998 and < 2030 })).ShouldBeGreaterThanOrEqualTo(feeds.Count - 8);
    }

    private static List<(string Name, Feed Feed)> Feeds() =>
        [.. Directory.EnumerateFiles(Corpora.Path_("feeds/real")).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), FeedParser.Parse(File.ReadAllBytes(path))))];

    private static IEnumerable<string> Complaints(string name, Feed feed)
    {
        if (feed.Title is not null && HoldsMarkup(feed.Title))
            yield return $"{name}: title '{feed.Title}'";
        foreach (var item in feed.Items)
        {
            if (item.Title is null && item.Summary is null)
                yield return $"{name}: neither title nor summary";
            if (item.Title is not null && HoldsMarkup(item.Title))
                yield return $"{name}: title '{item.Title}'";
            if (item.Link is not null ? !Addresses.IsAbsolute(item.Link) : !feed.Format.StartsWith("rss0", StringComparison.Ordinal))
                yield return $"{name}: link '{item.Link}' of '{item.Title}'";
            if (item.Author?.Contains('@', StringComparison.Ordinal) == true)
                yield return $"{name}: author '{item.Author}'";
        }
    }

    private static bool HoldsMarkup(string title) =>
        title.Contains("</", StringComparison.Ordinal) || title.Contains('\n', StringComparison.Ordinal) || title.Contains("&#", StringComparison.Ordinal)
        || title.Contains("&amp;", StringComparison.Ordinal);
}
