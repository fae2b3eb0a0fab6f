namespace DigestBot.Articles;

/// <summary>Section <c>Articles</c>: when a page is fetched, and how often it is tried.</summary>
public sealed class ArticleOptions
{
    /// <summary>Words: a feed that carries at least so many of an article is enough, and its page is left alone.</summary>
    public int FullTextWords { get; set; } = 250;

    /// <summary>Tries of a page that does not answer, before the feed's own words have to do.</summary>
    public int PageAttempts { get; set; } = 3;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (FullTextWords is < 0 or > 100_000) yield return ("Articles:FullTextWords", FullTextWords, "0 to 100000");
        if (PageAttempts is < 1 or > 10) yield return ("Articles:PageAttempts", PageAttempts, "1 to 10");
    }
}
