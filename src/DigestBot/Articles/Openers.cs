using System.Collections.Frozen;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>First words that hang on the sentence before: But, However, He, This … A quote that begins so is torn out.</summary>
internal static class Openers
{
    private static readonly ILookup<char, string> PhrasesByLetter = OpenerWords.Phrases.Distinct(StringComparer.Ordinal).ToLookup(p => p[0]);

    /// <summary>Whether the sentence hangs on the one before.</summary>
    public static bool IsDangling(ReadOnlySpan<char> sentence, string? language)
    {
        var word = First(sentence);
        if (word.IsEmpty)
            return true;
        sentence.Overlaps(word, out var offset);
        if (Scripts.Of(word[0]) is Script.Han or Script.Kana or Script.Spaceless)
            return StartsWithAny(sentence[offset..], OpenerWords.Spaceless);
        if (language == "ko")
            return StartsWithAny(sentence[offset..], OpenerWords.Korean);
        var set = language is null ? OpenerWords.First["en"] : OpenerWords.First.GetValueOrDefault(language, FrozenSet<string>.Empty);
        var lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.Contains(word))
            return true;
        foreach (var phrase in PhrasesByLetter[char.ToLowerInvariant(word[0])])
            if (sentence[offset..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        var apostrophe = word.IndexOfAny('\'', '’');
        return apostrophe > 0 && lookup.Contains(word[..apostrophe]);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> sentence, string[] openers)
    {
        foreach (var opener in openers)
            if (sentence.StartsWith(opener, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>Whether one of the first words after the opening one points back: "Als er …", "I also …", "Cook them …".</summary>
    public static bool LooksBack(ReadOnlySpan<char> sentence, string? language)
    {
        if (language is null || !OpenerWords.Pointing.TryGetValue(language, out var set))
            return false;
        var lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = sentence;
        for (var i = 0; i < 4; i++)
        {
            var word = First(rest);
            if (word.IsEmpty)
                return false;
            if (lookup.Contains(word))
                return true;
            rest.Overlaps(word, out var offset);
            rest = rest[(offset + word.Length)..];
        }
        return false;
    }

    /// <summary>The first word, past quotation marks and brackets; for CJK the whole rest.</summary>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> sentence)
    {
        var start = 0;
        while (start < sentence.Length && !char.IsLetterOrDigit(sentence[start]))
            start++;
        if (start == sentence.Length || Scripts.IsCjk(sentence[start]))
            return sentence[start..];
        var end = start;
        while (end < sentence.Length && (char.IsLetterOrDigit(sentence[end]) || char.GetUnicodeCategory(sentence[end]) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark || sentence[end] is '\'' or '’'))
            end++;
        return sentence[start..end];
    }
}
