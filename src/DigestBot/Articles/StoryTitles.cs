using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>Whether two titles of one publication may stand over two editions of one text.</summary>
internal static class StoryTitles
{
    private const double Alike = .4;

    /// <summary>Most words are in both, and all figures: "Release 1.4.2" and "Release 1.4.3" are two articles however much their texts share. A title that is missing says nothing.</summary>
    public static bool AreAlike(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        if (a.Count == 0 || b.Count == 0) return true;
        if (!a.Where(HasDigit).ToHashSet().SetEquals(b.Where(HasDigit))) return false;
        var shared = a.Count(b.Contains);
        return shared >= (a.Count + b.Count - shared) * Alike;
    }

    private static HashSet<string> Of(string title) => [.. Words.Tokens(title, new TextRange(0, title.Length)).Select(token => token.Of(title).ToString().ToLowerInvariant())];

    private static bool HasDigit(string word) => word.Any(char.IsDigit);
}
