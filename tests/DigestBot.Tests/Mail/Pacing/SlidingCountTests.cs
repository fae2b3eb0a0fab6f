using DigestBot.Mail.Pacing;

namespace DigestBot.Tests.Mail.Pacing;

public class SlidingCountTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void No_window_ever_holds_more_than_the_limit_and_nearly_as_many_go(int limit)
    {
        var count = new SlidingCount(Second, 100);
        var chance = new Random(limit);
        List<TimeSpan> went = [];
        var now = TimeSpan.FromDays(1);
        var end = now + TimeSpan.FromSeconds(60);
        while (now < end)
        {
            var wait = count.Until(now, limit);
            if (wait == TimeSpan.Zero)
            {
                count.Add(now);
                went.Add(now);
                if (chance.Next(4) == 0) now += TimeSpan.FromTicks(chance.Next(20_000));
            }
            else now += wait;
        }

        for (var i = limit; i < went.Count; i++) (went[i] - went[i - limit]).ShouldBeGreaterThanOrEqualTo(Second);
        went.Count.ShouldBeInRange((int)(0.97 * 60 * limit), 60 * limit + limit);
    }

    [Fact]
    public void The_wait_that_it_names_is_long_enough_and_not_longer_than_the_window_and_a_part()
    {
        var count = new SlidingCount(Second, 10);
        var now = TimeSpan.FromSeconds(100.05);
        for (var i = 0; i < 3; i++) count.Add(now);
        count.Add(now + TimeSpan.FromSeconds(0.5));
        now += TimeSpan.FromSeconds(0.5);
        var wait = count.Until(now, 3);
        wait.ShouldBe(TimeSpan.FromSeconds(0.55));
        count.Until(now + wait, 3).ShouldBe(TimeSpan.Zero);
        count.At(now + wait).ShouldBe(1);
        count.Until(now, 1).ShouldBe(TimeSpan.FromSeconds(1.05));
    }

    [Fact]
    public void A_time_that_goes_back_takes_nothing_away()
    {
        var count = new SlidingCount(Second, 10);
        var now = TimeSpan.FromSeconds(100);
        count.Add(now);
        count.Add(now - TimeSpan.FromHours(1));
        count.At(now).ShouldBe(2);
        count.At(now + TimeSpan.FromSeconds(1.2)).ShouldBe(0);
    }

    [Fact]
    public void What_happened_before_leaves_when_its_time_has_come()
    {
        var count = new SlidingCount(TimeSpan.FromHours(1), 60);
        var now = TimeSpan.FromSeconds(5); // sooner after the start than the window is long
        count.Add(now, TimeSpan.FromMinutes(50), 7);
        count.Add(now, TimeSpan.FromMinutes(-30), 2);
        count.Add(now, TimeSpan.FromMinutes(62), 100);
        count.Add(now, TimeSpan.MaxValue, 100);
        count.At(now).ShouldBe(9);
        count.At(now + TimeSpan.FromMinutes(12)).ShouldBe(2);
        count.At(now + TimeSpan.FromMinutes(62)).ShouldBe(0);
    }
}
