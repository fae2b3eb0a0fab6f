namespace DigestBot.Fetch;

/// <summary>How a fetch ended. A failure is classified here once: what is temporary is tried again.</summary>
public abstract record FetchResult
{
    private FetchResult() { }

    /// <summary>A body.</summary>
    /// <param name="Body">Decompressed bytes.</param>
    /// <param name="ContentType">The header as given, or null.</param>
    /// <param name="Address">Where the body was found, after redirects.</param>
    /// <param name="ETag">Validator as given, or null.</param>
    /// <param name="LastModified">Validator as given, or null.</param>
    /// <param name="MovedTo">Where a chain of permanent redirects (301, 308) led; null when there was none.</param>
    public sealed record Fetched(byte[] Body, string? ContentType, Uri Address, string? ETag, string? LastModified, Uri? MovedTo) : FetchResult;

    /// <summary>304: what we have is what there is.</summary>
    public sealed record NotModified : FetchResult;

    /// <summary>410: there will never be anything again.</summary>
    public sealed record Gone : FetchResult;

    /// <summary>Nothing was fetched.</summary>
    /// <param name="Reason">One line.</param>
    /// <param name="Temporary">Whether it may go better later.</param>
    /// <param name="RetryAfter">How long the server asks us to wait, or null.</param>
    public sealed record Failed(string Reason, bool Temporary, TimeSpan? RetryAfter = null) : FetchResult;
}
