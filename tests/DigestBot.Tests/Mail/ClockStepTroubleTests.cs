using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>A clock that jumps while mail cannot leave.</summary>
public class ClockStepTroubleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-365 * 24)]
    public async Task After_a_round_that_could_not_send_the_next_comes_within_minutes_although_the_clock_went_back(int hours)
    {
        await using var service = Installation.Make(Relay.At(FreePort.Find()));
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).Problem.ShouldNotBeNull();
        service.Clock.Advance(TimeSpan.FromHours(hours));
        service.Clock.Advance(TimeSpan.FromMinutes(6));
        (await service.Get<Sender>().RunAsync(null, Stop)).Waiting.ShouldBeFalse();
    }

    [Fact]
    public async Task A_mail_that_is_put_off_once_while_the_clock_is_a_year_ahead_is_not_given_up()
    {
        await using var relay = new SunkMails((_, count) => count == 1 ? throw new IOException("come back later") : Task.CompletedTask);
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        service.Clock.Advance(TimeSpan.FromDays(365));
        await service.Get<Sender>().RunAsync(null, Stop);
        service.Clock.Advance(TimeSpan.FromDays(-365));
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Deferred);
    }
}
