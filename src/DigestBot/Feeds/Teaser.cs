namespace DigestBot.Feeds;

/// <summary>The words at the end of a feed's teaser that only lead to the page: the card's title does that.</summary>
internal static class Teaser
{
    private static readonly string[] Tails =
    [
        "keep reading", "read more", "continue reading", "read the rest", "read on", "learn more", "read the full article", "read the full story",
        "weiterlesen", "mehr lesen", "lire la suite", "lire plus", "leer más", "seguir leyendo", "leggi tutto", "lees verder",
    ];

    private static readonly char[] Marks = ['.', '…', '→', '»', '>', '›', ' ', '[', ']', '(', ')', ':', '\u00a0'];

    /// <summary>The snippet without such a tail; never nothing.</summary>
    public static string Trim(string snippet)
    {
        var text = snippet.AsSpan().TrimEnd(Marks);
        foreach (var tail in Tails)
        {
            if (!text.EndsWith(tail, StringComparison.OrdinalIgnoreCase)) continue;
            var before = text[..^tail.Length];
            // A tail follows the end of a sentence or a cut; "three books to read more" is a sentence of its own.
            var rest = before.TrimEnd([' ', '\u00a0', '[', '(', '→', '»', '-', '–', '|']);
            if (rest.Length > 0 && rest[^1] is '.' or '…' or '!' or '?' or '”' or '"' or '»' or '。') return rest.ToString();
        }

        return snippet;
    }
}
