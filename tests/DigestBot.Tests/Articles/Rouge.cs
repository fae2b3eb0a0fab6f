namespace DigestBot.Tests.Articles;

/// <summary>ROUGE-N F1 (Lin 2004): the n-grams that a summary shares with a person's own; letters and digits in lower case, no stemming.</summary>
internal static class Rouge
{
    /// <summary>0 to 1, the mean over all references.</summary>
    public static double Mean(string summary, IReadOnlyList<string> references, int n) => references.Average(reference => F1(summary, reference, n));

    /// <summary>0 to 1.</summary>
    public static double F1(string one, string other, int n)
    {
        var (a, b) = (Grams(one, n), Grams(other, n));
        double shared = a.Sum(gram => Math.Min(gram.Value, b.GetValueOrDefault(gram.Key)));
        return shared == 0 ? 0 : 2 * shared / (a.Values.Sum() + b.Values.Sum());
    }

    private static Dictionary<string, int> Grams(string text, int n)
    {
        var words = new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var grams = new Dictionary<string, int>();
        for (var i = 0; i + n <= words.Length; i++)
        {
            var gram = string.Join(' ', words.AsSpan(i, n).ToArray());
            grams[gram] = grams.GetValueOrDefault(gram) + 1;
        }

        return grams;
    }
}
