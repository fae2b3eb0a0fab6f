using DigestBot.Articles.Models;
using DigestBot.Jobs;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Rendering;
using DigestBot.Tests.Store;
using DigestBot.Web;
using DigestBot.Web.Pages;

namespace DigestBot.Tests.Articles.Models;

/// <summary>From a feed to a mail, with a model and without one. The page of every article is left alone: the feed carries it.</summary>
public class ModelledDigestTests
{
    [Fact]
    public async Task A_summary_by_a_model_says_so_in_both_parts_of_the_mail_and_never_changes()
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary, ModelArticles.TrueQuote, "A quote that nobody said, ever, in all these years.");
        await using var house = Furnished(server);
        var reader = await house.SubscriberAsync();
        var id = await house.FindAsync(ModelArticles.Harbour);
        var report = await house.ReadAsync();
        report.Model.ShouldBe(", 1 summaries by llama3.2");
        var article = await house.StoredAsync(id);
        (article.SummaryText, article.SummaryModel).ShouldBe((ModelArticles.HarbourSummary, "llama3.2"));
        article.Summary.ShouldNotBeEmpty("the article's own sentences are kept beside it");

        var mail = await ComposedMail.OfAsync(house);
        var message = await mail.ReadAsync();
        message.TextBody!.ShouldContain("Summary · by the model llama3.2");
        Flat(message.TextBody!).ShouldContain(ModelArticles.HarbourSummary);
        Flat(message.TextBody!).ShouldContain("“" + ModelArticles.TrueQuote + "”");
        Flat(message.TextBody!).ShouldNotContain("A quote that nobody said");
        ComposedMail.Part(message, "html").Text.ShouldContain("Summary · by the model llama3.2");
        reader.Email.ShouldNotBeEmpty();

        await house.ReadAsync();
        server.Questions.Count.ShouldBe(1, "once stored, it stays");
        (await mail.BytesAsync()).ShouldBe(await mail.BytesAsync());
    }

    [Theory]
    [InlineData("en", "Summary · by the model llama3.2")]
    [InlineData("de", "Zusammenfassung · vom Modell llama3.2")]
    [InlineData("fr", "En résumé · par le modèle llama3.2")]
    [InlineData("es", "Resumen · por el modelo llama3.2")]
    public async Task Its_card_says_so_in_every_language_on_the_web_too(string language, string label)
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary);
        await using var house = Furnished(server);
        var id = await house.FindAsync(ModelArticles.Harbour);
        await house.ReadAsync();
        var texts = house.Part<Wording>().In(language);
        var view = (await house.Part<CardViews>().OfAsync([id], house.Clock.Now, long.MaxValue, texts)).Single();
        (view.SummaryBy, view.Summary).ShouldBe(("llama3.2", ModelArticles.HarbourSummary));
        view.SummaryLabel(texts).ShouldBe(label);
        Templates.Rendering.Render<WebCard>((nameof(WebCard.View), view), (nameof(WebCard.Texts), texts)).Value.ShouldContain(label);
    }

    [Fact]
    public async Task A_lie_leaves_the_article_as_it_is_without_a_model()
    {
        await using var liar = ModelServer.Says("The central bank raised interest rates again, as inflation keeps troubling households and markets across much of the continent this winter.");
        await using var lied = Furnished(liar);
        await using var plain = new House();
        var (one, other) = (await lied.FindAsync(ModelArticles.Harbour), await plain.FindAsync(ModelArticles.Harbour));
        (await lied.ReadAsync()).Model.ShouldContain("1 not true to their article");
        await plain.ReadAsync();
        var (a, b) = ((await lied.Part<ArticleLog>().CardsAsync([one])).Single(), (await plain.Part<ArticleLog>().CardsAsync([other])).Single());
        (a.Article.SummaryText, a.Article.SummaryModel, a.Article.Summary).ShouldBe(("", "", b.Article.Summary));
        a.Quotes.ShouldBe(b.Quotes);
    }

    [Fact]
    public async Task Without_an_endpoint_nobody_is_asked()
    {
        await using var server = ModelServer.Says(ModelArticles.HarbourSummary);
        await using var house = new House(settings => settings.Summaries.Model = "llama3.2");
        house.Settings.Summaries.IsOn().ShouldBeFalse();
        await house.FindAsync(ModelArticles.Harbour);
        (await house.ReadAsync()).Model.ShouldBe("");
        server.Questions.ShouldBeEmpty();
        new SummaryOptions().IsOn().ShouldBeFalse();
        house.Part<ModelSummaries>().State.ShouldBe("sentences of the article");
    }

    [Fact]
    public async Task A_model_that_fails_stops_nothing_and_the_operator_hears_of_it_once()
    {
        await using var server = ModelServer.Sends(ModelServer.Status("500 Oops", []));
        await using var house = new House(settings =>
        {
            (settings.Summaries.Endpoint, settings.Summaries.Model, settings.Summaries.Concurrency, settings.Mail.Operator) = (server.Endpoint, "llama3.2", 1, "operator@bot.example");
        });
        var read = Pipeline.All.Single(job => job.Name == "read");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 5; i++) await house.FindAsync(ModelArticles.Harbour with { Text = ModelArticles.Harbour.Text + $"\n\nIt was read {round} and {i} times." });
            (await house.Part<JobRunner>().RunAsync(read, null, TestContext.Current.CancellationToken)).ShouldContain("5 articles read");
        }

        server.Questions.Count.ShouldBe(6, "three in each round");
        (await house.ColumnAsync<string>("SELECT payload FROM outbox WHERE kind = 'alert'")).ShouldHaveSingleItem().ShouldContain("it answered 500");
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM articles WHERE state = 'logged' AND summary <> '' AND summary_text = ''")).ShouldBe(10);
        (await house.Part<StatusFacts>().ReadAsync(10)).Facts.Single(fact => fact.Key == "Summaries by").Value.ShouldContain("fails since");
    }

    [Theory]
    [InlineData("localhost:11434", "m", "Summaries:Endpoint")]
    [InlineData("ftp://localhost/v1", "m", "Summaries:Endpoint")]
    [InlineData("http://user:secret@localhost/v1", "m", "Summaries:Endpoint")]
    [InlineData("http://localhost/v1?key=secret", "m", "Summaries:Endpoint")]
    [InlineData("http://localhost/v1", "", "Summaries:Model")]
    [InlineData("http://localhost/v1", "two\nlines", "Summaries:Model")]
    public void A_setting_that_cannot_work_is_named(string endpoint, string model, string named) =>
        new SummaryOptions { Endpoint = endpoint, Model = model }.Problems().Select(problem => problem.Setting).ShouldContain(named);

    private static House Furnished(ModelServer server) => new(settings => (settings.Summaries.Endpoint, settings.Summaries.Model) = (server.Endpoint, "llama3.2"));

    // format=flowed; delsp=yes: a space at a line's end goes with the break.
    private static string Flat(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(" \n", "", StringComparison.Ordinal).Replace('\n', ' ');
}
