using DigestBot.Wire.Text;

namespace DigestBot.Model;

/// <summary>What a subscriber keeps away, and which feeds they follow by name.</summary>
/// <param name="MutedWords">Words or phrases that keep an article away when its title has them; lower-case, sorted.</param>
/// <param name="MutedSources">Publications by name, or sites by host name ("example.org" mutes "blog.example.org" too); lower-case, sorted.</param>
/// <param name="Follows">Feeds, in order of rows.</param>
public sealed record ReaderLists(IReadOnlyList<string> MutedWords, IReadOnlyList<string> MutedSources, IReadOnlyList<Follow> Follows)
{
    /// <summary>Entries of each list at most.</summary>
    public const int MostEntries = 100;

    /// <summary>UTF-16 units of a muted word or source at most.</summary>
    public const int LongestEntry = 100;

    /// <summary>Nothing muted, nothing followed.</summary>
    public static ReaderLists Empty { get; } = new([], [], []);

    /// <summary>A list of muted words or sources as it is stored: lower-case, sorted, without repetition, within bounds.</summary>
    public static IReadOnlyList<string> Clean(IEnumerable<string> entries) =>
        [.. entries.Select(Clean).Where(entry => entry.Length is > 0 and <= LongestEntry).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostEntries)];

    /// <summary>One entry as it is stored: without what no reader sees (control characters, bidirectional overrides), which no title has either.</summary>
    public static string Clean(string entry) => string.Join(' ', DisplayText.Line(entry).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    /// <summary>Whether both name the same; records compare lists by reference.</summary>
    public bool SameAs(ReaderLists other) =>
        MutedWords.SequenceEqual(other.MutedWords) && MutedSources.SequenceEqual(other.MutedSources) && Follows.SequenceEqual(other.Follows);
}

/// <summary>A feed that a subscriber follows.</summary>
/// <param name="FeedId">Row of the feed.</param>
/// <param name="Since">The log's number that was given to the follow when they began: of what came before, only the latest three are shown. 0 until it is stored.</param>
public readonly record struct Follow(long FeedId, long Since);
