using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Mail;

/// <summary>The machine's clock jumps while mail is sent and between rounds: nothing is lost, doubled or stuck.</summary>
public class ClockStepTests
{
    private const int Mails = 450; // more than two claims

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<double> Hours => [-1, -24, 1, 24, 365 * 24, -365 * 24];

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task In_the_middle_of_sending(double hours)
    {
        Installation? jumping = null;
        await using var relay = new SunkMails((_, count) =>
        {
            if (count == 100) jumping!.Clock.Advance(TimeSpan.FromHours(hours));
            if (count == 300) jumping!.Clock.Advance(TimeSpan.FromHours(-hours));
            return Task.CompletedTask;
        });
        await using var service = jumping = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(Mails);
        for (var minutes = 0; minutes < 10 && (await service.OutboxAsync()).Any(row => row.State != OutboxState.Sent); minutes++)
        {
            (await service.Get<Sender>().RunAsync(null, Stop)).Problem.ShouldBeNull();
            service.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await SentOnceAsync(service, relay);
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task Between_rounds_and_never_put_right(double hours)
    {
        await using var relay = new SunkMails((_, count) => count is > 20 and <= 30 ? throw new IOException("come back later") : Task.CompletedTask);
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(50);
        (await service.Get<Sender>().RunAsync(null, Stop)).Deferred.ShouldBeInRange(3, 10, "after a burst of refusals the relay is left alone for a while");
        service.Clock.Advance(TimeSpan.FromHours(hours));
        // Put off by minutes: a clock that went back may add what it went back, but no more than a day. Then, where refusals have held the domain back,
        // one mail alone tries in each round until the last refusal is used up.
        for (var hour = 0; hour < 36 && (await service.OutboxAsync()).Any(row => row.State != OutboxState.Sent); hour++)
        {
            await service.Get<Sender>().RunAsync(null, Stop);
            service.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        relay.Mails.Count.ShouldBe(60, "ten were refused once");
    }

    private static async Task SentOnceAsync(Installation service, SunkMails relay)
    {
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        (await service.LeasedAsync()).ShouldBe(0);
        relay.Mails.Select(mail => mail.Recipients.Single()).Distinct().Count().ShouldBe(Mails);
        relay.Mails.Count.ShouldBe(Mails, "nothing came twice");
    }
}
