using System.Collections.Frozen;

namespace DigestBot.Wire.Text;

/// <summary>The most frequent small words of a language: they carry no subject, they tell the language, and they begin sentences.</summary>
public static class StopWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Sets = StopWordLists.ByLanguage.ToFrozenDictionary(
        entry => entry.Key,
        entry => entry.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The languages that have a list, as two-letter codes.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Sets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether <paramref name="word"/>, in any case, is a stop word of <paramref name="language"/>.</summary>
    /// <param name="language">A language tag, of which the first part counts; English when null or unknown.</param>
    /// <param name="word">One word.</param>
    public static bool Contains(string? language, ReadOnlySpan<char> word) => Of(language).Contains(word);

    /// <summary>The stop words of one language, ready for many questions.</summary>
    internal static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Of(string? language) =>
        (Sets.TryGetValue(LanguageTag.Primary(language) ?? "en", out var set) ? set : Sets["en"]).GetAlternateLookup<ReadOnlySpan<char>>();
}
