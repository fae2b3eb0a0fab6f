namespace DigestBot.Articles;

/// <summary>Reads an article: language, length, type, summary, key quotes. Pure: the same article always gives the same answer.</summary>
public static class Analysis
{
    /// <summary>Reads one article.</summary>
    /// <param name="article">Any text, also hostile: only its first <see cref="Reading.Longest"/> units are looked at.</param>
    public static ArticleAnalysis Analyse(ArticleText article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var reading = Reading.Of(article);
        var kind = ArticleKind.Of(article, reading);
        var summary = Summary.Choose(reading, kind ?? "");
        var quotes = KeyQuotes.Choose(reading, kind ?? "", summary);
        var count = reading.Count;
        return new ArticleAnalysis(
            reading.Language,
            count.Total,
            count.Minutes,
            kind,
            [.. summary.Select(s => s.Range)],
            quotes);
    }
}
