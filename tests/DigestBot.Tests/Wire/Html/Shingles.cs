using System.Text.RegularExpressions;

namespace DigestBot.Tests.Wire.Html;

/// <summary>The measure of article-extraction-benchmark: precision and recall over runs of four words, averaged over pages, then F1.</summary>
internal sealed partial class Shingles
{
    private const int Words = 4;
    private readonly List<double> _precision = [];
    private readonly List<double> _recall = [];

    public double Precision => _precision.Average();

    public double Recall => _recall.Average();

    public double F1 => 2 * Precision * Recall / (Precision + Recall);

    public void Add(string expected, string actual)
    {
        var (truth, found) = (Of(expected), Of(actual));
        double both = 0, onlyFound = 0, onlyTruth = 0;
        foreach (var key in truth.Keys.Union(found.Keys))
        {
            var (t, f) = (truth.GetValueOrDefault(key), found.GetValueOrDefault(key));
            both += Math.Min(t, f);
            onlyFound += Math.Max(0, f - t);
            onlyTruth += Math.Max(0, t - f);
        }
        if (both + onlyFound > 0)
            _precision.Add(both / (both + onlyFound));
        if (both + onlyTruth > 0)
            _recall.Add(both / (both + onlyTruth));
    }

    private static Dictionary<string, int> Of(string text)
    {
        var words = Word().Matches(text).Select(m => m.Value).ToArray();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Max(1, words.Length - Words + 1); i++)
            if (string.Join(' ', words.Skip(i).Take(Words)) is { Length: > 0 } shingle)
                counts[shingle] = counts.GetValueOrDefault(shingle) + 1;
        return counts;
    }

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
