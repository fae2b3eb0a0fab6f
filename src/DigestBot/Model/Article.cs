namespace DigestBot.Model;

/// <summary>Where an article stands on its way into the log.</summary>
public enum ArticleState
{
    /// <summary>Found in a feed, not read yet.</summary>
    Found,

    /// <summary>Read and in the log: it has a sequence number.</summary>
    Logged,

    /// <summary>Known, but too old when its feed was first seen: never sent, never found again.</summary>
    Archived,

    /// <summary>Read, but kept out of the log by the slop filter until the operator releases it: see <see cref="SlopMark"/>.</summary>
    Held,

    /// <summary>Held once, and let go by the operator: the next round of reading enters it into the log.</summary>
    Released,
}

/// <summary>One article. Its text stands apart (<c>article_texts</c>), so that lists stay small.</summary>
public sealed record Article
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>Place in the log: strictly growing, given when the article has been read; null before.</summary>
    public long? Seq { get; init; }

    /// <summary>The feed that brought it.</summary>
    public long FeedId { get; init; }

    /// <summary>What the feed calls it, hashed: see <c>ArticleIdentity</c>.</summary>
    public required string Identity { get; init; }

    /// <summary>Address as the feed gives it; empty when it gives none.</summary>
    public required string Url { get; init; }

    /// <summary>The address without what does not name the article (tracking parameters, fragment).</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>The first article that told this story: its own id, or an earlier one's.</summary>
    public long Story { get; init; }

    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote it; null when unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The publication's name when the article entered the log.</summary>
    public string Source { get; init; } = "";

    /// <summary>The publication's site when the article entered the log; null when unknown.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>When the publisher says it appeared; null when it does not say.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was found in the feed.</summary>
    public DateTimeOffset Found { get; init; }

    /// <summary>The time that digests are ordered by: published, but never later than found.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The beginning of what the feed itself says, plain text; null when it says nothing.</summary>
    public string? Snippet { get; init; }

    /// <summary>BCP 47 tag; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>"Insight", "News" …; null when there was no text to judge by.</summary>
    public string? Type { get; init; }

    /// <summary>Words of the main text (CJK: characters).</summary>
    public int Words { get; init; }

    /// <summary>Reading time in whole minutes.</summary>
    public int Minutes { get; init; }

    /// <summary>Sentences of the summary as ranges of the text, "start,length;start,length".</summary>
    public string Summary { get; init; } = "";

    /// <summary>A summary that a model wrote, checked against the text; empty when the ranges of <see cref="Summary"/> are what is printed.</summary>
    public string SummaryText { get; init; } = "";

    /// <summary>The name of the model that wrote <see cref="SummaryText"/>; empty when none did.</summary>
    public string SummaryModel { get; init; } = "";

    /// <summary>Why the slop filter marked or held it, see <see cref="SlopMark.Parse"/>; empty when it did not.</summary>
    public string Slop { get; init; } = "";

    /// <summary>Why its page gave no text or was cut, in one sentence; empty when all is well, or nobody needed the page.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Ids of related articles, best first, "id,id".</summary>
    public string Related { get; init; } = "";

    /// <summary>Only for those who follow its feed: the feed is not the operator's choice, or this was old when somebody began to follow it.</summary>
    public bool FollowersOnly { get; init; }

    /// <summary>Address of its lead image (https), or null.</summary>
    public string? Image { get; init; }

    /// <summary>Found, logged, archived, held or released.</summary>
    public ArticleState State { get; init; }

    /// <summary>How often reading its page was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is read next, while it is not in the log.</summary>
    public DateTimeOffset NextRead { get; init; }
}

/// <summary>A quotation: a range of the article's stored text in UTF-16 units.</summary>
/// <param name="Start">First unit.</param>
/// <param name="Length">Units.</param>
/// <param name="SpeakerStart">Where the text names who says it, when that is not the writer and the quotation itself does not say so; else null.</param>
/// <param name="SpeakerLength">Units of the name; null when <paramref name="SpeakerStart"/> is.</param>
public readonly record struct Quote(int Start, int Length, int? SpeakerStart = null, int? SpeakerLength = null);
