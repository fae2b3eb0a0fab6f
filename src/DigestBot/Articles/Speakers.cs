using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Whose words a quotation is, as far as the text says it beside them: "…," said Jane Doe; Jane Doe, director of X, said: "…". Rather nobody than the wrong one.</summary>
internal static class Speakers
{
    private const int MostWordsToName = 5;
    private const int LongestApposition = 120;

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
        var own = Named(reading, sentence.Range, speech, out var verb, out var pronoun);
        if (own is not null)
            return new Attribution(own, true, true);
        if (verb && !pronoun || sentence.Index == 0)
            return new Attribution(null, false, verb); // "the group said"
        var before = reading.Sentences[sentence.Index - 1];
        var near = before.Paragraph == sentence.Paragraph || before.Paragraph == sentence.Paragraph - 1;
        // Speech that nobody is said to say goes on from the sentence before only within its paragraph, or after a colon.
        if (!near || !verb && before.Paragraph != sentence.Paragraph && before.Range.Of(reading.Text)[^1] is not ':')
            return new Attribution(null, false, verb);
        var beforeSpan = before.Range.Of(reading.Text);
        var name = Named(reading, before.Range, Speech.Longest(beforeSpan), out _, out _) ?? (verb ? Subject(reading, before.Range) : null);
        if (name is { } found && verb && !Agrees(found.Of(reading.Text), sentence.Range.Of(reading.Text), speech))
            name = null;
        return new Attribution(name, false, verb);
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
        SpeechVerbs.Knows(reading.Language) && leadIn.Range.Of(reading.Text)[^1] is ':' ? Named(reading, leadIn.Range, default, out _, out _) : null;

    /// <summary>The one name that stands at a verb of speech outside the quotation; null when there is none or there are two.</summary>
    private static TextRange? Named(Reading reading, TextRange sentence, TextRange speech, out bool verb, out bool pronoun)
    {
        var text = reading.Text;
        var language = reading.Language!;
        (verb, pronoun) = (false, false);
        var before = Look(text, sentence with { Length = speech.Length == 0 ? sentence.Length : Math.Max(0, speech.Start - 1) }, language, ref verb, ref pronoun);
        if (speech.Length == 0)
            return before;
        var end = Math.Min(sentence.Length, speech.End + 1);
        var after = Look(text, new TextRange(sentence.Start + end, sentence.Length - end), language, ref verb, ref pronoun);
        return before is null ? after : after is null || before.Value.Of(text).SequenceEqual(after.Value.Of(text)) ? before : null;
    }

    private static TextRange? Look(string text, TextRange part, string language, ref bool verb, ref bool pronoun)
    {
        var span = part.Of(text);
        TextRange? found = null;
        for (var at = 0; at < span.Length;)
        {
            var word = Openers.First(span[at..]);
            if (word.IsEmpty)
                break;
            span[at..].Overlaps(word, out var offset);
            var start = at + offset;
            at = start + word.Length;
            if (!SpeechVerbs.Contains(language, word) || char.IsUpper(word[0]) || Speech.IsWithin(span, start))
                continue;
            var last = LastWord(span[..start]);
            var next = Openers.First(span[at..]);
            if (SpeechVerbs.IsPronoun(language, last) || SpeechVerbs.IsPronoun(language, next))
            {
                (verb, pronoun) = (true, true);
                continue;
            }
            var name = Before(span[..start], language) is { Length: > 0 } subject ? subject : SpeechVerbs.IsAddressing(word) ? default : After(span, at, language);
            verb = true;
            if (name.Length == 0)
                continue;
            if (found is { } earlier && !earlier.Of(text).SequenceEqual(span.Slice(name.Start, name.Length)))
                return null; // two people speak
            found = new TextRange(part.Start + name.Start, name.Length);
        }
        return found;
    }

    /// <summary>"Jane Doe", or "Jane Doe, director of X,", before the verb.</summary>
    private static TextRange Before(ReadOnlySpan<char> span, string language)
    {
        var trimmed = span.TrimEnd();
        if (trimmed.IsEmpty)
            return default;
        if (trimmed[^1] is not ',')
        {
            // "has said", "ha explicado"
            var last = LastWord(trimmed);
            if (last.Length is > 0 and <= 4 && char.IsLower(last[0]) && StopWords.Contains(language, last))
                trimmed = trimmed[..^last.Length].TrimEnd();
            var name = PersonNames.EndingAt(trimmed, language);
            if (name.Length == 0)
                return default;
            var word = LastWord(trimmed[..name.Start]);
            if (word is "a" or "an" or "the" or "The")
                return default; // "an Oklahoma Republican said"
            return IsPreposition(word) ? Apposed(trimmed, language) : name; // "Jane Doe, director of Example said"
        }
        return Apposed(trimmed[..^1], language);
    }

    /// <summary>"Jane Doe" of "Jane Doe, director of X".</summary>
    private static TextRange Apposed(ReadOnlySpan<char> trimmed, string language)
    {
        var open = trimmed.LastIndexOf(',');
        if (open < 2 || trimmed.Length - open > LongestApposition || trimmed[open..].IndexOfAny('”', '"', '.') >= 0)
            return default;
        var named = PersonNames.EndingAt(trimmed[..open], language);
        // "In Paris, the minister, …": what an apposition belongs to stands at the beginning.
        return named.Length > 0 && trimmed[..named.Start].TrimStart(" ,“”\"’'").Length <= 24 && !EndsInPreposition(trimmed[..named.Start], language) ? named : default;
    }

    /// <summary>After the verb: "Jane Doe", "senior fellow Jane Doe".</summary>
    private static TextRange After(ReadOnlySpan<char> span, int at, string language)
    {
        for (var words = 0; words < MostWordsToName && at < span.Length; words++)
        {
            if (PersonNames.BeginningAt(span[at..], language) is { Length: > 0 } name)
                return new TextRange(at + name.Start, name.Length);
            var word = Openers.First(span[at..]);
            if (word.IsEmpty || !char.IsLower(word[0]) || StopWords.Contains(language, word) && !IsLink(word))
                return default;
            span[at..].Overlaps(word, out var offset);
            if (span.Slice(at, offset).IndexOfAny(".:;!?") >= 0)
                return default;
            at += offset + word.Length;
        }
        return default;
    }

    // "according to", "la ministra", "der Sprecher"
    private static bool IsLink(ReadOnlySpan<char> word) => word is "to" or "the" or "der" or "die" or "el" or "la" or "le" or "il" or "o" or "por" or "con" or "su" or "its" or "their" or "his" or "her";

    /// <summary>The only name of a sentence, when the sentence begins with it.</summary>
    private static TextRange? Subject(Reading reading, TextRange sentence)
    {
        var span = sentence.Of(reading.Text);
        var name = PersonNames.BeginningAt(span, reading.Language!);
        if (name.Length == 0 || name.Start > 0 || !span[..name.Length].Contains(' ') || reading.Language == "de")
            return null;
        for (var i = name.End + 1; i < span.Length; i++)
            if (char.IsUpper(span[i]) && span[i - 1] is ' ' or '“' or '"' && !(span[i] == 'I' && (i + 1 == span.Length || !char.IsLetter(span[i + 1]))))
                return null; // somebody else, perhaps
        return new TextRange(sentence.Start, name.Length);
    }

    // "Ms. Doe" is not he.
    private static bool Agrees(ReadOnlySpan<char> name, ReadOnlySpan<char> sentence, TextRange speech)
    {
        var after = sentence[Math.Min(sentence.Length, speech.End)..];
        var isHe = after.Contains(" he ", StringComparison.Ordinal);
        return !(isHe && (name.StartsWith("Ms", StringComparison.Ordinal) || name.StartsWith("Mrs", StringComparison.Ordinal)))
            && !(after.Contains(" she ", StringComparison.Ordinal) && (name.StartsWith("Mr.", StringComparison.Ordinal) || name.StartsWith("Mr ", StringComparison.Ordinal)));
    }

    private static bool IsPreposition(ReadOnlySpan<char> word) =>
        word is "of" or "at" or "from" or "in" or "for" or "by" or "with" or "on" or "to" or "von" or "bei" or "vom" or "aus" or "de" or "del" or "du" or "des" or "di" or "da" or "do" or "van" or "til" or "från" or "из" or "в";

    private static bool EndsInPreposition(ReadOnlySpan<char> span, string language) => LastWord(span) is { Length: > 0 } word && char.IsLower(word[0]) && StopWords.Contains(language, word);

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> span)
    {
        var end = span.Length;
        while (end > 0 && !char.IsLetter(span[end - 1]))
            end--;
        var start = end;
        while (start > 0 && (char.IsLetter(span[start - 1]) || span[start - 1] is '\'' or '’'))
            start--;
        return span[start..end];
    }
}
