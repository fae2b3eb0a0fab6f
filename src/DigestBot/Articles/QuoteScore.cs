namespace DigestBot.Articles;

/// <summary>How quotable a candidate is. Style counts more than content: what people quote asserts, excludes, sets one thing against another, and needs no names and figures.</summary>
internal static class QuoteScore
{
    /// <summary>What scores less is no quote in any article: a list of names, a line of figures.</summary>
    public const double Least = 0;

    /// <summary>About 0 to 3.</summary>
    public static double Of(in QuoteTraits t, string kind) =>
        .3 * Math.Min(t.Words, 14) / 14 - (t.Words < 11 ? .6 : 0) + .03 * Math.Clamp(t.Words - 20, 0, 12) - .04 * Math.Max(0, t.Words - 34)
        + (t.Tone.Asserts ? .45 : 0)
        + .25 * Math.Min(2, t.Tone.Absolutes)
        + .25 * Math.Min(3, t.Tone.Judgements)
        + (t.Tone.Contrasts ? .25 : 0)
        + .6 * t.InTitle
        - .3 * t.Content
        + (t.StandsAlone ? .3 : t.EndsParagraph ? .1 : 0)
        + 1.2 * t.Speech
        - (t.Narrates ? .2 : 0)
        - (t.LooksBack ? .2 : 0)
        - (t.Conditional ? kind == "Tutorial" ? .6 : .15 : 0)
        - (t.Tone.Reports && t.Speech == 0 ? .35 : 0)
        - (t.Unnamed ? .25 : 0)
        - (t.InList ? .5 : 0)
        - (t.Aside ? .25 : 0)
        - (t.Colon ? .1 : 0)
        - (t.Question ? .4 : 0)
        - (t.Dated ? .2 : 0)
        - 1.1 * t.Names
        - t.Figures;
}
