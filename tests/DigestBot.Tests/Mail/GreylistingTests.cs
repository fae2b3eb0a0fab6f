using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>A real Postfix with a real postgrey.</summary>
public class GreylistingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_greylisted_mail_is_delivered_by_the_second_try_and_delays_no_other()
    {
        await using var postgrey = await Postgrey.StartAsync("reader2@example.test", "reader4@example.test");
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@example.test"] = "" }, Postfix.Nobody, postgrey.PostfixSetting);
        await using var service = Installation.Make(Relay.At(postfix.Port));
        await service.QueueDigestsAsync(5, "example.test");
        var began = service.Clock.GetUtcNow();

        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(2, 3, 0, null));
        var kept = await service.KeptAsync();
        foreach (var mail in await service.OutboxAsync())
            Faults.Word(mail, kept).ShouldBe(mail.Recipient is "reader2@example.test" or "reader4@example.test" ? "goes" : "later");
        kept.ShouldAllBe(attempt => attempt.Stage == "Rcpt" && attempt.Code == 450 && attempt.Reply!.Contains("Greylisted"));
        await service.NobodyIsHarmedAsync("greylisting is no bounce");

        // RFC 6647: a second try after some minutes, within the hour; and none before.
        await Task.Delay(Postgrey.Delay + TimeSpan.FromSeconds(0.5), Stop);
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(0, 0, 0, null));
        service.Clock.Set((await service.OutboxAsync()).Max(mail => mail.NextAttempt));
        (service.Clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(3, 0, 0, null));

        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Sent && mail.Attempts <= 2);
        (await postfix.MessagesAsync("@example.test", 5)).Count.ShouldBe(5);
        await service.NobodyIsHarmedAsync("greylisting is no bounce");
    }

    [Fact]
    public async Task Who_stays_grey_is_tried_twice_in_the_first_hour_and_never_suppressed()
    {
        await using var relay = new FaultyRelay([.. Enumerable.Range(1, 20).Select(number => new RelayFault(RelayStage.Rcpt, number, "4xx"))]);
        await using var service = Installation.Make(("Smtp:Connections", 1));
        await service.QueueDigestsAsync(1);
        var began = service.Clock.GetUtcNow();
        for (var minute = 0; minute < 60; minute++)
        {
            service.Clock.Set(began.AddMinutes(minute));
            await service.SenderTo(relay.Port).RunAsync(null, Stop);
        }

        relay.Answers(RelayStage.Rcpt).ShouldBe(2);
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Deferred);
        await service.NobodyIsHarmedAsync("greylisting is no bounce");
    }
}
