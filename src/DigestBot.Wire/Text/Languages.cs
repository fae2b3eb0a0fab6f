namespace DigestBot.Wire.Text;

/// <summary>
/// Tells a text's language from its script and from sequences of its letters. It prefers silence to a guess. What a feed or page says of itself is believed
/// unless the script or the letters clearly contradict it: many sites say "en" whatever they are written in.
/// </summary>
/// <remarks>
/// Told apart by their letters: Latin ca cs da de en es et fi fr hr hu id it nb nl pl pt ro sv tr vi, and with less certainty af az cy eo eu ga gl is la lb lt lv ms mt sk sl sq sw tl;
/// Cyrillic bg ru uk, be kk ky mk mn sr tg; Arabic ar fa, ckb ps ug ur; Devanagari hi, mr ne; Hebrew he, yi.
/// Told by the script alone: am as bn el gu hy ja ka km kn ko lo ml my or pa si ta te th zh.
/// Bosnian and Serbian in Latin letters are "hr" unless the page says what they are, Nynorsk is "nb".
/// Other languages in Latin letters are mostly null at length; a few lines of them may pass for a relative.
/// </remarks>
public static class Languages
{
    /// <summary>UTF-16 units that are looked at: more say nothing new.</summary>
    public const int Looked = 6000;

    /// <summary>
    /// Nats by which the letters must be for another language than the page says. On held-out sentences a wrong vote has more in 1 of 100 cases where it is right in 60;
    /// a vote grows with the root of the length, so that titles hardly ever reach it and 200 letters mostly do.
    /// </summary>
    private const float Contradiction = 8;

    /// <summary>The same where the page says a language that the model does not know: nobody says Corsican by mistake.</summary>
    private const float StrongContradiction = 30;

    /// <summary>Letters below which the page is believed whatever the letters say: titles are full of names.</summary>
    private const int ShortestContradiction = 25;

    /// <summary>The language as a two-letter code (three letters where there are no two).</summary>
    /// <param name="text">Plain text; the first <see cref="Looked"/> units are read.</param>
    /// <param name="prior">What the feed or the page says: a language tag, or null.</param>
    /// <returns>Null when unsure: numbers only, a word or two, code, a mixture.</returns>
    public static string? Detect(string text, string? prior = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = text.AsSpan(0, Math.Min(text.Length, Looked));
        var said = LanguageTag.Primary(prior);
        var script = LanguageScript.Main(seen, out var letters);
        if (script == Script.Other)
            return letters == 0 ? said : null;
        if (said is not null && !LanguageScript.Fits(said, script))
            said = null;
        if (LanguageModel.Of(script) is not { } model)
            return said ?? LanguageScript.Only(script, seen);
        if (LanguageScript.IsCode(seen, letters))
            return said;
        var vote = LanguageVote.Of(model, Composed(seen), script);
        if (vote.Disagreeing * 3 >= vote.Pieces && vote.Pieces > 1)
            return said;
        if (said is not null)
            return Contradicts(vote, said) ? vote.Language : said;
        return vote.Margin >= Enough(vote) ? vote.Language : null;
    }

    private static bool Contradicts(LanguageVote vote, string said) =>
        !(vote.Language == "hr" && said is "bs" or "sr" or "sh" or "me")
        && vote.Letters >= ShortestContradiction && vote.Margin >= Enough(vote)
        && (vote.MarginOver(said) is { } margin ? margin > Contradiction : vote.Margin > StrongContradiction);

    /// <summary>The margin, in nats, below which silence is better. A long text of a language that the model does not know still prefers one of the others, but not by much.</summary>
    private static float Enough(LanguageVote vote) => vote switch
    {
        { Words: 1 } => 4,
        { Words: 2 } => 1.5f,
        { Letters: < 13 } => 2,
        { Letters: < 20 } => .6f,
        { Letters: < 300 } => vote.Letters * .003f,
        _ => Math.Min(8, .9f + (vote.Letters - 300) * .0059f),
    };

    /// <summary>Letters with combining accents as one character each, which is how the model knows them.</summary>
    private static ReadOnlySpan<char> Composed(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\u0300', '\u036F') < 0)
            return text;
        try
        {
            return text.ToString().Normalize();
        }
        catch (ArgumentException)
        {
            return text; // half a surrogate pair: nothing that says a language
        }
    }
}
