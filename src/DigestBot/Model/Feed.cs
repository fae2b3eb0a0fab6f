using DigestBot.Wire.Text;

namespace DigestBot.Model;

/// <summary>A feed that is polled, with what the last polls taught.</summary>
public sealed record Feed
{
    /// <summary>Row.</summary>
    public long Id { get; init; }

    /// <summary>Address that is fetched.</summary>
    public required string Url { get; init; }

    /// <summary>The publication's name: the operator's own wording if given, else the feed's.</summary>
    public string? Title { get; init; }

    /// <summary>The publication's site.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>BCP 47 tag that the feed declares.</summary>
    public string? Language { get; init; }

    /// <summary>Validator of the last good answer (RFC 9110 8.8.3).</summary>
    public string? ETag { get; init; }

    /// <summary>Validator of the last good answer (RFC 9110 8.8.2), as sent.</summary>
    public string? LastModified { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset Added { get; init; }

    /// <summary>When it is polled next.</summary>
    public DateTimeOffset NextPoll { get; init; }

    /// <summary>When it was polled last, well or not.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>When a poll last went well (304 counts).</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>First failure of the present row of failures; null while all is well.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many polls in a row failed.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last poll failed, one line; null while all is well.</summary>
    public string? Error { get; init; }

    /// <summary>The publisher answered 410 Gone: it is asked no more.</summary>
    public bool Gone { get; init; }

    /// <summary>Where a permanent redirect led to last time; stored as the address only when it repeats.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Whether the operator chose it. A feed that a subscriber added is for those who follow it, and for nobody else.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Whether somebody follows it by name; known of feeds that are due.</summary>
    public bool Followed { get; init; }

    /// <summary>What a reader sees as the source.</summary>
    public string DisplayTitle => DisplayText.Line(Title) is { Length: > 0 } title ? title : Uri.TryCreate(Url, UriKind.Absolute, out var uri) ? (uri.Host + uri.AbsolutePath).TrimEnd('/') : Url;
}
