using System.Text;
using System.Text.Json;

namespace DigestBot.Wire.Html;

/// <summary>The words of an article, a recipe or a film as linked data carries them: for pages that have none of their own.</summary>
internal static class LinkedBody
{
    private const int MostItems = 500;
    private const int MaxDepth = 4;
    private static readonly string[] Works = ["Recipe", "HowTo", "VideoObject", "PodcastEpisode", "RadioEpisode", "AudioObject"];

    /// <summary>The text, its paragraphs separated by line ends; null when the data carries none.</summary>
    public static string? Of(JsonElement article)
    {
        if ((JsonLd.Text(article, "articleBody") ?? JsonLd.Text(article, "reviewBody") ?? JsonLd.Text(article, "text")) is { } body)
            return body;
        if (!IsWork(article))
            return null;
        var lines = new StringBuilder();
        Append(lines, JsonLd.Text(article, "description"));
        AppendAll(lines, article, "recipeIngredient", 0);
        AppendAll(lines, article, "recipeInstructions", 0);
        AppendAll(lines, article, "step", 0);
        AppendAll(lines, article, "transcript", 0);
        return lines.Length == 0 ? null : lines.ToString();
    }

    /// <summary>An article's description is a teaser; what a recipe or a film has besides its description makes it whole, and a film may have nothing else.</summary>
    private static bool IsWork(JsonElement article) =>
        article.TryGetProperty("@type", out var type) && type.ToString() is var name
        && Works.Any(t => name.Contains(t, StringComparison.Ordinal));

    /// <summary>A text, a list of texts, or steps and sections of steps (schema.org HowToStep, HowToSection).</summary>
    private static void AppendAll(StringBuilder lines, JsonElement element, string property, int depth)
    {
        if (depth == MaxDepth || element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out var value))
            return;
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(MostItems).ToArray() : [value])
        {
            if (item.ValueKind == JsonValueKind.String)
                Append(lines, item.GetString());
            else if (item.ValueKind == JsonValueKind.Object)
            {
                Append(lines, JsonLd.Text(item, "text") ?? JsonLd.Text(item, "name"));
                AppendAll(lines, item, "itemListElement", depth + 1);
            }
        }
    }

    private static void Append(StringBuilder lines, string? text)
    {
        if (text is { Length: > 0 })
            lines.Append(text).Append('\n');
    }
}
