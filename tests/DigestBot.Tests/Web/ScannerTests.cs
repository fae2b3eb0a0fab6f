using System.Net;
using AngleSharp.Html.Parser;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>Mail scanners open every link of every mail, in any order, again and again.</summary>
[Collection("web")]
public sealed class ScannerTests(DemoWeb web)
{
    [Fact]
    public async Task Opening_every_link_of_every_mail_and_page_changes_no_row()
    {
        await using var service = await RunningService.StartAsync(web);
        await service.SubscribeAsync("ines@lisbon.example", "all");
        (await service.Part<Signup>().JoinAsync("pending@porto.example", RunningService.Chosen(), "test")).Problem.ShouldBeNull();
        await service.ComposeAsync();
        var links = await LinksOfMailsAsync(service);
        links.Select(link => link[service.Address.Length..].Split('/')[1]).Distinct().Order().ShouldBe(["confirm", "digest", "preferences", "unsubscribe"]);
        links.UnionWith([service.Address + "/", service.Part<Links>().Status]);

        var before = service.Dump();
        before.ShouldContain("|pending|");
        var opened = 0;
        var queue = new Queue<string>(links);
        while (queue.TryDequeue(out var link) && opened < 60)
        {
            var page = await OpenAsync(service, HttpMethod.Get, link);
            await OpenAsync(service, HttpMethod.Head, link);
            opened++;
            foreach (var next in LinksOf(page, link).Where(next => next.StartsWith(service.Address, StringComparison.Ordinal) && links.Add(next))) queue.Enqueue(next);
        }

        opened.ShouldBeGreaterThan(12);
        links.ShouldContain(link => link.EndsWith("/export", StringComparison.Ordinal));
        links.ShouldContain(link => link.EndsWith("/erase", StringComparison.Ordinal));
        // Side by side and by the hundred, with queries that a careless page could take for an order.
        await Parallel.ForEachAsync(Enumerable.Range(0, 10).SelectMany(_ => links), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (link, _) =>
        {
            await OpenAsync(service, HttpMethod.Head, link);
            await OpenAsync(service, HttpMethod.Get, link.Split('#')[0] + (link.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "List-Unsubscribe=One-Click&action=resume&email=x@example.org&topic=technology");
        });
        service.ChangedSince(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_other_method_changes_a_row()
    {
        await using var service = await RunningService.StartAsync(web);
        var s = await service.SubscribeAsync("ines@lisbon.example");
        var before = service.Dump();
        var to = service.Part<Links>();
        foreach (var address in new[] { to.Unsubscribe(s.Id), to.Preferences(s.Id), to.Preferences(s.Id) + "/erase", to.Confirm(s.Id), to.Home + "subscribe" })
            foreach (var method in new[] { "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND" })
                (await service.SendAsync(new HttpMethod(method), address)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        service.ChangedSince(before).ShouldBeEmpty();
    }

    private static async Task<HashSet<string>> LinksOfMailsAsync(RunningService service)
    {
        var links = new HashSet<string>();
        foreach (var mail in await service.MailsAsync())
        {
            links.UnionWith(new HtmlParser().ParseDocument(mail.HtmlBody!).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!));
            if (mail.Headers["List-Unsubscribe"] is { } header) links.UnionWith(header.Split('<', '>').Where(part => part.StartsWith("http", StringComparison.Ordinal)));
        }

        links.RemoveWhere(link => !link.StartsWith(service.Address, StringComparison.Ordinal));
        return links;
    }

    private static async Task<string> OpenAsync(RunningService service, HttpMethod method, string link)
    {
        var answer = await service.SendAsync(method, link);
        answer.Status.ShouldBe(HttpStatusCode.OK, link);
        return answer.Text;
    }

    private static IEnumerable<string> LinksOf(string html, string at) =>
        new HtmlParser().ParseDocument(html).QuerySelectorAll("[href], [src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).Select(link => new Uri(new Uri(at), link).ToString());
}
