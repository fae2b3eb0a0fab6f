using System.Buffers;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>The name at a verb of speech: "said Jane Doe", "Jane Doe, director of X, said". Never whose friend, lawyer or listener speaks.</summary>
internal static class NamesAtVerbs
{
    private const int MostWordsToName = 5;
    private const int LongestApposition = 120;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".:;!?,");

    /// <summary>What one side of a quotation says.</summary>
    /// <param name="Name">Who speaks, as a range of the text; null when no name is certain.</param>
    /// <param name="Verb">Whether somebody is said to say it.</param>
    /// <param name="Pronoun">Whether that is he or she.</param>
    internal readonly record struct Beside(TextRange? Name, bool Verb, bool Pronoun);

    /// <summary>Before a quotation its last verb counts: "Jane Doe says the mayor told her: …". Where another verb has another name, nobody is certain.</summary>
    public static Beside Before(string text, TextRange part, string language)
    {
        var last = default(Beside);
        TextRange? other = null;
        for (var at = 0; Next(text, part, language, ref at) is { } found;)
        {
            if (last.Name is { } earlier)
                other = earlier;
            last = found;
        }
        return other is { } one && last.Name is { } name && !one.Of(text).SequenceEqual(name.Of(text)) ? last with { Name = null } : last;
    }

    /// <summary>Behind a quotation its first verb counts: "…," she said, as John Roe had said before.</summary>
    public static Beside After(string text, TextRange part, string language)
    {
        var at = 0;
        return Next(text, part, language, ref at) ?? default;
    }

    /// <summary>Whether what follows a name makes it somebody's: "Jane Doe's".</summary>
    public static bool IsPossessive(ReadOnlySpan<char> rest) => rest.StartsWith("'s", StringComparison.Ordinal) || rest.StartsWith("’s", StringComparison.Ordinal) || rest is ['\'' or '’', ' ', ..];

    private static Beside? Next(string text, TextRange part, string language, ref int at)
    {
        var span = part.Of(text);
        while (at < span.Length)
        {
            var word = Openers.First(span[at..]);
            if (word.IsEmpty)
                return null;
            span[at..].Overlaps(word, out var offset);
            var start = at + offset;
            at = start + word.Length;
            if (!SpeechVerbs.Contains(language, word) || char.IsUpper(word[0]) || Speech.IsWithin(span, start))
                continue;
            var last = LastWord(span[..start]);
            if (SpeechVerbs.IsPronoun(language, last) || SpeechVerbs.IsPronoun(language, Openers.First(span[at..])) && (language != "en" || IsAlone(span[at..])))
                return new Beside(null, true, true);
            if (SpeechVerbs.IsPassive(last))
                return new Beside(null, true, false); // "Jane Doe was told"
            var name = word is "read" or "reads" // a sign, or somebody else's letter
                || word is "according" && Openers.First(span[..start]).Length > 0 && start < 40 ? default // "the mayor, according to Jane Doe, said"
                : Subject(span[..start], language, out var several) is { Length: > 0 } subject ? subject
                : several || SpeechVerbs.IsAddressing(word) ? default : Object(span, at, language);
            return new Beside(name.Length > 0 && SpeechVerbs.MayBeSubject(language, word, span.Slice(name.Start, name.Length)) ? new TextRange(part.Start + name.Start, name.Length) : null, true, false);
        }
        return null;
    }

    // "der Minister": German nouns look like names.
    private static bool IsNoun(ReadOnlySpan<char> article, ReadOnlySpan<char> name, string language) =>
        language is "de" && !name.Contains(' ') && article is "der" or "die" or "das" or "den" or "dem" or "ein" or "eine" or "ihr" or "sein" or "Der" or "Die" or "Das" or "Ein" or "Eine";

    // "said he." ends there; "says she never reads" does not.
    private static bool IsAlone(ReadOnlySpan<char> rest)
    {
        var word = Openers.First(rest);
        rest.Overlaps(word, out var offset);
        return rest[(offset + word.Length)..].TrimStart() is [] or [',' or '.' or ';' or ':', ..];
    }

    /// <summary>"Jane Doe", or "Jane Doe, director of X,", before the verb.</summary>
    private static TextRange Subject(ReadOnlySpan<char> span, string language, out bool several)
    {
        several = false;
        var trimmed = span.TrimEnd();
        if (trimmed.IsEmpty)
            return default;
        if (trimmed[^1] is ',')
            return Apposed(trimmed[..^1], language);
        // "has said", "ha explicado"
        var last = LastWord(trimmed);
        if (last.Length is > 0 and <= 4 && char.IsLower(last[0]) && StopWords.Contains(language, last))
            trimmed = trimmed[..^last.Length].TrimEnd();
        var name = PersonNames.EndingAt(trimmed, language);
        if (name.Length == 0)
            return default;
        var before = trimmed[..name.Start];
        var word = LastWord(before);
        if (SpeechVerbs.IsAnd(word) && !before.TrimEnd()[..^word.Length].TrimEnd().EndsWith(','))
        {
            several = true; // "John Roe and Jane Doe said"
            return default;
        }
        if (word is "a" or "an" or "the" or "The" || IsNoun(word, trimmed[name.Start..], language))
            return default; // "an Oklahoma Republican said"
        return IsPreposition(word) ? Apposed(trimmed, language) : name; // "Jane Doe, director of Example said"
    }

    /// <summary>"Jane Doe" of "Jane Doe, director of X".</summary>
    private static TextRange Apposed(ReadOnlySpan<char> trimmed, string language)
    {
        var open = trimmed.LastIndexOf(',');
        if (open < 2 || trimmed.Length - open > LongestApposition || trimmed[open..].IndexOfAny('”', '"', '.') >= 0)
            return default;
        var named = PersonNames.EndingAt(trimmed[..open], language);
        // "In Paris, the minister, …": what an apposition belongs to stands at the beginning.
        return named.Length > 0 && trimmed[..named.Start].TrimStart(" ,“”\"’'").Length <= 24 && !EndsInPreposition(trimmed[..named.Start], language) && !SpeechVerbs.IsAnd(LastWord(trimmed[..named.Start])) ? named : default;
    }

    /// <summary>After the verb: "Jane Doe", "senior fellow Jane Doe", "Example Corp spokeswoman Jane Doe".</summary>
    private static TextRange Object(ReadOnlySpan<char> span, int at, string language)
    {
        var skipped = ReadOnlySpan<char>.Empty;
        for (var words = 0; words < MostWordsToName && at < span.Length; words++)
        {
            if (PersonNames.BeginningAt(span[at..], language) is { Length: > 0 } name)
            {
                var found = new TextRange(at + name.Start, name.Length);
                if (skipped.EndsWith("ing", StringComparison.Ordinal) || IsNoun(skipped, span.Slice(found.Start, found.Length), language))
                    return default; // "lawyers representing Jane Doe"
                if (IsWhole(span, found, language))
                    return found;
                if (!IsOf(span, found, language))
                    return default;
                at = found.End; // "Apple spokeswoman Jane Doe"
            }
            var word = Openers.First(span[at..]);
            if (word.IsEmpty || !char.IsLower(word[0]) || StopWords.Contains(language, word) && !IsLink(word) || SpeechVerbs.IsPlace(word))
                return default;
            // « l’avocat d’Anne »
            if (word.IndexOfAny('\'', '’') is >= 0 and var mark && mark + 1 < word.Length && char.IsUpper(word[mark + 1]))
                return default;
            span[at..].Overlaps(word, out var offset);
            if (span.Slice(at, offset).IndexOfAny(Stops) >= 0)
                return default;
            at += offset + word.Length;
            skipped = word;
        }
        return default;
    }

    /// <summary>Whether a name ends where it seems to: no "and John Roe", no "'s lawyer", no "officials" behind it.</summary>
    private static bool IsWhole(ReadOnlySpan<char> span, TextRange name, string language)
    {
        var rest = span[name.End..];
        if (IsPossessive(rest))
            return false;
        if (rest is not [' ' or '\u00A0', ..])
            return true;
        var next = Openers.First(rest);
        if (next.IsEmpty || rest.TrimStart()[0] != next[0])
            return true;
        if (SpeechVerbs.IsAnd(next))
        {
            rest.Overlaps(next, out var offset);
            return Openers.First(rest[(offset + next.Length)..]) is [var first, ..] && !char.IsUpper(first);
        }
        return !char.IsLower(next[0]) || StopWords.Contains(language, next) || SpeechVerbs.IsManner(next) || next.EndsWith("ly", StringComparison.Ordinal) || !SpeechVerbs.HasManners(language);
    }

    // "Apple spokeswoman", not "Jane Doe's lawyer".
    private static bool IsOf(ReadOnlySpan<char> span, TextRange name, string language) => !IsPossessive(span[name.End..]) && !SpeechVerbs.IsAnd(Openers.First(span[name.End..])) && language == "en";

    // "according to", "la ministra", "der Sprecher"
    private static bool IsLink(ReadOnlySpan<char> word) => word is "to" or "the" or "der" or "die" or "el" or "la" or "le" or "il" or "o" or "por" or "con" or "su" or "its" or "their" or "his" or "her";

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
