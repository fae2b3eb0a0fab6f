using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class LanguageTests(DemoWeb web)
{
    [Theory]
    [InlineData("de", "Was möchtest du lesen?"), InlineData("de-AT,de;q=0.9,en;q=0.5", "Was möchtest du lesen?"), InlineData("fr-CA", "Qu"), InlineData("es", "¿Qué"), InlineData("xx, es;q=0.4", "¿Qué")]
    [InlineData("en", "What would you like to read?"), InlineData("", "What would you like to read?"), InlineData("ja", "What would you like to read?"), InlineData("en;q=0.2, de;q=0.8", "Was möchtest du lesen?"), InlineData("de;q=0, en", "What would you like to read?")]
    public async Task The_first_page_speaks_the_language_that_the_browser_likes_best(string accepted, string heading)
    {
        await using var service = await RunningService.StartAsync(web);
        var answer = await service.GetAsync("/", ("Accept-Language", accepted));
        Strict(answer.Text).QuerySelector("h1")!.TextContent.ShouldStartWith(heading);
        answer["Vary"].ShouldContain("Accept-Language");
    }

    [Theory, InlineData("en"), InlineData("de"), InlineData("fr"), InlineData("es")]
    public async Task Every_page_is_valid_and_speaks_the_readers_language(string language)
    {
        await using var service = await RunningService.StartAsync(web);
        (await service.Part<Signup>().JoinAsync("ines@lisbon.example", RunningService.Chosen("all") with { Language = language }, "test")).Problem.ShouldBeNull();
        var id = (await service.FindAsync("ines@lisbon.example"))!.Id;
        var to = service.Part<Links>();
        var pages = new List<IDocument> { await GetAsync($"/?language={language}&topic=technology"), await GetAsync(to.Confirm(id)), await PostAsync(to.Confirm(id)) };
        await service.ComposeAsync();
        pages.AddRange([await GetAsync(to.Preferences(id)), await GetAsync(to.Digest(1)), await GetAsync(to.Preferences(id) + "/erase"), await GetAsync(to.Unsubscribe(id))]);
        pages.AddRange([await PostAsync(to.Preferences(id), ("action", "save"), ("topic", "nothing"), ("budget", "0")), await PostAsync("/subscribe", ("email", "no"), ("language", language)), await PostAsync("/subscribe", [.. await FieldsAsync(language)])]);
        pages.AddRange([await PostAsync(to.Unsubscribe(id)), await PostAsync(to.Preferences(id) + "/erase"), await GetAsync("/nowhere?language=" + language), await GetAsync("/confirm/x?language=" + language)]);
        foreach (var page in pages) page.DocumentElement.GetAttribute("lang").ShouldBe(language, page.Title);
        pages.Select(page => page.QuerySelector("h1")!.TextContent).Distinct().Count().ShouldBeGreaterThan(10);

        async Task<IDocument> GetAsync(string address) => Strict((await service.GetAsync(address, ("Accept-Language", "en"))).Text);

        async Task<IDocument> PostAsync(string address, params (string Name, string Value)[] fields) =>
            Strict((await service.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), ("Accept-Language", "en"))).Text);

        static async Task<IEnumerable<(string, string)>> FieldsAsync(string language)
        {
            var form = await SignupTests.Form("rui@porto.example", ("language", language)).ReadAsStringAsync();
            return form.Split('&').Select(pair => (pair.Split('=')[0], Uri.UnescapeDataString(pair.Split('=')[1])));
        }
    }

    [Fact]
    public async Task A_part_of_a_page_speaks_the_language_that_it_is_asked_for()
    {
        await using var service = await RunningService.StartAsync(web);
        (await service.GetAsync("/preview?topic=technology&language=fr")).Text.ShouldContain("L’édition du jour");
    }

    [Fact]
    public async Task The_export_holds_what_is_kept_and_nothing_of_the_inside()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "books", "food");
        await service.Part<Changes>().SetListsAsync(s.Id, lists => lists with { MutedWords = ["bitcoin"] });
        await service.ComposeAsync();
        var answer = await service.GetAsync(service.Part<Links>().Preferences(s.Id) + "/export");
        answer["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var json = JsonDocument.Parse(answer.Body).RootElement;
        json.GetProperty("email").GetString().ShouldBe("ines@lisbon.example");
        json.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()).ShouldBe(["books", "food"]);
        json.GetProperty("mutedWords").EnumerateArray().Select(word => word.GetString()).ShouldBe(["bitcoin"]);
        json.GetProperty("secondTime").GetString().ShouldBe("18:00");
        json.GetProperty("days").EnumerateArray().Select(day => day.GetString()).ShouldBe(["monday", "tuesday", "wednesday", "thursday", "friday"]);
        json.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("what").GetString()).ShouldBe(["asked to join", "confirmed"]);
        json.GetProperty("digests").EnumerateArray().Select(date => date.GetString()).ShouldBe(["2031-05-15"]);
        json.GetProperty("mails").EnumerateArray().Select(mail => mail.GetProperty("kind").GetString()).ShouldBe(["confirm", "welcome", "digest"]);
        json.GetProperty("followedFeeds").EnumerateArray().ShouldBeEmpty();
    }

    /// <summary>Reads a page as a validator does: the first mistake is an exception.</summary>
    private static IDocument Strict(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
}
