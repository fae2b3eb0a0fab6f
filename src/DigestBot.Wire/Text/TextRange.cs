namespace DigestBot.Wire.Text;

/// <summary>A range of a text, in UTF-16 units.</summary>
/// <param name="Start">First unit.</param>
/// <param name="Length">Number of units.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The unit after the last.</summary>
    public int End => Start + Length;

    /// <summary>The range's text within <paramref name="text"/>.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
