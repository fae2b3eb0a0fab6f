namespace DigestBot.Articles;

/// <summary>What a candidate's score is made of.</summary>
internal readonly record struct QuoteTraits
{
    private static readonly Cues Days = new(
        ["yesterday", "last week", "last month", "this week", "last night", "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday", "gestern", " ayer", " hier ", " ieri", "вчера", "вчора", "昨日", "昨天"]);

    private static readonly Cues Links = new(
        [", however", ", therefore", ", then,", ", though.", ", too.", " as well.", "in this regard", "in these regards", "in that regard", "those situations", "this approach", "these trends", "the former", "the latter", "in this case", "in that case",
         "by then", " jedoch ", " allerdings ", " dagegen ", ", cependant", ", toutefois", ", sin embargo", ", no entanto", ", tuttavia", ", porém", ", однако"]);

    /// <summary>Words; four Chinese or Japanese characters count as three.</summary>
    public int Words { get; init; }

    /// <summary>How it speaks.</summary>
    public Rhetoric.Tone Tone { get; init; }

    /// <summary>Share of the title's terms, 0 to 1.</summary>
    public double InTitle { get; init; }

    /// <summary>Share in what the article is about, 0 to 1.</summary>
    public double Content { get; init; }

    /// <summary>How much speech counts in the article, when it is speech; else 0.</summary>
    public double Speech { get; init; }

    /// <summary>Speech whose speaker is not named.</summary>
    public bool Unnamed { get; init; }

    /// <summary>The last of its paragraph's sentences: where a thought comes to its point.</summary>
    public bool EndsParagraph { get; init; }

    /// <summary>A paragraph of its own.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Begins with when or where: background.</summary>
    public bool Narrates { get; init; }

    /// <summary>Begins with if or when.</summary>
    public bool Conditional { get; init; }

    /// <summary>One of its first words points back.</summary>
    public bool LooksBack { get; init; }

    /// <summary>Goes on from something within the sentence: "…, however, …".</summary>
    public bool GoesOn { get; init; }

    /// <summary>Stands in a list.</summary>
    public bool InList { get; init; }

    /// <summary>Has brackets.</summary>
    public bool Aside { get; init; }

    /// <summary>Has a colon or a semicolon.</summary>
    public bool Colon { get; init; }

    /// <summary>Begins with a label: "Tech news: …".</summary>
    public bool Headed { get; init; }

    /// <summary>Ends in a question mark.</summary>
    public bool Question { get; init; }

    /// <summary>Ends in an exclamation mark, and nobody is quoted.</summary>
    public bool Exclaims { get; init; }

    /// <summary>Sentences of a quotation after its first.</summary>
    public int MoreSentences { get; init; }

    /// <summary>Penalty for capitals within the sentence, 0 to 1.</summary>
    public double Names { get; init; }

    /// <summary>Bound to the day it was written.</summary>
    public bool Dated { get; init; }

    /// <summary>Penalty for figures, 0 to .85.</summary>
    public double Figures { get; init; }

    /// <summary>Says what comes next.</summary>
    public bool Announces { get; init; }

    /// <summary>Says what to do, and in which order.</summary>
    public bool Instructs { get; init; }

    /// <summary>Praises what its maker sells.</summary>
    public bool Sells { get; init; }

    /// <summary>Points, in its middle, at something named before.</summary>
    public bool PointsWithin { get; init; }

    /// <summary>What somebody named before did that day.</summary>
    public bool TellsOfThem { get; init; }

    /// <summary>The writer's own words.</summary>
    public bool Own { get; init; }

    /// <summary>Looks at one candidate.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sentence">The sentence that it is, or is part of.</param>
    /// <param name="content">The sentence's share in what the article is about, 0 to 1.</param>
    /// <param name="voices">How much of the article is speech.</param>
    public static QuoteTraits Of(Reading reading, in QuoteCandidate candidate, Sentence sentence, double content, Voices voices)
    {
        var span = candidate.Range.Of(reading.Text);
        var count = Wire.Text.Words.Count(span);
        var words = count.Words + count.CjkCharacters * 3 / 4; // what 26 words say takes some 35 Chinese or Japanese characters
        var next = sentence.Index + 1;
        var shared = reading.TitleTerms.Count == 0 ? 0 : (double)sentence.Terms.Distinct(StringComparer.Ordinal).Count(reading.TitleTerms.Contains) / Math.Min(reading.TitleTerms.Count, 5);
        var ends = next == reading.Sentences.Count || reading.Sentences[next].Paragraph != sentence.Paragraph;
        var begins = sentence.Index == 0 || reading.Sentences[sentence.Index - 1].Paragraph != sentence.Paragraph;
        var first = Openers.First(span);
        return new QuoteTraits
        {
            Words = words,
            Tone = candidate.Range == sentence.Range ? sentence.Tone : Rhetoric.Of(span, reading.Language),
            InTitle = Math.Min(1, shared),
            Content = content,
            Speech = candidate.Spoken ? voices.Weight : 0,
            Unnamed = candidate.Spoken && !candidate.Named,
            EndsParagraph = ends && !begins,
            StandsAlone = ends && begins,
            Narrates = reading.Language is "en" && first is "In" or "On" or "At" or "After" or "During" or "Since" or "Before" or "From" or "According" or "By",
            Conditional = reading.Language is "en" or null && first is "If" or "When" or "Once" or "To" || reading.Language is "de" && first is "Wenn" or "Falls" || reading.Language is "fr" or "es" && first is "Si" or "Quand" or "Cuando",
            LooksBack = Openers.LooksBack(span, reading.Language),
            GoesOn = Links.AreIn(span),
            InList = sentence.Tag is "li" or "dd",
            Aside = span.ContainsAny('(', '[', '（'),
            Colon = span.ContainsAny(':', ';', '：'),
            Headed = !candidate.Spoken && QuoteGates.LabelLength(span) is > 0 and var label && label < span.Length && char.IsUpper(span[label]),
            Question = span[^1] is '?' or '？' or '؟',
            Exclaims = span[^1] is '!' or '！' && !candidate.Spoken,
            MoreSentences = candidate.Spoken ? candidate.Sentences - 1 : 0,
            Names = NamesIn(span, reading.Language, words),
            Dated = Days.AreIn(span),
            Figures = FiguresIn(span),
            Announces = !candidate.Spoken && QuoteCues.Announces(span),
            Instructs = !candidate.Spoken && (QuoteCues.Instructs(span) || QuoteCues.Commanding(span, reading.Language)),
            Sells = !candidate.Spoken && QuoteCues.Sells(span),
            PointsWithin = QuoteCues.PointsWithin(span),
            TellsOfThem = !candidate.Spoken && QuoteCues.TellsOfThem(span),
            Own = !candidate.Spoken,
        };
    }

    /// <summary>Capitals within the sentence, as a share of its words; German writes all nouns so.</summary>
    private static double NamesIn(ReadOnlySpan<char> span, string? language, int words)
    {
        if (language == "de")
            return 0;
        var names = 0;
        for (var i = 2; i < span.Length; i++)
            if (char.IsUpper(span[i]) && span[i - 1] is ' ' && span[i - 2] is not ('.' or '!' or '?' or ':' or '”' or '"') && !(span[i] == 'I' && (i + 1 == span.Length || !char.IsLetter(span[i + 1]))))
                names++;
        return Math.Min(1, 2.5 * names / Math.Max(8, words));
    }

    private static double FiguresIn(ReadOnlySpan<char> span)
    {
        var figures = 0;
        for (var i = 0; i < span.Length; i++)
            if (char.IsDigit(span[i]) && (i == 0 || !char.IsDigit(span[i - 1]) && span[i - 1] is not ('.' or ',')))
                figures++;
        return Math.Min(.7, .25 * figures) + (span.IndexOfAny("$€£%") >= 0 ? .15 : 0);
    }
}
