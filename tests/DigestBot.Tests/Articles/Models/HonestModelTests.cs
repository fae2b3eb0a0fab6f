using DigestBot.Articles;

namespace DigestBot.Tests.Articles.Models;

/// <summary>A model that tells the truth is listened to, in several languages.</summary>
public class HonestModelTests
{
    private static readonly (ArticleText Article, string Summary)[] Honest =
    [
        (ModelArticles.Harbour, ModelArticles.HarbourSummary),
        (ModelArticles.Harbour, "Tests in Rotterdam that cost 3,500,000 crowns showed that oak bends in a storm and comes back while steel cracks at its welds. The parish council asks who pays when the timber is replaced."),
        (ModelArticles.German, "Der Orgelbauer Jakob Reinhardt fand in einem Schuppen bei Neustadt eine Orgel von 1742 in 1248 Teilen. Nach vier Jahren Arbeit soll das Instrument im September in der Kirche erklingen."),
        (ModelArticles.German, "Das Landesamt für Denkmalpflege zahlte 85 000 Euro, und die Gemeinde sammelte 40 % der Kosten auf Konzerten. Pfarrerin Anna Vogel plant zwölf Konzerte für das erste Jahr und hofft auf junge Leute."),
        (ModelArticles.French, "Le pont des Saules à Villeneuve, construit en 1887 par Émile Carpentier, fermera 18 mois pour une restauration. La mairie conserve les 64.000 rivets d'origine, ce qui augmente le coût de 15 %."),
        (ModelArticles.Russian, "Учительница Ольга Смирнова купила старый автобус и перестроила его в библиотеку, которая каждую неделю объезжает 12 деревень. За первый год она выдала 15 000 книг, больше половины детям."),
        (ModelArticles.Japanese, "長野県の町で時計職人の田中健一さんが祖父の店を続け、毎月30個ほどの古い時計を修理している。春からはイタリアのマルコさんも店で働き、田中さんはあと10年続けるつもりだ。"),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Honest.Length)];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_true_summary_is_printed(int number)
    {
        var (article, summary) = Honest[number];
        await using var server = ModelServer.Says(summary);
        var given = await Asked.OfAsync(server, article);
        given.ShouldNotBeNull();
        given.Problem.ShouldBeNull();
        given.Summary.ShouldBe(summary);
    }

    [Fact]
    public async Task Its_quotes_are_slices_of_the_article_whatever_marks_it_wrote()
    {
        var german = ModelArticles.German.Text.IndexOf("Eine Orgel, sagt", StringComparison.Ordinal);
        german.ShouldBeGreaterThan(0);
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary, "“A pier that moves a little with the sea,  she says, will outlive every pier that stands up to it”");
        var given = (await Asked.OfAsync(server, ModelArticles.Harbour)).ShouldNotBeNull();
        Texts(given.Quotes).ShouldContain(ModelArticles.TrueQuote);
        Texts(given.Quotes).ShouldAllBe(quote => ModelArticles.Harbour.Text.Contains(quote));
    }

    [Fact]
    public async Task Accents_dashes_and_ellipses_are_compared_by_what_they_mean()
    {
        var text = ModelArticles.Harbour.Text.Replace(ModelArticles.TrueQuote, "The cafe\u0301 on the pier \u2014 Marta\u2019s idea \u2014 will sell tea to everybody who waits there\u2026 and to everybody who does not.", StringComparison.Ordinal);
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary, "The caf\u00e9 on the pier - Marta's idea - will sell tea to everybody who waits there... and to everybody who does not.");
        var given = (await Asked.OfAsync(server, ModelArticles.Harbour with { Text = text })).ShouldNotBeNull();
        given.Quotes.Select(range => range.Of(text).ToString()).ShouldContain(quote => quote.Contains("cafe\u0301 on the pier \u2014 Marta\u2019s", StringComparison.Ordinal), "the article's own spelling");
    }

    [Fact]
    public async Task The_same_question_is_asked_in_the_same_bytes_and_the_article_stands_in_it_as_data()
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary);
        await Asked.OfAsync(server, ModelArticles.Harbour);
        await Asked.OfAsync(server, ModelArticles.Harbour);
        var questions = server.Questions.ToArray();
        questions.Length.ShouldBe(2);
        questions[0].Body.ShouldBe(questions[1].Body);
        questions[0].Head.ShouldStartWith("POST /v1/chat/completions HTTP/1.1");
        using var json = System.Text.Json.JsonDocument.Parse(questions[0].Body);
        json.RootElement.GetProperty("temperature").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("seed").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("response_format").GetProperty("type").GetString().ShouldBe("json_object");
        var content = json.RootElement.GetProperty("messages")[1].GetProperty("content").GetString()!;
        content.Split('\n')[0].ShouldStartWith("ARTICLE-");
        content.Split('\n')[^1].ShouldBe(content.Split('\n')[0]);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_JSON_mode_is_asked_without_it_from_then_on()
    {
        await using var server = ModelServer.Raw((question, socket, stop) => ModelServer.SendAsync(socket, question.Body.Contains("response_format", StringComparison.Ordinal)
            ? ModelServer.Status("400 Bad Request", "{\"error\":\"response_format is not supported\"}"u8.ToArray())
            : ModelServer.Ok(ModelServer.Completion("```json\n" + ModelServer.Proposal(ModelArticles.HarbourSummary) + "\n```")), stop));
        using var asked = new Asked(server);
        (await asked.OfAsync(ModelArticles.Harbour))!.Summary.ShouldBe(ModelArticles.HarbourSummary);
        await asked.OfAsync(ModelArticles.German);
        server.Questions.Count(question => question.Body.Contains("response_format", StringComparison.Ordinal)).ShouldBe(1);
        server.Questions.Count.ShouldBe(3);
    }

    private static List<string> Texts(IEnumerable<PulledQuote> ranges) => [.. ranges.Select(range => range.Of(ModelArticles.Harbour.Text).ToString())];
}
