namespace DigestBot.Articles;

/// <summary>How quotable a candidate is. Style counts more than content: what people quote asserts, excludes, sets one thing against another, and needs no names and figures.</summary>
internal static class QuoteScore
{
    /// <summary>What scores less is no quote in any article: a list of names, a line of figures.</summary>
    public const double Least = -.5;

    /// <summary>What scores less is a quote only where an article has nothing better.</summary>
    public const double Good = 0;

    /// <summary>About 0 to 3.</summary>
    public static double Of(in QuoteTraits t, string kind) =>
        .3 * Math.Min(t.Words, 14) / 14 - (t.Words < 11 ? .6 : 0) + .03 * Math.Clamp(t.Words - 20, 0, 12) - .04 * Math.Max(0, t.Words - 34)
        + (t.Tone.Asserts ? .6 : 0)
        + .3 * Math.Min(2, t.Tone.Absolutes)
        + .35 * Math.Min(3, t.Tone.Judgements)
        + (t.Tone.Contrasts ? .25 : 0)
        + .6 * t.InTitle
        - .5 * t.Content
        + (t.StandsAlone ? .3 : t.EndsParagraph ? .1 : 0)
        + 1.4 * t.Speech
        - (t.Narrates ? .2 : 0)
        - (t.LooksBack ? .5 : 0)
        - (t.GoesOn ? .4 : 0)
        - (t.Conditional ? kind == "Tutorial" ? .6 : .15 : 0)
        - (t.Tone.Reports && t.Speech == 0 ? .35 : 0)
        - (t.Unnamed ? .25 : 0)
        - (t.Exclaims ? .3 : 0)
        - .25 * t.MoreSentences
        - (t.InList ? .5 : 0)
        - (t.Aside ? .35 : 0)
        - (t.Colon ? .1 : 0)
        - (t.Headed ? .6 : 0)
        - (t.Question ? .4 : 0)
        - (t.Dated ? .2 : 0)
        + (t.Own && t.Tone.Denies ? .15 : 0)
        + (t.Own && t.Tone.Concerns ? .4 : 0)
        - (t.Announces ? .6 : 0)
        - (t.Instructs ? .5 : 0)
        - (t.Sells ? .5 : 0)
        - (t.PointsWithin ? .15 : 0)
        - (t.TellsOfThem ? .3 : 0)
        - 1.1 * t.Names
        - 1.3 * t.Figures;
}
