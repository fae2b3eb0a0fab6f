using System.Text.Json;
using DigestBot.Tests.Articles.Models;
using DigestBot.Tests.Articles.Slop;

namespace DigestBot.Tests.Cli;

/// <summary>What a model and the slop filter show on the command line.</summary>
public class ArticlesCommandTests
{
    [Fact]
    public async Task An_article_says_who_wrote_its_summary_and_the_model_can_be_left_alone()
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary);
        using var program = new DigestBotProgram(("Summaries:Endpoint", server.Endpoint), ("Summaries:Model", "llama3.2"));
        var page = program.Write("harbour.html", Page(ModelArticles.Harbour.Title!, ModelArticles.Harbour.Text));
        using (var json = JsonDocument.Parse((await program.RunAsync("article", "--json", page)).Output))
        {
            json.RootElement.GetProperty("summary_by").GetString().ShouldBe("llama3.2");
            string.Join(' ', json.RootElement.GetProperty("summary").EnumerateArray().Select(sentence => sentence.GetString())).ShouldBe(ModelArticles.HarbourSummary);
        }

        (await program.RunAsync("article", page)).Output.ShouldContain("(by the model llama3.2)");
        server.Questions.Count.ShouldBe(2);
        using (var json = JsonDocument.Parse((await program.RunAsync("article", "--json", "--no-model", page)).Output))
            json.RootElement.GetProperty("summary_by").ValueKind.ShouldBe(JsonValueKind.Null);
        server.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_article_says_which_rules_of_the_slop_filter_it_meets()
    {
        using var program = new DigestBotProgram();
        var text = SlopSamples.Slop["an assistant's apology"];
        var page = program.Write("slop.html", Page(text.Title!, text.Text));
        using var json = JsonDocument.Parse((await program.RunAsync("article", "--json", page)).Output);
        var slop = json.RootElement.GetProperty("slop");
        slop.GetProperty("score").GetInt32().ShouldBe(100);
        slop.GetProperty("reasons")[0].GetProperty("rule").GetString().ShouldBe("assistant");
        (await program.RunAsync("article", page)).Output.ShouldContain("Slop, 100 of 100: assistant (as an ai language model)");
    }

    [Fact]
    public async Task A_page_without_text_has_neither_type_nor_topics()
    {
        using var program = new DigestBotProgram();
        var page = program.Write("empty.html", "<html><head><title>Watch: a podcast about football and elections</title></head><body><script>show()</script></body></html>");
        using var json = JsonDocument.Parse((await program.RunAsync("article", "--json", page)).Output);
        json.RootElement.GetProperty("text").GetString().ShouldBe("");
        json.RootElement.GetProperty("type").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("topics").GetArrayLength().ShouldBe(0);
        json.RootElement.GetProperty("minutes").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_held_cannot_be_released()
    {
        using var program = new DigestBotProgram();
        (await program.RunAsync("articles", "held")).ShouldBe(new Ended(0, "", ""));
        var ended = await program.RunAsync("articles", "release", "7");
        ended.Exit.ShouldBe(1);
        ended.Errors.ShouldContain("Not held: 7");
    }

    private static string Page(string title, string text) =>
        $"<html lang=\"en\"><head><title>{title}</title></head><body><article><h1>{title}</h1>{string.Concat(text.Split("\n\n").Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph)}</p>"))}</article></body></html>";
}
