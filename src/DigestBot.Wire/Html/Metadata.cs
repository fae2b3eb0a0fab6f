namespace DigestBot.Wire.Html;

/// <summary>What a page says about itself, chosen from its linked data, its meta elements and its visible marks.</summary>
internal sealed record Metadata(
    string? Title, string? Byline, string? Site, DateTimeOffset? Published, string? Language, string? Canonical, string? Description, string? Image)
{
    /// <summary>Elements and texts between a headline and its date at most.</summary>
    private const int Near = 40;

    /// <summary>Chooses each fact from the best source that has it.</summary>
    public static Metadata Choose(PageFacts facts, Outline outline, Uri address)
    {
        // What a recipe or a film says of itself concerns a part of the page: the page's own word comes first.
        var article = facts.Linked is { IsArticle: true } ? facts.Linked : null;
        var work = article is null ? facts.Linked : null;
        var site = NodeText.Plain(article?.Publisher) ?? NodeText.Plain(facts.Meta("og:site_name")) ?? NodeText.Plain(work?.Publisher);
        var root = facts.Base is { } stated && Uri.TryCreate(address, stated, out var from) ? from : address;
        var title = Titles.Choose(facts, outline, site);
        return new Metadata(
            title, Bylines.Choose(facts, outline, title), site, When(facts, outline),
            LanguageOf(facts),
            Absolute(root, facts.Canonical) ?? Absolute(root, facts.Meta("og:url")),
            NodeText.Plain(article?.Description ?? facts.Meta("dc:description", "dcterm:description", "og:description", "description", "twitter:description") ?? work?.Description),
            Picture(facts, root));
    }

    /// <summary>The first that a mail may show, by the page's own order of belief; else the first that is an address at all.</summary>
    private static string? Picture(PageFacts facts, Uri root)
    {
        var small = LeadImage.Pixels(facts.Meta("og:image:width")) < LeadImage.LeastSide || LeadImage.Pixels(facts.Meta("og:image:height")) < LeadImage.LeastSide;
        string?[] shared = small ? [] : [facts.Meta("og:image"), facts.Meta("og:image:url"), facts.Meta("og:image:secure_url")];
        var named = shared.Concat([facts.Meta("twitter:image"), facts.Meta("twitter:image:src"), facts.Linked?.Image, facts.ImageLink]).Select(image => Absolute(root, image)).OfType<string>().ToList();
        return named.FirstOrDefault(image => LeadImage.Accept(image) is not null) ?? named.FirstOrDefault();
    }

    private static DateTimeOffset? When(PageFacts facts, Outline outline) =>
        (facts.Linked is { IsArticle: true } article ? Dates.Parse(article.Published) : null)
        ?? Dates.Parse(facts.Meta("article:published_time", "parsely-pub-date", "og:published_time", "og:article:published_time"))
        ?? Dates.Parse(facts.Meta("itemprop:datepublished", "datepublished", "dc:date:issued", "dcterms:created", "dcterms:issued", "dc:date", "sailthru:date", "pubdate", "publishdate", "publish-date", "publish_date", "date"))
        ?? facts.Times.Where(t => t.Attribute("itemprop") == "datePublished" || t.Element?.HasAttribute("pubdate") == true).Select(t => TimeOf(outline, t)).FirstOrDefault(t => t is not null)
        ?? Dates.Parse(facts.Linked?.Published) ?? OnlyTime(facts, outline) ?? TimeByHeadline(facts, outline);

    /// <summary>The first date close below the only headline, or close above it.</summary>
    private static DateTimeOffset? TimeByHeadline(PageFacts facts, Outline outline)
    {
        if (facts.Headlines is not [var headline])
            return null;
        return facts.Times.Where(t => (t.Hint & ClassHint.Comment) == 0 && t.Index > headline.Index - Near && t.Index < headline.End + Near)
            .OrderBy(t => t.Index < headline.Index).ThenBy(t => t.Index).Select(t => TimeOf(outline, t)).FirstOrDefault(t => t is not null);
    }

    /// <summary>A page with one date shows its own; a page with several may mean any.</summary>
    private static DateTimeOffset? OnlyTime(PageFacts facts, Outline outline)
    {
        var times = facts.Times.Where(t => (t.Hint & ClassHint.Comment) == 0).Select(t => TimeOf(outline, t)).Where(t => t is not null).Select(t => t!.Value.Date).Distinct().Take(2).ToList();
        return times.Count == 1 ? facts.Times.Select(t => TimeOf(outline, t)).First(t => t is not null) : null;
    }

    private static DateTimeOffset? TimeOf(Outline outline, Node node) =>
        Dates.Parse(node.Attribute("datetime") ?? node.Attribute("content") ?? NodeText.Of(outline, node, 60));

    private static string? LanguageOf(PageFacts facts)
    {
        foreach (var value in (ReadOnlySpan<string?>)[facts.HtmlLanguage, facts.Meta("content-language"), facts.Meta("og:locale"), facts.Linked?.Language])
        {
            var tag = value?.Split(',', ';')[0].Trim().Replace('_', '-').ToLowerInvariant();
            // BCP 47: letters, digits and hyphens, a language of two to eight letters first.
            if (tag is { Length: >= 2 and <= 35 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && tag.Split('-')[0].Length is >= 2 and <= 8)
                return tag;
        }
        return null;
    }

    private static string? Absolute(Uri root, string? reference) =>
        reference is { Length: < 4000 } && Uri.TryCreate(root, reference.Trim(), out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;
}
