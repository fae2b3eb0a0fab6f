using System.Buffers;
using System.Text;

namespace DigestBot.Articles;

/// <summary>Words of many languages that are looked for in every sentence, in any case. Those of plain ASCII are found ten times as fast, so the others are only sought where one of their letters is.</summary>
internal sealed class Cues
{
    private readonly SearchValues<string> ascii;
    private readonly SearchValues<string> others;
    private readonly SearchValues<char> letters;

    /// <summary>Prepares the search.</summary>
    public Cues(params IReadOnlyList<string> words)
    {
        ascii = SearchValues.Create([.. words.Where(word => Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);
        string[] rest = [.. words.Where(word => !Ascii.IsValid(word))];
        others = SearchValues.Create(rest, StringComparison.OrdinalIgnoreCase);
        letters = SearchValues.Create([.. rest.SelectMany(word => word).Where(c => c > 127).SelectMany(c => new[] { c, char.ToLowerInvariant(c), char.ToUpperInvariant(c) }).Distinct()]);
    }

    /// <summary>Whether one of the words stands in a text, be it within a word.</summary>
    public bool AreIn(ReadOnlySpan<char> text) => text.ContainsAny(ascii) || text.ContainsAny(letters) && text.ContainsAny(others);
}
