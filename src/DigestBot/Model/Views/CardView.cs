namespace DigestBot.Model.Views;

/// <summary>One article as every reader sees it: the same card serves the mail, its plain-text part, the web page and the JSON.</summary>
/// <param name="Id">The article's row.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Url">Where the article stands, exactly as its publisher links it.</param>
/// <param name="Author">Who wrote it, without "By"; null when unknown.</param>
/// <param name="Source">The publication's name.</param>
/// <param name="SourceUrl">The publication's address; null when unknown.</param>
/// <param name="Age">How old it is, in the reader's language: "2mo ago".</param>
/// <param name="Minutes">Reading time in whole minutes; 0 when there is nothing to count.</param>
/// <param name="Language">BCP 47 tag of the article; null when unknown.</param>
/// <param name="Type">"Insight", "News" … as stored (English); null when not known.</param>
/// <param name="Summary">Sentences of the article, joined by a space; empty when there is too little text.</param>
/// <param name="Quotes">Verbatim slices of the article.</param>
/// <param name="Snippet">The beginning of what the feed itself says, plain text; null when it says nothing.</param>
/// <param name="AlsoIn">The same story elsewhere.</param>
/// <param name="Related">"You might also wanna read".</param>
public sealed record CardView(
    long Id,
    string Title,
    string Url,
    string? Author,
    string Source,
    string? SourceUrl,
    string Age,
    int Minutes,
    string? Language,
    string? Type,
    string Summary,
    IReadOnlyList<QuoteView> Quotes,
    string? Snippet,
    IReadOnlyList<LinkView> AlsoIn,
    IReadOnlyList<LinkView> Related)
{
    /// <summary>Address of the lead image (https) where the reader asked for pictures; else null.</summary>
    public string? Image { get; init; }

    /// <summary>The name of the model that wrote the summary; null when it is sentences of the article.</summary>
    public string? SummaryBy { get; init; }

    /// <summary>What the slop filter says of the article; null when it says nothing.</summary>
    public SlopMark? Mark { get; init; }

    /// <summary>What stands above the summary: "Summary", or "Summary · by the model …".</summary>
    public string SummaryLabel(Texts texts) => SummaryBy is null ? texts["card.summary"] : texts.Format("card.summaryBy", SummaryBy);

    /// <summary>The line that says why the article is marked; null when it is not.</summary>
    public string? MarkLine(Texts texts) => Mark is null ? null : Mark.Declared ? texts["card.markedDeclared"] : texts.Count("card.markedRules", Mark.Reasons.Count);
}

/// <summary>A verbatim quotation.</summary>
/// <param name="Text">A slice of the article.</param>
/// <param name="Url">The article's address with a text fragment that leads to the slice.</param>
/// <param name="Speaker">Who says it, as the article names them; null for the writer's own words and where the quotation says it.</param>
public sealed record QuoteView(string Text, string Url, string? Speaker = null);

/// <summary>A link with its text.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Url">Absolute address.</param>
/// <param name="Note">What stands behind it, such as the publication's name; may be null.</param>
public sealed record LinkView(string Text, string Url, string? Note = null);
