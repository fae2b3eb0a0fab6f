namespace DigestBot.Wire.Mime;

/// <summary>Something in a message that is not as the standards want it, and what was made of it.</summary>
/// <param name="Offset">Where, in octets from the beginning of what was read.</param>
/// <param name="What">One English sentence.</param>
public sealed record MimeProblem(int Offset, string What);
