using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

public sealed class SummaryTests(ITestOutputHelper output)
{
    [Fact]
    public void Summaries_of_news_are_closer_to_peoples_own_than_the_first_three_sentences()
    {
        var figures = new Dictionary<string, (double R1, double R2, double L1, double L2, int Count)>();
        foreach (var line in File.ReadLines(Corpora.Path_("summaries.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.GetProperty("text").GetString()!;
            var references = References(json.RootElement.GetProperty("references"));
            var chosen = Summary.Choose(Reading.Of(new ArticleText(null, text, [], "en", null, [])), "News", 3);
            var summary = string.Join(' ', chosen.Select(s => s.Range.Of(text).ToString()));
            var lead = string.Join(' ', Sentences.Split(text, "en").Take(3).Select(s => s.Of(text).ToString()));
            var set = json.RootElement.GetProperty("set").GetString()!;
            var f = figures.GetValueOrDefault(set);
            figures[set] = (f.R1 + Mean(summary, references, 1), f.R2 + Mean(summary, references, 2), f.L1 + Mean(lead, references, 1), f.L2 + Mean(lead, references, 2), f.Count + 1);
        }
        foreach (var (set, f) in figures)
            output.WriteLine($"{set} ({f.Count} texts): ROUGE-1 {100 * f.R1 / f.Count:f1}, ROUGE-2 {100 * f.R2 / f.Count:f1}; first three sentences {100 * f.L1 / f.Count:f1}, {100 * f.L2 / f.Count:f1}");
        var all = figures.Values.Aggregate((a, b) => (a.R1 + b.R1, a.R2 + b.R2, a.L1 + b.L1, a.L2 + b.L2, a.Count + b.Count));
        output.WriteLine($"both: {100 * (all.R1 + all.R2) / all.Count:f1} against {100 * (all.L1 + all.L2) / all.Count:f1}");
        (all.R1 + all.R2).ShouldBeGreaterThan(all.L1 + all.L2);
        (100 * (all.R1 + all.R2) / all.Count).ShouldBeGreaterThan(50.7);
    }

    private static List<string> References(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return [.. element.EnumerateArray().Select(r => r.GetString()!)];
        using var inner = JsonDocument.Parse(element.GetString()!);
        return [.. inner.RootElement.EnumerateArray().Select(r => r.GetString()!)];
    }

    private static double Mean(string summary, List<string> references, int n) => references.Average(r => Rouge(summary, r, n));

    private static double Rouge(string one, string other, int n)
    {
        var (a, b) = (Grams(one, n), Grams(other, n));
        double shared = a.Sum(g => Math.Min(g.Value, b.GetValueOrDefault(g.Key)));
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
