using System.Net;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

[Collection("web")]
public sealed class TokenTests(DemoWeb web)
{
    [Fact]
    public async Task A_token_that_is_wrong_in_any_way_opens_and_changes_nothing()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.ComposeAsync();
        var before = service.Dump();
        var tokens = service.Part<Tokens>();
        foreach (var (path, tail, own) in Places())
            foreach (var token in Wrong(tokens, own, s.Id))
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post })
                {
                    var answer = await service.SendAsync(method, $"/{path}/{token}{tail}", method == HttpMethod.Post ? Everything() : null);
                    answer.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
                    if (method == HttpMethod.Get) answer.Status.ShouldBe(HttpStatusCode.NotFound, $"{path}/{token}");
                    answer.Text.ShouldNotContain("lisbon", Case.Sensitive, $"{path}/{token}");
                }

        service.ChangedSince(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_for_a_wrong_token_says_so()
    {
        await using var service = await RunningService.StartAsync(web);
        (await service.GetAsync("/preferences/aaaa")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await service.GetAsync("/preferences/aaaa")).Text.ShouldContain("This link does not work");
        (await service.GetAsync("/nowhere")).Text.ShouldContain("There is nothing here");
    }

    [Fact]
    public async Task The_operators_page_opens_only_with_its_own_token()
    {
        await using var service = await RunningService.StartAsync(web);
        (await service.GetAsync(service.Part<Links>().Status)).Text.ShouldContain("static-post", Case.Sensitive, "a feed that fails is listed");
        (await service.GetAsync("/status")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await service.GetAsync("/status/" + service.Part<Tokens>().Make(TokenPurpose.Preferences, 1))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_erased_persons_links_open_nothing_and_nobody_inherits_them()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example", "all");
        await service.ComposeAsync();
        var to = service.Part<Links>();
        (await service.GetAsync(to.Digest(1))).Status.ShouldBe(HttpStatusCode.OK);
        (await service.PostAsync(to.Preferences(s.Id) + "/erase", null)).Status.ShouldBe(HttpStatusCode.OK);
        service.Dump().ShouldNotContain("lisbon");
        var heir = await service.SubscribeAsync("rui@porto.example");
        heir.Id.ShouldNotBe(s.Id);
        foreach (var link in new[] { to.Preferences(s.Id), to.Preferences(s.Id) + "/export", to.Confirm(s.Id), to.Digest(1) })
            (await service.GetAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound, link);
        (await service.PostAsync(to.Unsubscribe(s.Id), null)).Status.ShouldBe(HttpStatusCode.OK, "they have what they wanted");
        (await service.FindAsync("rui@porto.example"))!.Status.ShouldBe(Model.SubscriberStatus.Active);
    }

    private static IEnumerable<(string Path, string Tail, TokenPurpose Own)> Places() =>
    [
        ("confirm", "", TokenPurpose.Confirm), ("preferences", "", TokenPurpose.Preferences), ("preferences", "/export", TokenPurpose.Preferences), ("preferences", "/erase", TokenPurpose.Preferences),
        ("unsubscribe", "", TokenPurpose.Unsubscribe), ("digest", "", TokenPurpose.Digest), ("status", "", TokenPurpose.Operator),
    ];

    private static IEnumerable<string> Wrong(Tokens tokens, TokenPurpose own, long id)
    {
        foreach (var other in Enum.GetValues<TokenPurpose>().Where(purpose => purpose != own)) yield return tokens.Make(other, id);
        var right = tokens.Make(own, id);
        foreach (var at in new[] { 0, 2, 8, right.Length - 2 }) yield return right[..at] + (right[at] == 'b' ? 'c' : 'b') + right[(at + 1)..];
        yield return right[..^4];
        yield return right + "aaaa";
        yield return new string('a', 300);
        yield return "..%2f" + right;
        yield return Uri.EscapeDataString("ä'\"<script>");
        yield return new Tokens(KeyFile.Of(new byte[32])).Make(own, id);
    }

    private static FormUrlEncodedContent Everything() => new([new("action", "save"), new("topic", "food"), new("time", "08:00"), new("zone", "UTC"), new("budget", "10")]);
}
