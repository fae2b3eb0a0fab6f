using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What could be printed.</summary>
/// <param name="Range">Range of the article's text.</param>
/// <param name="Speaker">Who says it, as a range of the text; null for the writer's own words, and where the range itself says it.</param>
/// <param name="Spoken">Whether it is direct speech.</param>
/// <param name="Sentences">How many sentences it has.</param>
/// <param name="Named">For speech, whether the speaker or the sentence names who speaks.</param>
internal readonly record struct QuoteCandidate(TextRange Range, TextRange? Speaker, bool Spoken, int Sentences = 1, bool Named = true);

/// <summary>A sentence → what of it could stand alone: the sentence, or what somebody says in it with the speaker's name beside it. Never somebody's words as the writer's.</summary>
internal static class QuoteCandidates
{
    private const int FewestWordsOfSeveral = 14;
    private const int FewestWordsAtEnd = 5;
    private const int FewestWordsUnnamed = 10;
    private const int MostUnnamed = 2;
    private const int LongestInner = 400;
    private const int FewestOfLabel = 3;
    private const int MostOfLabel = 33;

    /// <summary>The candidates of one sentence; mostly none or one.</summary>
    /// <param name="reading">The article.</param>
    /// <param name="sentence">A sentence that the summary does not print.</param>
    /// <param name="kind">The article's type.</param>
    /// <param name="voices">How much of the article is speech.</param>
    /// <param name="found">Takes what is found.</param>
    public static void Add(Reading reading, Sentence sentence, string kind, Voices voices, List<QuoteCandidate> found)
    {
        var range = sentence.Range;
        TextRange? answering = null;
        if (kind == "Interview")
        {
            if (Dialogue.IsQuestion(reading, sentence))
                return;
            answering = Dialogue.Speaker(reading, sentence);
            var label = QuoteGates.LabelLength(range.Of(reading.Text));
            range = new TextRange(range.Start + label, range.Length - label);
        }
        else if (Marked(reading, sentence) is { } marked)
        {
            answering = marked;
            if (range.Start == marked.Start)
                {
                var label = QuoteGates.LabelLength(range.Of(reading.Text));
                range = new TextRange(range.Start + label, range.Length - label);
            }
        }
        var span = range.Of(reading.Text);
        var speech = Speech.Longest(span);
        if (speech.Length > 0 && Speech.IsSpoken(span, speech))
        {
            if (voices.AreReported)
                AddSpeech(reading, sentence, range, speech, found);
            return; // else somebody else's words in the writer's essay
        }
        if (reading.Language == "de" && IsImperative(span))
            return;
        if (kind == "Tutorial" && KindCounts.IsStep(reading.Text, reading.Blocks[sentence.Paragraph]) || !QuoteGates.IsWhole(span, reading.Language) || Openers.IsDangling(span, reading.Language)
            || reading.Language is "en" && QuoteCues.IsFragment(span, sentence.Tone)
            || kind is "Tutorial" or "Insight" or "" && QuoteCues.Announces(span)
            || kind is "Tutorial" && QuoteCues.Instructs(span)
            || (kind is "Tutorial" or "" || sentence.Tag == "li") && QuoteCues.Commanding(span, reading.Language))
            return;
        if (sentence.Tag == "blockquote" && kind != "Interview")
        {
            // Somebody else's words without marks: only with a name, which the lead-in gives.
            if (Dialogue.LeadIn(reading, sentence) is { } author)
                found.Add(new QuoteCandidate(range, author, true));
            return;
        }
        // "Dijo que …": who, stands in the sentence before.
        if (reading.Language is "es" or "it" or "pt" or "ca" or "ro" or "pl" or "cs" or "sk" or "hr" or "bg" or "el" && SpeechVerbs.Contains(reading.Language, Openers.First(span)))
            return;
        found.Add(new QuoteCandidate(range, answering, false));
    }

    /// <summary>"FOUNDER: It goes on …": in a transcript a paragraph's first word says whose words it has.</summary>
    private static TextRange? Marked(Reading reading, Sentence sentence)
    {
        var block = reading.Blocks[sentence.Paragraph];
        var span = reading.Text.AsSpan(block.Start, Math.Min(block.Length, MostOfLabel));
        var length = span.IndexOfAny(':', '：');
        if (length < FewestOfLabel)
            return null;
        foreach (var c in span[..length])
            if (!char.IsUpper(c) && c is not (' ' or '.' or '-' or '’' or '\''))
                return null;
        return new TextRange(block.Start, length);
    }

    private static void AddSpeech(Reading reading, Sentence sentence, TextRange range, TextRange speech, List<QuoteCandidate> found)
    {
        var text = reading.Text;
        var span = range.Of(text);
        var said = Speakers.Of(reading, sentence, new TextRange(speech.Start + range.Start - sentence.Range.Start, speech.Length));
        var inner = new TextRange(range.Start + speech.Start, speech.Length);
        var bare = span.Length - speech.Length <= 4; // nothing but marks and a stop around it
        var parts = Sentences.Split(text, inner, reading.Language);
        if (parts.Count > 1 && Words.Count(parts[^1].Of(text)).Total < FewestWordsAtEnd)
            parts = [.. parts.Take(parts.Count - 1)]; // "They need time." trails behind what it is about
        var stub = parts.Count > 0 && parts[^1].End < inner.End - 2;
        var whole = !stub && QuoteGates.IsWhole(span, reading.Language) && !Openers.IsDangling(span, reading.Language);
        if (whole && !bare && (said.InSentence || !SpeechVerbs.Knows(reading.Language)) && Opening(span, speech))
        {
            found.Add(new QuoteCandidate(range, null, true, parts.Count));
            if (parts.Count == 1 && inner.Length < LongestInner / 2)
                return;
        }
        if (said.Name is null)
        {
            // Nobody is named: with its marks, or with its "she said", it is at least plain that somebody else says it.
            if (whole && found.Count == 0 && parts.Count <= MostUnnamed && (bare ? StartsWithMark(span) && sentence.Words >= FewestWordsUnnamed : said.HasVerb))
                found.Add(new QuoteCandidate(range, null, true, parts.Count, !SpeechVerbs.Knows(reading.Language)));
            return;
        }
        foreach (var part in parts)
            AddInner(reading, part, 1, said.Name.Value, found);
        if (parts.Count > 1 && !stub && Words.Count(inner.Of(text)).Total is >= FewestWordsOfSeveral and <= 36)
            AddInner(reading, inner, parts.Count, said.Name.Value, found);
    }

    // "Vereinbaren Sie …"
    private static bool IsImperative(ReadOnlySpan<char> span)
    {
        var first = Openers.First(span);
        return first.EndsWith("en", StringComparison.Ordinal) && span[..Math.Min(span.Length, first.Length + 5)].EndsWith(" Sie ", StringComparison.Ordinal);
    }

    // "…," said Jane Doe; or Jane Doe said: "…". A sentence that has something else before and after reads as a report.
    private static bool Opening(ReadOnlySpan<char> span, TextRange speech) => speech.Start <= 2 || speech.Length * 2 > span.Length;

    private static bool StartsWithMark(ReadOnlySpan<char> span) => !char.IsWhiteSpace(span[1]) && span[0] is '“' or '"' or '„' or '«' or '»' or '”' or '「' or '『';

    /// <summary>Words between the marks, when they are a sentence of their own; without the comma before the attribution.</summary>
    private static void AddInner(Reading reading, TextRange range, int sentences, TextRange speaker, List<QuoteCandidate> found)
    {
        var span = range.Of(reading.Text);
        if (span.Length > 0 && span[^1] is ',' or '，')
            range = range with { Length = range.Length - 1 };
        span = range.Of(reading.Text);
        if (span.Length > 0 && QuoteGates.IsWholeWithin(span, reading.Language) && !Openers.IsDangling(span, reading.Language))
            found.Add(new QuoteCandidate(range, speaker, true, sentences));
    }
}
