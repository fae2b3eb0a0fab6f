using System.Net;
using DigestBot.Cli;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Rendering;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace DigestBot.Tests.Deliverability;

/// <summary>RFC 8058: what List-Unsubscribe names is posted to the running service, as a mail program would.</summary>
public sealed class OneClickTests
{
    public static TheoryData<string> Kinds => [.. MailSort.All.Where(sort => sort.Subscription).Select(sort => sort.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_address_in_the_header_unsubscribes_whom_the_mail_went_to(string kind)
    {
        await using var house = GeneratedMails.Furnished();
        var queue = await MailQueue.FillAsync(house);
        var sort = MailSort.All.Single(sort => sort.Name == kind);
        var row = (await house.Part<OutboxTable>().GetAsync(await sort.Queue(queue, "en"))).ShouldNotBeNull();
        var neighbour = await house.SubscriberAsync();
        var headers = MessageReader.Read((await new ComposedMail(house, row).RenderAsync()).Message).Headers;
        var address = new Uri(headers["List-Unsubscribe"].ShouldNotBeNull().Split(',')[0].Trim('<', '>'));
        var field = headers["List-Unsubscribe-Post"].ShouldNotBeNull().Split('=');

        await using var service = await ServeAsync(house);
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        // The proxy that owns the public name passes the path on.
        (await client.GetAsync(address.PathAndQuery, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(house, row.SubscriberId!.Value)).ShouldBe(SubscriberStatus.Active, "a scanner only looks");
        using var form = new FormUrlEncodedContent([new(field[0], field[1])]);
        (await client.PostAsync(address.PathAndQuery, form, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(house, row.SubscriberId!.Value)).ShouldBe(SubscriberStatus.Unsubscribed);
        (await StatusAsync(house, neighbour.Id)).ShouldBe(SubscriberStatus.Active);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<SubscriberStatus> StatusAsync(House house, long subscriber) => (await house.Part<SubscriberTable>().GetAsync(subscriber))!.Status;

    private static async Task<Microsoft.AspNetCore.Builder.WebApplication> ServeAsync(House house)
    {
        await File.WriteAllBytesAsync(Path.Combine(house.Folder, "key"), House.Key, Stop);
        var home = new Home(FurnishedHome.Root, house.Folder);
        var app = ServeCommand.Build(home, home.Configuration(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = ".", ["Web:PublicUrl"] = GeneratedMails.Site, ["Web:Listen"] = "http://127.0.0.1:0", ["Mail:From"] = "digest@" + GeneratedMails.Domain, ["Logging:LogLevel:Default"] = "None",
        }), house.Clock);
        // No feed is polled meanwhile.
        await (await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Stop)).PauseAll(Stop);
        await app.StartAsync(Stop);
        return app;
    }
}
