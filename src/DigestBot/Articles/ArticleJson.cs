using System.Globalization;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>An article that was read, with where it came from.</summary>
/// <param name="Source">The path or address that was asked for.</param>
/// <param name="Url">The article's address; null when unknown, and then quotes have no link.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Byline">Who wrote it, without "By".</param>
/// <param name="Site">The publication.</param>
/// <param name="Published">When, or null.</param>
/// <param name="Text">The main text, which the analysis' ranges refer to.</param>
/// <param name="Analysis">What the reading gave.</param>
/// <param name="Topics">Its topics.</param>
public sealed record ReadArticle(
    string? Source,
    string? Url,
    string? Title,
    string? Byline,
    string? Site,
    DateTimeOffset? Published,
    string Text,
    ArticleAnalysis Analysis,
    IReadOnlyList<TopicScore> Topics)
{
    /// <summary>A summary that a model wrote, and its name; null for the article's own sentences.</summary>
    public (string Text, string Model)? Summary { get; init; }

    /// <summary>Why there is no text, or not all of it, in one sentence; null when all is well.</summary>
    public string? Reason { get; init; }

    /// <summary>The rules of the slop filter that it meets; null when the filter is off.</summary>
    public SlopMark? Slop { get; init; }
}

/// <summary>Writes an article as the JSON object that <c>digestbot article --json</c> prints.</summary>
public static class ArticleJson
{
    /// <summary>Writes one object. Start and length count UTF-16 units of <c>text</c>; times are ISO 8601 UTC or null. A quote's speaker is null where the writer speaks, or the quote itself says who does.</summary>
    public static void Write(Utf8JsonWriter json, ReadArticle article)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(article);
        json.WriteStartObject();
        json.WriteString("source", article.Source);
        json.WriteString("url", article.Url);
        json.WriteString("title", article.Title);
        json.WriteString("byline", article.Byline);
        json.WriteString("site", article.Site);
        json.WriteString("published", article.Published?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("language", article.Analysis.Language);
        json.WriteString("text", article.Text);
        json.WriteString("reason", article.Reason);
        json.WriteNumber("words", article.Analysis.Words);
        json.WriteNumber("minutes", article.Analysis.Minutes);
        json.WriteString("type", article.Analysis.Type);
        json.WriteStartArray("topics");
        foreach (var topic in article.Topics)
        {
            json.WriteStartObject();
            json.WriteString("slug", topic.Slug);
            json.WriteNumber("score", topic.Score);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("summary");
        if (article.Summary is { } written)
            foreach (var sentence in Sentences.Split(written.Text, article.Analysis.Language))
                json.WriteStringValue(sentence.Of(written.Text));
        else
            foreach (var sentence in article.Analysis.Summary)
                json.WriteStringValue(sentence.Of(article.Text));
        json.WriteEndArray();
        json.WriteString("summary_by", article.Summary?.Model);
        json.WriteStartArray("quotes");
        foreach (var quote in article.Analysis.Quotes)
        {
            json.WriteStartObject();
            json.WriteString("text", quote.Of(article.Text));
            json.WriteNumber("start", quote.Start);
            json.WriteNumber("length", quote.Length);
            json.WriteString("speaker", quote.Speaker is { } speaker ? speaker.Of(article.Text).ToString() : null);
            json.WriteString("link", article.Url is null ? null : TextFragment.Link(article.Url, article.Text, quote.Start, quote.Length));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write(json, article.Slop);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SlopMark? slop)
    {
        if (slop is null)
        {
            json.WriteNull("slop");
            return;
        }

        json.WriteStartObject("slop");
        json.WriteNumber("score", slop.Score);
        json.WriteStartArray("reasons");
        foreach (var reason in slop.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("rule", reason.Rule);
            json.WriteNumber("weight", reason.Weight);
            json.WriteString("found", reason.Found);
            json.WriteBoolean("declared", reason.Declared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
