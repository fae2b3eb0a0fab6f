using System.Text;
using System.Text.Json;
using DigestBot.Articles;

namespace DigestBot.Tests.Articles;

public sealed class ArticleJsonTests
{
    private static readonly string[] Fields = ["source", "url", "title", "byline", "site", "published", "language", "text", "reason", "words", "minutes", "type", "topics", "summary", "summary_by", "quotes", "slop"];

    [Fact]
    public void An_article_is_written_with_these_fields_and_no_others()
    {
        var fixture = ArticleFixture.All().First(f => f.Name == "essay-maintenance");
        var analysis = Analysis.Analyse(fixture.Article);
        var json = Write(new ReadArticle("a.html", fixture.Article.Url, fixture.Article.Title, "Ada Fictional", null, new DateTimeOffset(2024, 5, 6, 9, 0, 0, TimeSpan.FromHours(2)), fixture.Article.Text, analysis, [new("technology", .9)]));

        json.EnumerateObject().Select(p => p.Name).ShouldBe(Fields);
        json.GetProperty("published").GetString().ShouldBe("2024-05-06T07:00:00Z");
        json.GetProperty("site").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("topics")[0].GetProperty("score").GetDouble().ShouldBe(.9);
        json.GetProperty("summary").GetArrayLength().ShouldBe(analysis.Summary.Count);
        foreach (var quote in json.GetProperty("quotes").EnumerateArray())
        {
            var text = json.GetProperty("text").GetString()!.Substring(quote.GetProperty("start").GetInt32(), quote.GetProperty("length").GetInt32());
            quote.GetProperty("text").GetString().ShouldBe(text);
            quote.GetProperty("link").GetString().ShouldStartWith("https://example.org/essays/maintenance#:~:text=");
        }
    }

    [Fact]
    public void A_quote_has_the_name_of_its_speaker_where_the_writer_does_not_speak()
    {
        const string text = "Nobody repairs a bridge for applause. It is old, said Ann Nobody.";
        var analysis = new ArticleAnalysis("en", 12, 1, "News", [], [new PulledQuote(new(0, 37), new(54, 10)), new PulledQuote(new(38, 27), null)]);
        var quotes = Write(new ReadArticle(null, null, null, null, null, null, text, analysis, [])).GetProperty("quotes");
        quotes[0].EnumerateObject().Select(p => p.Name).ShouldBe(["text", "start", "length", "speaker", "link"]);
        quotes[0].GetProperty("speaker").GetString().ShouldBe("Ann Nobody");
        quotes[1].GetProperty("speaker").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Without_an_address_quotes_have_no_link()
    {
        var fixture = ArticleFixture.All().First(f => f.Name == "german-bahn");
        var json = Write(new ReadArticle(null, null, null, null, null, null, fixture.Article.Text, Analysis.Analyse(fixture.Article), []));
        json.GetProperty("published").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("quotes")[0].GetProperty("link").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static JsonElement Write(ReadArticle article)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            ArticleJson.Write(writer, article);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
    }
}
