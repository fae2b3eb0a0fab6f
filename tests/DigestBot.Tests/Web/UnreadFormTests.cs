using System.Net;
using System.Text;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>A form that cannot be read is no form with every box cleared.</summary>
[Collection("web")]
public sealed class UnreadFormTests(DemoWeb web)
{
    public static TheoryData<string, int> Bodies => new() { { "nothing", 400 }, { "no form", 400 }, { "no button", 400 }, { "too many fields", 400 }, { "too large", 413 }, { "a charset nobody reads", 400 }, { "a broken multipart", 400 } };

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_form_that_cannot_be_read_changes_nothing_of_who_follows_a_feed_and_says_so_in_their_language(string name, int status)
    {
        await using var service = await RunningService.StartAsync(web);
        foreach (var (language, heading) in new[] { ("en", "The form did not arrive"), ("de", "Das Formular kam nicht an"), ("fr", "Le formulaire n’est pas arrivé"), ("es", "El formulario no ha llegado") })
        {
            var s = await FollowerAsync(service, language);
            var before = service.Dump();
            var path = new Uri(service.Part<Links>().Preferences(s.Id)).AbsolutePath;
            using var content = Make(name);
            var answer = await service.PostAsync(path, content);
            ((int)answer.Status).ShouldBe(status);
            answer.Page.QuerySelector("h1")!.TextContent.ShouldBe(heading);
            answer.Page.QuerySelector($"a[href='{path}']").ShouldNotBeNull();
            service.ChangedSince(before).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Both_lists_can_be_as_long_as_is_promised_in_any_script()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await FollowerAsync(service, "en");
        string Lines(char first) => string.Join("\r\n", Enumerable.Range(0, 100).Select(i => new string((char)(first + i), 100)));
        KeyValuePair<string, string>[] fields =
        [
            new("action", "save"), new("has", "topic"), new("topic", "books"), new("time", "07:00"), new("zone", "UTC"), new("language", "en"), new("budget", "20"), new("frequency", "daily"),
            new("has", "mutes"), new("mutedWords", Lines('\u4e00')), new("mutedSources", Lines('\u5e00')),
        ];
        (await service.PostAsync(service.Part<Links>().Preferences(s.Id), new FormUrlEncodedContent(fields))).Status.ShouldBe(HttpStatusCode.OK);
        var lists = await service.Part<ReaderListTable>().OfAsync(s.Id);
        (lists.MutedWords.Count, lists.MutedSources.Count, lists.Follows.Count).ShouldBe((100, 100, 1));
        lists.MutedWords.ShouldAllBe(word => word.Length == 100);
    }

    [Fact]
    public async Task A_signup_that_cannot_be_read_says_so()
    {
        await using var service = await RunningService.StartAsync(web);
        var before = service.Dump();
        using var content = Make("too large");
        var answer = await service.PostAsync("/subscribe", content, ("Accept-Language", "de"));
        (answer.Status, answer.Page.QuerySelector("h1")!.TextContent).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "Das Formular kam nicht an"));
        service.ChangedSince(before).ShouldBeEmpty();
    }

    private static async Task<Subscriber> FollowerAsync(RunningService service, string language)
    {
        var s = await service.SubscribeAsync($"ines@{language}.example", "books");
        var feed = (await service.Part<FeedTable>().AllAsync())[0];
        await service.Part<Changes>().SetPreferencesAsync(s.Id, Preferences.Of(s) with { Language = language }, lists => lists with { Follows = [new Follow(feed.Id, 0)], MutedWords = ["x"] });
        return s;
    }

    private static ByteArrayContent Make(string name) => name switch
    {
        "nothing" => new ByteArrayContent([]),
        "no form" => Body("{\"action\":\"save\"}", "application/json"),
        "no button" => Body("mutedWords=y&has=mutes", "application/x-www-form-urlencoded"),
        "too many fields" => Body("action=save&has=topic&" + string.Join('&', Enumerable.Range(0, 700).Select(i => $"f{i}=1")), "application/x-www-form-urlencoded"),
        "too large" => Body("action=save&has=topic&has=mutes&mutedWords=" + new string('x', 300_000), "application/x-www-form-urlencoded"),
        "a charset nobody reads" => Body("action=save&has=topic", "application/x-www-form-urlencoded; charset=utf-7"),
        _ => Body("--y\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nsave\r\n", "multipart/form-data; boundary=y"),
    };

    private static ByteArrayContent Body(string text, string type) => new(Encoding.UTF8.GetBytes(text)) { Headers = { { "Content-Type", type } } };
}
