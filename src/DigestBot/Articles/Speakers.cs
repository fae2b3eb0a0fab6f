using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Whose words a quotation is, as far as the text says it beside them: "…," said Jane Doe; Jane Doe, director of X, said: "…". Rather nobody than the wrong one.</summary>
internal static class Speakers
{
    /// <summary>What stands beside a quotation.</summary>
    /// <param name="Name">Range of the text that names the speaker; null when it is not said, or not for certain.</param>
    /// <param name="InSentence">Whether the name stands in the quotation's own sentence.</param>
    /// <param name="HasVerb">Whether the sentence says that somebody says it, by name or as "she".</param>
    internal readonly record struct Attribution(TextRange? Name, bool InSentence, bool HasVerb);

    /// <summary>Looks in the quotation's own sentence, then, when that has "she said" or nothing, in the one before.</summary>
    public static Attribution Of(Reading reading, Sentence sentence, TextRange speech)
    {
        if (!SpeechVerbs.Knows(reading.Language))
            return default;
        var own = Beside(reading, sentence.Range, speech);
        if (own.Name is not null)
            return new Attribution(own.Name, true, true);
        if (own.Verb && !own.Pronoun || sentence.Index == 0)
            return new Attribution(null, false, own.Verb); // "the group said"
        var before = reading.Sentences[sentence.Index - 1];
        var near = before.Paragraph == sentence.Paragraph || before.Paragraph == sentence.Paragraph - 1;
        // Speech that nobody is said to say goes on from the sentence before only within its paragraph, or after a colon.
        if (!near || !own.Verb && before.Paragraph != sentence.Paragraph && before.Range.Of(reading.Text)[^1] is not ':')
            return new Attribution(null, false, own.Verb);
        var earlier = before.Range.Of(reading.Text);
        var spoken = Speech.Longest(earlier);
        var name = Beside(reading, before.Range, spoken).Name ?? (own.Verb ? Subject(reading, before.Range) : null);
        if (name is { } found && !IsAlone(found.Of(reading.Text), earlier, spoken, reading.Language!, own.Verb ? sentence.Range.Of(reading.Text) : [], speech))
            name = null;
        return new Attribution(name, false, own.Verb);
    }

    /// <summary>Whether the sentence says outside the quotation that somebody says it.</summary>
    public static bool HasVerb(string? language, ReadOnlySpan<char> sentence, TextRange speech) =>
        SpeechVerbs.Knows(language) && (HasVerb(language!, sentence[..speech.Start]) || HasVerb(language!, sentence[Math.Min(sentence.Length, speech.End)..]));

    private static bool HasVerb(string language, ReadOnlySpan<char> part)
    {
        for (var rest = part; ;)
        {
            var word = Openers.First(rest);
            if (word.IsEmpty)
                return false;
            if (SpeechVerbs.Contains(language, word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
    }

    /// <summary>Who speaks in the block after this sentence: "As Jane Doe wrote:".</summary>
    public static TextRange? OfLeadIn(Reading reading, Sentence leadIn) =>
        SpeechVerbs.Knows(reading.Language) && leadIn.Range.Of(reading.Text)[^1] is ':' ? Beside(reading, leadIn.Range, default).Name : null;

    /// <summary>What stands before and behind a quotation: one speaker, or none.</summary>
    private static NamesAtVerbs.Beside Beside(Reading reading, TextRange sentence, TextRange speech)
    {
        var text = reading.Text;
        var language = reading.Language!;
        var before = NamesAtVerbs.Before(text, sentence with { Length = speech.Length == 0 ? sentence.Length : Math.Max(0, speech.Start - 1) }, language);
        if (speech.Length == 0)
            return before;
        var end = Math.Min(sentence.Length, speech.End + 1);
        var after = NamesAtVerbs.After(text, new TextRange(sentence.Start + end, sentence.Length - end), language);
        if (!before.Verb || !after.Verb)
            return before.Verb ? before : after;
        // Both say who speaks: it must be the same person.
        return before.Name is { } one && after.Name is { } other && one.Of(text).SequenceEqual(other.Of(text)) ? before : new NamesAtVerbs.Beside(null, true, before.Pronoun && after.Pronoun);
    }

    /// <summary>The name that a sentence begins with.</summary>
    private static TextRange? Subject(Reading reading, TextRange sentence)
    {
        var span = sentence.Of(reading.Text);
        var name = PersonNames.BeginningAt(span, reading.Language!);
        return name.Length == 0 || name.Start > 0 || !span[..name.Length].Contains(' ') || NamesAtVerbs.IsPossessive(span[name.End..]) || reading.Language == "de" || span.Contains(" by ", StringComparison.Ordinal)
            ? null : new TextRange(sentence.Start, name.Length);
    }

    /// <summary>Whether "she said" can mean nobody but the name in the sentence before: no other person is in it.</summary>
    private static bool IsAlone(ReadOnlySpan<char> name, ReadOnlySpan<char> before, TextRange spoken, string language, ReadOnlySpan<char> sentence, TextRange speech)
    {
        // "…," Jane Doe told the paper. "…": speech goes on, unless it was a question.
        if (sentence.IsEmpty && spoken.Length > 0)
            return !HasWord(before, "asked") && !HasWord(before, "asks");
        if (PersonNames.IsOrganization(name))
            return false;
        before.Overlaps(name, out var at);
        for (var i = 1; i < before.Length; i++)
        {
            if (i >= at && i < at + name.Length || spoken.Start <= i && i < spoken.End || !char.IsUpper(before[i]) || char.IsLetter(before[i - 1]) || language == "de")
                continue;
            var word = Openers.First(before[i..]);
            if (before[i - 1] is not ('“' or '"' or '«' or '„') && !PersonNames.IsNoName(word))
                return false; // somebody else, perhaps
        }
        var outside = spoken.Length == 0 ? before : before[Math.Min(before.Length, spoken.End)..];
        if (HasPerson(outside) || spoken.Length > 0 && HasPerson(before[..spoken.Start]))
            return false;
        if (sentence.IsEmpty)
            return !SpeechVerbs.HasAddressing(before); // who is asked may be the one who speaks next
        var after = sentence[Math.Min(sentence.Length, speech.End)..];
        var leadIn = sentence[..speech.Start];
        if (SpeechVerbs.HasAnswer(after) || SpeechVerbs.HasAnswer(leadIn))
            return false;
        var isHe = HasWord(after, "he") || HasWord(leadIn, "he") || HasWord(leadIn, "He");
        var isShe = HasWord(after, "she") || HasWord(leadIn, "she") || HasWord(leadIn, "She");
        // "Ms. Doe" is not he, nor is who "said her brother was right".
        return !(isHe && (name.StartsWith("Ms", StringComparison.Ordinal) || name.StartsWith("Mrs", StringComparison.Ordinal) || HasWord(outside, "her") || HasWord(outside, "she")))
            && !(isShe && (name.StartsWith("Mr.", StringComparison.Ordinal) || name.StartsWith("Mr ", StringComparison.Ordinal) || HasWord(outside, "his") || HasWord(outside, "him") || HasWord(outside, "he")));
    }

    private static bool HasPerson(ReadOnlySpan<char> part)
    {
        for (var rest = part; Openers.First(rest) is { IsEmpty: false } word;)
        {
            if (PersonNames.IsPerson(word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> part, string sought)
    {
        for (var rest = part; Openers.First(rest) is { IsEmpty: false } word;)
        {
            if (word.SequenceEqual(sought))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return false;
    }
}
