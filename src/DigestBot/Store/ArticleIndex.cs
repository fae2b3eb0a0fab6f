namespace DigestBot.Store;

/// <summary>By what an article in the log is found when a new one is compared with it.</summary>
public sealed record ArticleIndex
{
    /// <summary>Of an article that nothing is compared with.</summary>
    public static readonly ArticleIndex None = new();

    /// <summary>Keys of its fingerprint; none when its story has such a text already.</summary>
    public IReadOnlyList<long> StoryKeys { get; init; } = [];

    /// <summary>Stories told by unlisted feeds alone, which are this article's from now on.</summary>
    public IReadOnlyList<long> Retells { get; init; } = [];

    /// <summary>What it is about, packed; empty when nobody's card may point to it.</summary>
    public byte[] Vector { get; init; } = [];

    /// <summary>The terms that it is found by, from 0 to 2^32.</summary>
    public IReadOnlyList<long> Terms { get; init; } = [];

    /// <summary>The buckets in which its terms are counted, and that of its language; each once.</summary>
    public IReadOnlyList<long> Counted { get; init; } = [];
}
