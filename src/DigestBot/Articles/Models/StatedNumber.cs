namespace DigestBot.Articles.Models;

/// <summary>A number that a text states, whichever way it writes it.</summary>
/// <param name="Value">In one form for all notations: "1200", "3.5"; a version or a date as it stands.</param>
/// <param name="Percent">Whether it is said of a hundred.</param>
/// <param name="At">Where it stands.</param>
internal readonly record struct StatedNumber(string Value, bool Percent, int At)
{
    /// <summary>What it counts, of <see cref="Units"/>; 0 when that is not known.</summary>
    public int Unit { get; init; }
}
