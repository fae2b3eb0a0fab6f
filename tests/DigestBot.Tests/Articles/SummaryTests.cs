using System.Text.Json;
using DigestBot.Articles;
using DigestBot.Wire.Text;

namespace DigestBot.Tests.Articles;

public sealed class SummaryTests(ITestOutputHelper output)
{
    private sealed record Judged(string Set, double Ours, double Lead, double TextRank, double LexRank);

    [Fact]
    public void Summaries_of_news_are_closer_to_peoples_own_than_those_of_the_three_peers_on_each_set()
    {
        // As the program reads an article that nothing is known of: it must find out by itself that this is news, and how many sentences it takes.
        var judged = File.ReadLines(Corpora.Path_("summaries.jsonl")).Select(Judge).ToList();
        foreach (var set in judged.GroupBy(j => j.Set))
        {
            output.WriteLine($"{set.Key} ({set.Count()} texts), ROUGE-1 + ROUGE-2: {set.Average(j => j.Ours):f1}; Lead-3 {set.Average(j => j.Lead):f1}, TextRank {set.Average(j => j.TextRank):f1}, LexRank {set.Average(j => j.LexRank):f1}");
        }

        foreach (var set in judged.GroupBy(j => j.Set))
        {
            set.Average(j => j.Ours).ShouldBeGreaterThan(set.Average(j => j.Lead), set.Key);
            set.Average(j => j.Ours).ShouldBeGreaterThan(set.Average(j => j.TextRank), set.Key);
            set.Average(j => j.Ours).ShouldBeGreaterThan(set.Average(j => j.LexRank), set.Key);
        }
    }

    private static Judged Judge(string line)
    {
        using var json = JsonDocument.Parse(line);
        var text = json.RootElement.GetProperty("text").GetString()!;
        var references = References(json.RootElement.GetProperty("references"));
        var ours = Analysis.Analyse(new ArticleText(null, text, [], null, null, [])).Summary.Select(range => range.Of(text).ToString());
        var sentences = Sentences.Split(text, "en").Select(s => s.Of(text).ToString()).ToList();
        return new Judged(
            json.RootElement.GetProperty("set").GetString()!, Both(string.Join(' ', ours)), Both(SummaryPeers.Lead(sentences, 3)), Both(SummaryPeers.TextRank(sentences, 3)), Both(SummaryPeers.LexRank(sentences, 3)));

        double Both(string summary) => 100 * (Rouge.Mean(summary, references, 1) + Rouge.Mean(summary, references, 2));
    }

    private static List<string> References(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return [.. element.EnumerateArray().Select(r => r.GetString()!)];
        using var inner = JsonDocument.Parse(element.GetString()!);
        return [.. inner.RootElement.EnumerateArray().Select(r => r.GetString()!)];
    }
}
