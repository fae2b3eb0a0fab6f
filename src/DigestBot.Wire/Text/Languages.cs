namespace DigestBot.Wire.Text;

/// <summary>
/// Tells a text's language from its script, its small words and its letters. It prefers silence to a guess;
/// what a feed or page says of itself is believed unless the script contradicts it.
/// </summary>
public static class Languages
{
    /// <summary>UTF-16 units that are looked at: more say nothing new.</summary>
    public const int Looked = 6000;

    /// <summary>The language as a two-letter code.</summary>
    /// <param name="text">Plain text; the first <see cref="Looked"/> units are read.</param>
    /// <param name="prior">What the feed or the page says: a language tag, or null.</param>
    /// <returns>Null when unsure.</returns>
    public static string? Detect(string text, string? prior = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = text.AsSpan(0, Math.Min(text.Length, Looked));
        var said = LanguageTag.Primary(prior);
        var script = LanguageScript.Main(seen, out var letters);
        if (script == Script.Other)
            return letters == 0 ? said : null;
        if (said is not null && LanguageScript.Fits(said, script))
            return said;
        return LanguageScript.Only(script) ?? script switch
        {
            Script.Arabic => LanguageLetters.Arabic(seen),
            Script.Cyrillic => LanguageLetters.Cyrillic(seen) ?? LanguageWords.Best(seen, ["ru", "uk", "bg"]),
            Script.Latin => LanguageWords.Best(seen, LanguageWords.Latin),
            _ => null,
        };
    }
}
