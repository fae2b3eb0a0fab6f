using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What became of an article that was wanted. Each has exactly one.</summary>
public enum Verdict
{
    /// <summary>A card in the digest.</summary>
    Printed,

    /// <summary>Left out for want of room: counted, and on the digest's page.</summary>
    HeldOver,

    /// <summary>Its story is on a card, or was in an earlier digest.</summary>
    Merged,

    /// <summary>Kept away by the reader's own mutes.</summary>
    Muted,
}

/// <summary>Why an article had its verdict.</summary>
public enum Why
{
    /// <summary>It is about a chosen topic.</summary>
    Topic,

    /// <summary>Its feed is followed.</summary>
    Follow,

    /// <summary>Its feed has newly been followed, and it is among that feed's latest.</summary>
    NewFollow,

    /// <summary>It did not fit into the reading time.</summary>
    Budget,

    /// <summary>There were cards enough.</summary>
    Cards,

    /// <summary>Another article of this digest tells its story.</summary>
    SameStory,

    /// <summary>An earlier digest told its story.</summary>
    ToldBefore,

    /// <summary>A muted word stands in its title.</summary>
    MutedWord,

    /// <summary>Its publication or site is muted.</summary>
    MutedSource,
}

/// <summary>One article and what became of it.</summary>
/// <param name="Entry">The article.</param>
/// <param name="Verdict">Where it went.</param>
/// <param name="Why">The reason.</param>
/// <param name="By">The topic, the followed feed, the muted word or source, the title that tells its story, or the minutes of the budget.</param>
public sealed record Decision(LogEntry Entry, Verdict Verdict, Why Why, string By);
