using System.Text.Json;

namespace DigestBot.Wire.Html;

/// <summary>What a page's linked data says about its article.</summary>
internal sealed record LinkedArticle(
    string? Headline, string? Name, string? Author, string? Publisher, string? Published, string? Description, string? Image, string? Body, string? Language, bool Paid)
{
    /// <summary>It is an article by its type; else a recipe, a film or a broadcast: what it says of itself stands behind what the page says.</summary>
    public required bool IsArticle { get; init; }

    /// <summary>Its schema.org type, the most telling one: <c>NewsArticle</c>, <c>Recipe</c>.</summary>
    public string? Type { get; init; }

    /// <summary>schema.org digitalSourceType of the article itself: an address or a term of IPTC's.</summary>
    public string? SourceType { get; init; }

    /// <summary>schema.org creativeWorkStatus.</summary>
    public string? Status { get; init; }
}

/// <summary>Reads schema.org articles out of <c>application/ld+json</c> scripts (schema.org/Article; JSON-LD 1.1).</summary>
internal static class JsonLd
{
    private const int MaxLength = 2_000_000;
    private const int MaxObjects = 2000;

    private static readonly string[] ArticleTypes =
    [
        "Article", "AdvertiserContentArticle", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
        "ReportageNewsArticle", "ReviewNewsArticle", "Report", "SatiricalArticle", "ScholarlyArticle", "MedicalScholarlyArticle", "SocialMediaPosting",
        "BlogPosting", "LiveBlogPosting", "DiscussionForumPosting", "TechArticle", "APIReference",
    ];

    /// <summary>Pages whose main part is described, but is no article.</summary>
    private static readonly string[] WorkTypes = ["Recipe", "VideoObject", "PodcastEpisode", "RadioEpisode", "AudioObject", "HowTo", "Review", "QAPage"];

    /// <summary>The first article that the scripts describe, else the first recipe, film or broadcast; null when there is none that can be read.</summary>
    public static LinkedArticle? Find(IReadOnlyList<string> scripts)
    {
        LinkedArticle? work = null;
        foreach (var script in scripts)
        {
            if (Parse(script) is not { } document)
                continue;
            using (document)
            {
                var (first, isArticle) = Main(document.RootElement);
                if (first is { } found && isArticle)
                    return Read(found, document.RootElement, true);
                if (first is { } other)
                    work ??= Read(other, document.RootElement, false);
            }
        }
        return work;
    }

    private static JsonDocument? Parse(string script)
    {
        if (script.Length > MaxLength)
            return null;
        var json = Unwrap(script);
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                return JsonDocument.Parse(json, options);
            }
            catch (JsonException)
            {
                // Raw line ends inside strings are the usual fault.
                json = string.Create(json.Length, json, (to, from) =>
                {
                    for (var i = 0; i < to.Length; i++)
                        to[i] = from[i] < ' ' ? ' ' : from[i];
                });
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        return null;
    }

    private static string Unwrap(string script)
    {
        var json = script.AsSpan().Trim();
        foreach (var opening in (ReadOnlySpan<string>)["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["])
            if (json.StartsWith(opening))
                json = json[opening.Length..].Trim();
        foreach (var closing in (ReadOnlySpan<string>)["-->", "//]]>", "/*]]>*/", "]]>", ";"])
            if (json.EndsWith(closing))
                json = json[..^closing.Length].Trim();
        return json.ToString();
    }

    /// <summary>Breadth first, so that the page's own article comes before one that it mentions.</summary>
    private static (JsonElement? Element, bool IsArticle) Main(JsonElement root)
    {
        JsonElement? work = null;
        var queue = new Queue<JsonElement>([root]);
        for (var seen = 0; seen < MaxObjects && queue.TryDequeue(out var element); seen++)
        {
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray().Take(MaxObjects))
                    queue.Enqueue(item);
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            if (Is(element, ArticleTypes))
                return (element, true);
            if (work is null && Is(element, WorkTypes))
                work = element;
            foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
                if (element.TryGetProperty(name, out var inner))
                    queue.Enqueue(inner);
        }
        return (work, false);
    }

    private static bool Is(JsonElement element, string[] types)
    {
        return Type(element, types) is not null;
    }

    /// <summary>Of several types, the last of the list: "Article" stands first there, and says least.</summary>
    private static string? Type(JsonElement element, string[] types)
    {
        if (!element.TryGetProperty("@type", out var type))
            return null;
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Take(20).ToArray() : [type];
        return names.Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!.Split('/', ':')[^1]).Where(types.Contains).MaxBy(name => Array.IndexOf(types, name));
    }

    private static LinkedArticle Read(JsonElement article, JsonElement root, bool isArticle) => new(
        Text(article, "headline"), Text(article, "name"), LinkedNames.Of(article, "author", root) ?? LinkedNames.Of(article, "creator", root), LinkedNames.Of(article, "publisher", root),
        Text(article, "datePublished") ?? Text(article, "dateCreated") ?? Text(article, "uploadDate"), Text(article, "description"), Image(article), LinkedBody.Of(article), Text(article, "inLanguage"), IsPaid(article))
    {
        IsArticle = isArticle, Type = Type(article, isArticle ? ArticleTypes : WorkTypes), SourceType = Term(article, "digitalSourceType"), Status = Term(article, "creativeWorkStatus"),
    };

    /// <summary>A term is written as a text, as {"@id": …}, or by its name.</summary>
    private static string? Term(JsonElement article, string name) =>
        Text(article, name) ?? (article.TryGetProperty(name, out var value) ? Text(value, "@id") ?? Text(value, "name") : null);

    /// <summary>schema.org isAccessibleForFree, a boolean that is often written as a text.</summary>
    private static bool IsPaid(JsonElement article) =>
        article.TryGetProperty("isAccessibleForFree", out var free) && (free.ValueKind == JsonValueKind.False || (free.ValueKind == JsonValueKind.String && "false".Equals(free.GetString(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>A property that is a text and says something; else null.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null
            : null;

    private static string? Image(JsonElement article)
    {
        if (!article.TryGetProperty("image", out var image))
            return null;
        if (image.ValueKind == JsonValueKind.Array)
            image = image.EnumerateArray().FirstOrDefault();
        return image.ValueKind == JsonValueKind.String ? image.GetString() : Text(image, "url");
    }
}
