using DigestBot.Mail.Pacing;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>How near the sender comes to what a relay bears, and how many refusals it takes to find out.</summary>
public class ConvergenceTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_relay_that_takes_so_many_connections_gets_just_as_many(int most)
    {
        var relay = new SimulatedRelay(new PaceLimits(8), TimeSpan.FromMilliseconds(50)) { MostConnections = most };
        relay.Run(60 * Minute);
        var (delivered, refused) = relay.Between(Minute, 60 * Minute);
        var rate = delivered / (59 * 60.0);
        output.WriteLine($"{most} connections: {rate:0.0} a second of {most * 20}; {relay.RefusedConnections} connections refused in an hour");
        refused.ShouldBe(0, "no mail pays for it");
        relay.Peak.ShouldBe(most);
        rate.ShouldBeGreaterThan(0.98 * most * 20);
        relay.RefusedConnections.ShouldBeInRange(1, 20);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(10, 1)]
    [InlineData(10, 10)]
    [InlineData(50, 50)]
    [InlineData(50, 500)]
    public void A_relay_that_takes_so_many_mails_a_second_gets_nearly_as_many(int perSecond, int bucket)
    {
        var relay = new SimulatedRelay(new PaceLimits(8), TimeSpan.FromMilliseconds(5)) { PerSecond = perSecond, Bucket = bucket };
        relay.Run(12 * Minute);
        var (delivered, refused) = relay.Between(3 * Minute, 12 * Minute);
        var rate = delivered / (9 * 60.0);
        var first = relay.Between(TimeSpan.Zero, 3 * Minute);
        output.WriteLine($"{perSecond} a second, bucket {bucket}: {rate:0.00} a second, {refused} refused of {delivered + refused}; before that, in three minutes: {first}");
        rate.ShouldBeGreaterThan(0.9 * perSecond);
        (refused / (double)(delivered + refused)).ShouldBeLessThan(0.02);
        first.Refused.ShouldBeLessThan(60);
    }

    [Fact]
    public void When_the_relay_bears_more_again_it_gets_more_within_minutes()
    {
        var relay = new SimulatedRelay(new PaceLimits(8), TimeSpan.FromMilliseconds(10)) { PerSecond = 10, Bucket = 10 };
        relay.Run(10 * Minute);
        relay.PerSecond = double.PositiveInfinity;
        relay.Run(10 * Minute);
        var (delivered, _) = relay.Between(19 * Minute, 20 * Minute);
        output.WriteLine($"after ten minutes without a limit: {delivered / 60.0:0} a second of {800}");
        delivered.ShouldBeGreaterThan((int)(0.9 * 60 * 800));
    }

    [Fact]
    public void A_relay_that_takes_nothing_for_an_hour_is_asked_seldom_and_used_soon_after()
    {
        var relay = new SimulatedRelay(new PaceLimits(8), TimeSpan.FromMilliseconds(10)) { PerSecond = 1e-9, Bucket = 1e-9 };
        relay.Run(60 * Minute);
        var asked = relay.Between(TimeSpan.Zero, 60 * Minute);
        (relay.PerSecond, relay.Bucket) = (double.PositiveInfinity, 1);
        relay.Run(20 * Minute);
        var (delivered, _) = relay.Between(79 * Minute, 80 * Minute);
        output.WriteLine($"asked in an hour: {asked.Refused}; after twenty minutes: {delivered / 60.0:0} a second");
        asked.ShouldBe((0, asked.Refused));
        asked.Refused.ShouldBeLessThan(100);
        delivered.ShouldBeGreaterThan((int)(0.9 * 60 * 800));
    }

    [Fact]
    public void Without_limits_nothing_is_lost_to_care()
    {
        var relay = new SimulatedRelay(new PaceLimits(8, MessagesPerConnection: 500), TimeSpan.FromMilliseconds(2));
        relay.Run(Minute);
        relay.Between(TimeSpan.Zero, Minute).Delivered.ShouldBeGreaterThan((int)(0.98 * 60 * 8 * 500));
    }
}
