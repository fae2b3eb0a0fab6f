using System.Globalization;
using DigestBot.Model;

namespace DigestBot.Rendering;

/// <summary>What kind of day a digest tells of. Each has its own frame and subject.</summary>
internal enum Occasion
{
    /// <summary>Something is new.</summary>
    Usual,

    /// <summary>The first digest after a pause: it says since when, and how much came in.</summary>
    PauseOver,

    /// <summary>Nothing is new, and the subscriber wished to be told so.</summary>
    Quiet,
}

/// <summary>Digest rows → occasions.</summary>
internal static class Occasions
{
    /// <summary>The occasion of a digest row. A pause in which nothing came in ends on a quiet day.</summary>
    public static Occasion Of(Digest digest, Selection selection) =>
        selection.Printed.Count == 0 ? Occasion.Quiet : AwaySince(digest) is null ? Occasion.Usual : Occasion.PauseOver;

    /// <summary>Since when the subscriber was away; null where the digest ends no pause, or its row is damaged.</summary>
    public static DateOnly? AwaySince(Digest digest) =>
        DateOnly.TryParseExact(digest.AwaySince, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
