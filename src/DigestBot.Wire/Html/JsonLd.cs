using System.Text.Json;

namespace DigestBot.Wire.Html;

/// <summary>What a page's linked data says about its article.</summary>
internal sealed record LinkedArticle(
    string? Headline, string? Name, string? Author, string? Publisher, string? Published, string? Description, string? Image, string? Body, string? Language, bool Paid)
{
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

    /// <summary>The first article that the scripts describe; null when there is none that can be read.</summary>
    public static LinkedArticle? Find(IReadOnlyList<string> scripts)
    {
        foreach (var script in scripts)
        {
            if (Parse(script) is not { } document)
                continue;
            using (document)
                if (Article(document.RootElement) is { } article)
                    return Read(article);
        }
        return null;
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
    private static JsonElement? Article(JsonElement root)
    {
        var queue = new Queue<JsonElement>([root]);
        for (var seen = 0; seen < MaxObjects && queue.TryDequeue(out var element); seen++)
        {
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray().Take(MaxObjects))
                    queue.Enqueue(item);
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            if (IsArticle(element))
                return element;
            foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
                if (element.TryGetProperty(name, out var inner))
                    queue.Enqueue(inner);
        }
        return null;
    }

    private static bool IsArticle(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out var type))
            return false;
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Take(20).ToArray() : [type];
        return names.Any(n => n.ValueKind == JsonValueKind.String && ArticleTypes.Contains(n.GetString()!.Split('/', ':')[^1]));
    }

    private static LinkedArticle Read(JsonElement article) => new(
        Text(article, "headline"), Text(article, "name"), Names(article, "author") ?? Names(article, "creator"), Names(article, "publisher"),
        Text(article, "datePublished") ?? Text(article, "dateCreated"), Text(article, "description"), Image(article), Text(article, "articleBody"), Text(article, "inLanguage"), IsPaid(article))
    {
        SourceType = Term(article, "digitalSourceType"), Status = Term(article, "creativeWorkStatus"),
    };

    /// <summary>A term is written as a text, as {"@id": …}, or by its name.</summary>
    private static string? Term(JsonElement article, string name) =>
        Text(article, name) ?? (article.TryGetProperty(name, out var value) ? Text(value, "@id") ?? Text(value, "name") : null);

    /// <summary>schema.org isAccessibleForFree, a boolean that is often written as a text.</summary>
    private static bool IsPaid(JsonElement article) =>
        article.TryGetProperty("isAccessibleForFree", out var free) && (free.ValueKind == JsonValueKind.False || (free.ValueKind == JsonValueKind.String && "false".Equals(free.GetString(), StringComparison.OrdinalIgnoreCase)));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null
            : null;

    private static string? Names(JsonElement element, string property)
    {
        if (!element.TryGetProperty(property, out var value))
            return null;
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(30).ToArray() : [value];
        var names = items.Select(i => i.ValueKind == JsonValueKind.String ? i.GetString() : Text(i, "name"))
            .Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n!.Trim()).Distinct().ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string? Image(JsonElement article)
    {
        if (!article.TryGetProperty("image", out var image))
            return null;
        if (image.ValueKind == JsonValueKind.Array)
            image = image.EnumerateArray().FirstOrDefault();
        return image.ValueKind == JsonValueKind.String ? image.GetString() : Text(image, "url");
    }
}
