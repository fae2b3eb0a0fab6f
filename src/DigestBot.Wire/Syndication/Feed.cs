namespace DigestBot.Wire.Syndication;

/// <summary>A feed of any format, in one neutral shape.</summary>
/// <param name="Format">What the document is: <c>rss0.90</c> … <c>rss2.0</c>, <c>rdf</c>, <c>cdf</c>, <c>atom0.3</c>, <c>atom1.0</c>, <c>json1.0</c>, <c>json1.1</c>.</param>
/// <param name="Title">Plain text, or null when the feed gives none.</param>
/// <param name="Link">The address of the site, absolute, or null.</param>
/// <param name="Description">Plain text, or null.</param>
/// <param name="Language">A BCP 47 tag as the feed gives it, lower-cased, or null.</param>
/// <param name="Updated">When the feed says it last changed, in UTC.</param>
/// <param name="Items">In document order.</param>
/// <param name="Warnings">What had to be repaired or guessed, one sentence each.</param>
public sealed record Feed(
    string Format,
    string? Title,
    string? Link,
    string? Description,
    string? Language,
    DateTimeOffset? Updated,
    IReadOnlyList<FeedItem> Items,
    IReadOnlyList<string> Warnings);

/// <summary>One entry of a feed.</summary>
/// <param name="Id">guid, atom:id, rdf:about or JSON id as given; null when the feed gives none.</param>
/// <param name="Title">Plain text: markup removed, entities resolved, white space folded.</param>
/// <param name="Link">Where the article is, absolute, http or https; null when there is none.</param>
/// <param name="Author">A person's name, without an address; null when unknown.</param>
/// <param name="Published">In UTC, or null when absent or unreadable.</param>
/// <param name="Updated">In UTC, or null when absent or unreadable.</param>
/// <param name="Summary">HTML as given; plain text is escaped, so that it is HTML. Relative links inside stay relative.</param>
/// <param name="Content">HTML as given: the whole article where the feed carries it.</param>
/// <param name="Categories">Plain text, in document order, each once.</param>
/// <param name="Enclosures">Attached media: enclosures, then Media RSS content, then thumbnails (<c>image/*</c> when no type is given), each address once.</param>
/// <param name="Language">The item's own BCP 47 tag (xml:lang, dc:language, JSON language), or null.</param>
public sealed record FeedItem(
    string? Id,
    string? Title,
    string? Link,
    string? Author,
    DateTimeOffset? Published,
    DateTimeOffset? Updated,
    string? Summary,
    string? Content,
    IReadOnlyList<string> Categories,
    IReadOnlyList<Enclosure> Enclosures,
    string? Language = null);

/// <summary>A file attached to an entry.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Type">MIME type as given, or null.</param>
/// <param name="Length">Bytes as given, or null when absent or not a number.</param>
public sealed record Enclosure(string Url, string? Type, long? Length)
{
    /// <summary>Pixels as Media RSS gives them, or null.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels as Media RSS gives them, or null.</summary>
    public int? Height { get; init; }
}

/// <summary>The bytes are not a feed that can be read. The message says what they look like instead, in one line.</summary>
public sealed class FeedFormatException : Exception
{
    /// <summary>Creates the error with a one-line reason.</summary>
    public FeedFormatException(string message) : base(message) { }

    /// <summary>Creates the error with a one-line reason and its cause.</summary>
    public FeedFormatException(string message, Exception inner) : base(message, inner) { }
}
