namespace DigestBot.Articles;

/// <summary>How much of an article is what people said: the text's own evidence, whatever type the article was given.</summary>
/// <param name="Spoken">Sentences of which direct speech is a good part.</param>
/// <param name="Attributed">Of those, the ones where this sentence or the one before says that somebody said it.</param>
/// <param name="Sentences">All sentences.</param>
internal readonly record struct Voices(int Spoken, int Attributed, int Sentences)
{
    /// <summary>Speech may be quoted: the article reports it, and does not merely cite somebody in passing.</summary>
    public bool AreReported => Attributed >= 1 && Spoken >= 2 && Spoken * 16 >= Sentences || Spoken >= 5 && Attributed >= 2;

    /// <summary>How much speech counts, 0 to 1: fully where every fifth sentence is speech.</summary>
    public double Weight => AreReported ? Math.Min(1, .3 + 3.5 * Spoken / Math.Max(1, Sentences)) : 0;

    public static Voices Of(Reading reading)
    {
        int spoken = 0, attributed = 0;
        foreach (var sentence in reading.Sentences)
        {
            var span = sentence.Range.Of(reading.Text);
            var longest = Speech.Longest(span);
            if (longest.Length == 0 || !Speech.IsSpoken(span, longest))
                continue;
            spoken++;
            attributed += sentence.Tone.Reports || Speakers.HasVerb(reading.Language, span, longest) || sentence.Index > 0 && Introduces(reading, reading.Sentences[sentence.Index - 1], sentence) ? 1 : 0;
        }
        return new Voices(spoken, attributed, reading.Sentences.Count);
    }

    private static bool Introduces(Reading reading, Sentence before, Sentence speech) =>
        before.Paragraph >= speech.Paragraph - 1 && (before.Tone.Reports || Speakers.HasVerb(reading.Language, before.Range.Of(reading.Text), default));
}
