namespace DigestBot.Wire.Html;

/// <summary>Everything on a page that may say who wrote it, when and under which title: gathered in one walk, judged elsewhere.</summary>
internal sealed class PageFacts
{
    private const int MaxEach = 200;
    private const int MaxAuthors = 20;
    private readonly Dictionary<string, string> _metas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _authors = new(StringComparer.Ordinal);

    public string? TitleElement { get; private set; }
    public string? HtmlLanguage { get; private set; }
    public string? Canonical { get; private set; }
    public string? Base { get; private set; }
    public string? ImageLink { get; private set; }

    /// <summary>Headings of the first rank, in document order.</summary>
    public List<Node> Headlines { get; } = [];

    /// <summary>Elements named or marked as the author.</summary>
    public List<Node> Bylines { get; } = [];

    /// <summary><c>time</c> elements and what is marked as datePublished.</summary>
    public List<Node> Times { get; } = [];

    /// <summary>The page shows a paywall.</summary>
    public bool Paywall { get; private set; }

    public LinkedArticle? Linked { get; }

    /// <summary>Reads the page's tree and its linked data.</summary>
    public PageFacts(Outline outline, IReadOnlyList<string> jsonLd)
    {
        Linked = JsonLd.Find(jsonLd);
        foreach (var node in outline.Nodes)
            if (!node.IsText)
                Note(outline, node);
    }

    /// <summary>The first meta value under one of these names that says something; names in lower case.</summary>
    public string? Meta(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_metas.TryGetValue(name, out var value))
                return value;
        return null;
    }

    /// <summary>All meta values under the first of these names that has any: a page with three authors has three elements.</summary>
    public IReadOnlyList<string> Authors(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_authors.TryGetValue(name, out var values) && values.Exists(v => AuthorName.Clean(v) is not null))
                return values;
        return [];
    }

    private void Note(Outline outline, Node node)
    {
        switch (node.Name)
        {
            case "html":
                HtmlLanguage = Nonempty(node.Attribute("lang")) ?? Nonempty(node.Attribute("xml:lang"));
                break;
            case "title" when TitleElement is null:
                TitleElement = Nonempty(NodeText.Of(outline, node, 1000));
                break;
            case "meta":
                NoteMeta(node);
                break;
            case "base":
                Base ??= Nonempty(node.Attribute("href"));
                break;
            case "link":
                if (HasWord(node.Attribute("rel"), "canonical"))
                    Canonical ??= Nonempty(node.Attribute("href"));
                else if (HasWord(node.Attribute("rel"), "image_src"))
                    ImageLink ??= Nonempty(node.Attribute("href"));
                break;
            case "h1" when Headlines.Count < MaxEach:
                Headlines.Add(node);
                break;
        }
        Paywall |= (node.Hint & ClassHint.Paywall) != 0 && node.Name != "body" && !Sieve.IsHidden(node);
        if (Times.Count < MaxEach && (node.Name == "time" || node.Attribute("itemprop") is "datePublished"))
            Times.Add(node);
        if (Bylines.Count < MaxEach && node.Name is not ("body" or "html" or "meta" or "link") && IsByline(node))
            Bylines.Add(node);
    }

    private static bool IsByline(Node node) =>
        HasWord(node.Attribute("rel"), "author") || node.Attribute("itemprop")?.Contains("author", StringComparison.OrdinalIgnoreCase) == true
        || (node.Hint & ClassHint.Byline) != 0;

    /// <summary>A property may hold several names, separated by spaces (RDFa); name uses ".", ":" and "-" alike.</summary>
    private void NoteMeta(Node node)
    {
        if (Nonempty(node.Attribute("content")) is not { } content)
            return;
        foreach (var attribute in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
            foreach (var one in (node.Attribute(attribute) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20))
                if (_metas.Count < MaxEach * 5)
                    NoteMeta((attribute == "itemprop" ? "itemprop:" : "") + one.ToLowerInvariant().Replace('.', ':'), content);
    }

    private void NoteMeta(string name, string content)
    {
        _metas.TryAdd(name, content);
        if (name != "byl" && !name.Contains("author", StringComparison.Ordinal) && !name.Contains("creator", StringComparison.Ordinal))
            return;
        if (!_authors.TryGetValue(name, out var values))
            _authors[name] = values = [];
        if (values.Count < MaxAuthors)
            values.Add(content);
    }

    public static bool HasWord(string? list, string word) =>
        list is not null && list.Split(' ', '\t', '\n').Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string? Nonempty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
