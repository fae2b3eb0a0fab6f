using DigestBot.Wire.Syndication.Markup;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>One item of RSS with the modules that are used in the wild.</summary>
internal static class RssItem
{
    public static FeedItem Read(Element item, FeedDraft draft)
    {
        var labels = new Labels();
        var attachments = new Attachments();
        foreach (var child in item.Children)
            AddRepeated(child, labels, attachments, draft);

        var guid = First(item, "guid", "id");
        return new FeedItem(
            guid ?? item.Attribute("about") ?? Of(item, Space.Atom, "id") ?? Of(item, Space.Dc, "identifier"),
            Title(item),
            LinkOf(item, draft) ?? Permalink(item, draft),
            Author(item),
            FeedDate.First(First(item, "pubdate", "published", "issued"), Of(item, Space.DcTerms, "issued"), Of(item, Space.Atom, "published"),
                Of(item, Space.Dc, "date"), Of(item, Space.DcTerms, "created"), First(item, "date"), item.Attribute("lastmod")),
            FeedDate.First(Of(item, Space.DcTerms, "modified"), Of(item, Space.Atom, "updated"), First(item, "updated", "modified"),
                Of(item, Space.Dc, "date"), item.Attribute("lastmod")),
            Summary(item, draft),
            Content(item, draft),
            labels.All,
            attachments.All,
            Languages.Tag(item.XmlAttribute("lang") ?? Of(item, Space.Dc, "language") ?? First(item, "language")));
    }

    /// <summary>True for elements of RSS itself: without a namespace, or in that of the root, whichever it is.</summary>
    public static bool IsNative(Element element)
    {
        if (element.Space is Space.None or Space.Rss)
            return true;
        var root = element;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Space == element.Space && root.Space is not Space.Rdf && element.Name.Prefix == root.Name.Prefix;
    }

    /// <summary>The text of the first child of RSS itself with one of the names, in the order of the names; null when all are empty.</summary>
    public static string? First(Element element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var node = element.First; node is not null; node = node.Next)
                if (node is Element child && child.Local == name && IsNative(child) && child.TrimmedText is { } text)
                    return text;
        return null;
    }

    /// <summary>The address of the page: FeedBurner's original before its own counting link, <c>link</c>, then <c>atom:link</c>.</summary>
    public static string? LinkOf(Element element, FeedDraft draft)
    {
        if (Addresses.Resolve(Of(element, Space.FeedBurner, "origlink"), null) is { } original && Addresses.IsAbsolute(original))
            return original;
        string? fallback = null;
        foreach (var child in element.Children)
        {
            if (child.Local == "link" && IsNative(child) && child.Attribute("rel") is null or "alternate"
                && Addresses.Resolve(child.TrimmedText ?? child.Attribute("href"), draft.BaseOf(child)) is { } link)
                return link;
            if (child.Local == "link" && child.Space == Space.Atom && child.Attribute("rel") is null or "alternate")
                fallback ??= Addresses.Resolve(child.Attribute("href") ?? child.TrimmedText, draft.BaseOf(child));
        }
        return fallback ?? Addresses.Resolve(element.Attribute("href"), draft.BaseOf(element)) ?? About(element);
    }

    /// <summary>RDF names a resource by its address (RSS 1.0 section 5.5).</summary>
    private static string? About(Element element) =>
        Addresses.IsAbsolute(element.Attribute("about")) ? Addresses.Resolve(element.Attribute("about"), null) : null;

    /// <summary>A guid is an address unless it says otherwise (RSS 2.0); only one that looks like an address is believed.</summary>
    private static string? Permalink(Element item, FeedDraft draft)
    {
        foreach (var child in item.Children)
        {
            if (child.Local is not ("guid" or "id") || !IsNative(child) || child.TrimmedText is not { } text)
                continue;
            var isPermalink = !string.Equals(child.Attribute("ispermalink"), "false", StringComparison.OrdinalIgnoreCase);
            if (isPermalink && Addresses.IsAbsolute(text))
                return Addresses.Resolve(text, draft.BaseOf(child));
        }
        return null;
    }

    private static string? Title(Element item) =>
        PlainText.OfHtml(First(item, "title")) ?? PlainText.OfHtml(Of(item, Space.Dc, "title")) ?? TextConstruct.ToPlain(item.Child(Space.Atom, "title"))
        ?? PlainText.OfHtml(Of(item, Space.Media, "title") ?? Of(item.Child(Space.Media, "group"), Space.Media, "title") ?? Of(item, Space.Itunes, "title"));

    private static string? Author(Element item) =>
        People.Names(All(item, Space.Dc, "creator")) ?? People.Names(item.Children.Where(e => e.Local == "author" && IsNative(e)).Select(AuthorText))
        ?? People.Names(All(item, Space.Itunes, "author")) ?? AtomPerson.Names(item)
        ?? People.Names(item.Children.Where(e => e.Space == Space.Media && e.Local == "credit" && e.Attribute("role") is null or "author").Select(e => e.TrimmedText));

    /// <summary>RSS puts text here; some put Atom's <c>name</c> and <c>email</c>.</summary>
    private static string? AuthorText(Element author) =>
        author.Children.FirstOrDefault(e => e.Local == "name")?.TrimmedText ?? author.TrimmedText;

    private static string? Summary(Element item, FeedDraft draft)
    {
        return Html(Native(item, "summary"), draft) ?? Html(Native(item, "description"), draft) ?? Html(Native(item, "abstract"), draft)
            ?? Html(item.Child(Space.Dc, "description"), draft) ?? Html(item.Child(Space.Itunes, "summary"), draft)
            ?? TextConstruct.ToHtml(item.Child(Space.Atom, "summary"), draft) ?? Html(item.Child(Space.DcTerms, "abstract"), draft)
            ?? MediaText.Description(item, draft) ?? Html(item.Child(Space.Itunes, "subtitle"), draft);
    }

    private static string? Content(Element item, FeedDraft draft)
    {
        foreach (var child in item.Children)
            if (((child.Space == Space.Content && child.Local is "encoded") || (child.Space == Space.Xhtml && child.Local is "body" or "div")
                || (child.Local is "body" or "fullitem" or "encoded" && IsNative(child))) && Html(child, draft) is { } html)
                return html;
        // Where both stand, the description is the article.
        return TextConstruct.ToHtml(item.Child(Space.Atom, "content"), draft) ?? (Native(item, "summary") is null ? null : Html(Native(item, "description"), draft));
    }

    /// <summary>The first child of RSS itself with that name that is not empty.</summary>
    private static Element? Native(Element item, string local)
    {
        foreach (var child in item.Children)
            if (child.Local == local && IsNative(child) && (child.HasElements || child.TrimmedText is not null))
                return child;
        return null;
    }

    /// <summary>What RSS carries in these elements is HTML, escaped or not.</summary>
    private static string? Html(Element? element, FeedDraft draft) =>
        element is null ? null : InnerMarkup.Write(element, element.Space != Space.Xhtml, draft.MarkupBaseOf(element)).Trim() is { Length: > 0 } html ? html : null;

    private static void AddRepeated(Element child, Labels labels, Attachments attachments, FeedDraft draft)
    {
        switch (child.Space, child.Local)
        {
            case (Space.Dc or Space.DcTerms, "subject"):
            case (Space.Media, "category"):
                labels.Add(child.Text);
                break;
            case (Space.Atom, "category") when child.Attribute("term") is not null:
            case (Space.Itunes, "category"):
                labels.Add(child.Attribute("label") ?? child.Attribute("term") ?? child.Attribute("text"));
                break;
            case (Space.Itunes or Space.Media or Space.None, "keywords"):
            case (Space.None, "tags"):
                foreach (var word in child.Text.Split(',', 100, StringSplitOptions.TrimEntries))
                    labels.Add(word);
                break;
            case (Space.Atom, "link") when child.Attribute("rel") == "enclosure":
                attachments.Attach(child.Attribute("href"), draft.BaseOf(child), child.Attribute("type"), child.Attribute("length"));
                break;
            case (Space.Media, _):
                attachments.AddMedia(child, draft.BaseOf(child));
                break;
            case (_, "category") when IsNative(child):
                labels.Add(child.TrimmedText ?? child.Attribute("term"));
                break;
            case (_, "enclosure") when IsNative(child):
                attachments.Attach(child.Attribute("url") ?? child.Attribute("href") ?? child.Attribute("resource"), draft.BaseOf(child),
                    child.Attribute("type"), child.Attribute("length"));
                break;
        }
    }

    private static IEnumerable<string?> All(Element item, Space space, string local) =>
        item.Children.Where(e => e.Space == space && e.Local == local).Select(e => e.TrimmedText);

    private static string? Of(Element? element, Space space, string local) => element?.Child(space, local)?.TrimmedText;
}
