using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Wire.Syndication;

namespace DigestBot;

/// <summary>OPML → feeds: a folder that is named like a topic gives its feeds that topic.</summary>
internal static class StarterFeeds
{
    /// <summary>Adds the feeds of a list.</summary>
    /// <param name="opml">The list's bytes.</param>
    /// <param name="feeds">Receives them.</param>
    /// <param name="topics">All topics.</param>
    /// <param name="topic">Topic of feeds that stand in no folder named like one; null to leave them without.</param>
    /// <param name="now">When they were added.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="FeedFormatException">The bytes are no OPML.</exception>
    public static async Task<int> ImportAsync(byte[] opml, FeedTable feeds, IReadOnlyList<Topic> topics, string? topic, DateTimeOffset now)
    {
        var added = 0;
        foreach (var group in Opml.Parse(opml).GroupBy(outline => outline.XmlUrl))
        {
            var slugs = group.SelectMany(outline => outline.Category).Select(folder => Topic.SlugOf(folder, topics)).Where(slug => slug is not null).Select(slug => slug!).Distinct().ToList();
            if (slugs.Count == 0 && topic is not null) slugs.Add(topic);
            var outline = group.First();
            if ((await feeds.AddAsync(outline.XmlUrl, outline.Title, outline.HtmlUrl, slugs, now)).Added) added++;
        }

        return added;
    }
}
