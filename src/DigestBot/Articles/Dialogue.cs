using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Who speaks in a block of its own: an interview's labelled answers, a quoted block after "As Jane Doe wrote:".</summary>
internal static class Dialogue
{
    private const int LongestQuestion = 400;
    private const int LongestLabel = 32;

    /// <summary>Whether a sentence is the interviewer's: its paragraph ends in a question mark.</summary>
    public static bool IsQuestion(Reading reading, Sentence sentence)
    {
        var block = reading.Blocks[sentence.Paragraph];
        var span = reading.Text.AsSpan(block.Start, block.Length).TrimEnd();
        return span.Length is > 0 and < LongestQuestion && span.TrimEnd("”\"»」』)")[^1..] is "?" or "？" or "؟" || IsAsked(span);
    }

    /// <summary>The name that a paragraph is labelled with; null for "A:" and for what is no name.</summary>
    public static TextRange? Speaker(Reading reading, Sentence sentence)
    {
        var block = reading.Blocks[sentence.Paragraph];
        var span = reading.Text.AsSpan(block.Start, Math.Min(block.Length, LongestLabel + 2));
        var colon = span.IndexOfAny(':', '：');
        if (colon is < 3 or > LongestLabel || QuoteGates.LabelLength(span) == 0)
            return null;
        var label = span[..colon].Trim();
        if (label.Length < 3 || !char.IsLetter(label[0]) || char.IsLower(label[0]) || label.ContainsAnyInRange('0', '9') || label is "Question" or "Answer" or "Frage" or "Antwort" or "Note" or "Update" or "Warning" or "Réponse" or "Respuesta" or "Pregunta"
            || StopWords.Contains(reading.Language, label) || !IsName(label, reading.Language) || !Returns(reading, label))
            return null;
        var start = block.Start + span.IndexOf(label, StringComparison.Ordinal);
        return start + label.Length <= sentence.Range.End ? new TextRange(start, label.Length) : null;
    }

    // "The answer is simple: …" is a sentence's beginning.
    private static bool IsName(ReadOnlySpan<char> label, string? language) =>
        !Scripts.HasCase(Scripts.Of(label[0])) || label.IndexOfAnyInRange('a', 'z') < 0 || PersonNames.BeginningAt(label, language ?? "en") is { Start: 0 } name && name.Length == label.Length;

    /// <summary>Whether another paragraph has the same label: people speak more than once, "Warning" mostly does not.</summary>
    private static bool Returns(Reading reading, ReadOnlySpan<char> label)
    {
        var times = 0;
        foreach (var block in reading.Blocks)
            if (block.Length > label.Length && reading.Text.AsSpan(block.Start, label.Length).SequenceEqual(label) && reading.Text.AsSpan(block.Start + label.Length, 1) is ":" or "：" && ++times == 2)
                return true;
        return false;
    }

    /// <summary>Whose words a quoted block is: named by the sentence before it, which ends in a colon.</summary>
    public static TextRange? LeadIn(Reading reading, Sentence sentence)
    {
        var first = sentence.Index;
        while (first > 0 && reading.Sentences[first - 1].Tag == "blockquote" && sentence.Index - first < 12)
            first--;
        return first == 0 ? null : Speakers.OfLeadIn(reading, reading.Sentences[first - 1]);
    }

    private static bool IsAsked(ReadOnlySpan<char> span) => span.Length > 2 && (span[0] is 'Q' or 'F' && span[1] is ':' or '.' || span[0] is '问' or '問' && span[1] is ':' or '：');
}
