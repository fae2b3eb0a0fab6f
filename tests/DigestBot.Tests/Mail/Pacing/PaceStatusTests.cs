using DigestBot.Mail.Pacing;
using DigestBot.Tests.EndToEnd;
using DigestBot.Web;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

public class PaceStatusTests
{
    [Theory]
    [InlineData(1, 0, 0, "sending over at most 1 connection")]
    [InlineData(4, 0, 0, "sending over at most 4 connections")]
    [InlineData(4, 14, 0, "sending at most 14 a second over at most 4 connections")]
    [InlineData(4, 14, 50_000, "sending at most 14 a second and 50,000 an hour over at most 4 connections")]
    public void The_limits_stand_on_one_line(int connections, int perSecond, int perHour, string expected) =>
        new Pace(new PaceLimits(connections, PerSecond: perSecond, PerHour: perHour), new SteppedClock()).Status().ToString().ShouldBe(expected);

    [Fact]
    public async Task It_stands_on_the_operators_page()
    {
        await using var service = Installation.Make(("Smtp:MaxPerSecond", 14));
        (await service.Get<StatusFacts>().ReadAsync(10)).Facts.Single(fact => fact.Key == "Pace").Value.ShouldBe("sending at most 14 a second over at most 4 connections");
    }

    [Fact]
    public void What_holds_mail_back_is_said_with_its_reason_and_no_longer_than_it_does()
    {
        var clock = new SteppedClock();
        var pace = new Pace(new PaceLimits(1, PerHour: 20), clock);
        var line = new WaitingLine<int>(pace, 200);
        line.Begin();
        line.Add(Enumerable.Range(0, 60), _ => "a@a.example", _ => false);
        var seat = new Seat();
        for (var i = 0; i < 10; i++) Send(Results.Delivered);
        clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++) Send(Results.Of(450, "4.7.1", "slow down", SmtpStage.Mail));
        pace.Status().ToString().ShouldBe(
            "sending at most 20 an hour over at most 1 connection; held back now because the relay refused several mails in a row; the next goes in 1 s; the relay takes no more than about 9 a second");
        clock.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 5; i++)
        {
            Send(Results.Delivered);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        pace.Status().HeldBack.ShouldNotBeNull().ShouldContain("the mails of this hour are sent (Smtp:MaxPerHour); the next digest goes in 61 min");
        clock.Advance(TimeSpan.FromMinutes(62));
        pace.Status().HeldBack.ShouldBeNull();

        void Send(SendResult result)
        {
            line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
            line.Ended(seat, turn, result);
        }
    }
}
