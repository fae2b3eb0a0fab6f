using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>The conformance feeds: each small, each with one thing to get right.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    // Expectations about what a sanitizer leaves of HTML are another's task: summary and content are kept as given.
    private const string Sanitizing = "wellformed/sanitize/";

    [Fact]
    public void Every_feed_is_read()
    {
        var unread = new List<string>();
        foreach (var feed in Feeds())
            try
            {
                FeedParser.Parse(feed.Bytes, feed.ContentType, feed.Address);
            }
            catch (FeedFormatException e)
            {
                unread.Add($"{feed.Name}: {e.Message}");
            }
        // One document of the set is empty but for a comment.
        unread.ShouldAllBe(line => line.Contains("rss_empty_document", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_feeds_expect_of_our_fields_holds()
    {
        int held = 0, asked = 0;
        foreach (var feed in Feeds())
        {
            if (feed.Clauses.Count == 0 || Parse(feed) is not { } parsed)
                continue;
            var answers = feed.Clauses.Select(clause => ConformanceClause.Holds(clause, parsed)).ToArray();
            if (answers.Contains(null) || (feed.Name.StartsWith(Sanitizing, StringComparison.Ordinal) && !feed.Expression.Contains("['title']", StringComparison.Ordinal)))
                continue;
            asked++;
            if (answers.All(answer => answer == true))
                held++;
            else
                output.WriteLine($"{feed.Name}: {feed.Expression}");
        }
        output.WriteLine($"{held} of {asked} hold");
        asked.ShouldBeGreaterThan(300);
        // What does not hold asks for links inside of HTML to be resolved, or for what a sanitizer leaves of SVG: summary and content are kept as given.
        ((double)held / asked).ShouldBeGreaterThan(0.92);
    }

    private static Feed? Parse(ConformanceFeed feed)
    {
        try
        {
            return FeedParser.Parse(feed.Bytes, feed.ContentType, feed.Address);
        }
        catch (FeedFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<ConformanceFeed> Feeds()
    {
        var root = Corpora.Path_("feeds/conformance");
        return Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => ConformanceFeed.Load(root, path));
    }
}
