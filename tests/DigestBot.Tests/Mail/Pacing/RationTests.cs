using DigestBot.Mail.Pacing;

namespace DigestBot.Tests.Mail.Pacing;

public class RationTests
{
    private static readonly TimeSpan Start = TimeSpan.FromDays(2);

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        var ration = new Ration(0, 0);
        ration.IsFree.ShouldBeTrue();
        for (var i = 0; i < 10_000; i++) ration.Take(Start);
        ration.Wait(Start, urgent: false).ShouldBe(TimeSpan.Zero);
        ration.Room(Start).ShouldBe(int.MaxValue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(500)]
    public void A_second_takes_its_mails_spread_and_nearly_all_of_them(int perSecond)
    {
        var ration = new Ration(perSecond, 0);
        var went = Run(ration, TimeSpan.FromSeconds(30), () => false);
        for (var i = perSecond; i < went.Count; i++) (went[i] - went[i - perSecond]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        went.Count.ShouldBeGreaterThanOrEqualTo((int)(0.95 * 30 * perSecond));
        // Not all at the second's beginning.
        went.Count(time => time < Start + TimeSpan.FromMilliseconds(100)).ShouldBeLessThanOrEqualTo((perSecond + 7) / 8);
    }

    [Fact]
    public void An_hour_holds_digests_back_and_keeps_a_tenth_for_whom_a_person_waits()
    {
        var ration = new Ration(0, 1000);
        ration.Room(Start).ShouldBe(900);
        Run(ration, TimeSpan.FromMinutes(30), () => false).Count.ShouldBe(900);
        var later = Start + TimeSpan.FromMinutes(30);
        ration.Wait(later, urgent: false).ShouldBeGreaterThan(TimeSpan.FromMinutes(29));
        for (var i = 0; i < 100; i++)
        {
            ration.Wait(later, urgent: true).ShouldBe(TimeSpan.Zero);
            ration.Take(later);
        }

        ration.Wait(later, urgent: true).ShouldBeGreaterThan(TimeSpan.FromMinutes(29));
        // When the hour is over, the hundred are still within theirs: digests get what is left below nine tenths.
        var next = Start + TimeSpan.FromMinutes(61);
        ration.Room(next).ShouldBe(800);
    }

    [Fact]
    public void A_confirmation_never_waits_though_digests_press_for_hours()
    {
        var ration = new Ration(0, 600);
        var minutes = 0;
        var waited = 0;
        for (var now = Start; now < Start + TimeSpan.FromHours(5); now += TimeSpan.FromMinutes(1))
        {
            while (ration.Wait(now, urgent: false) == TimeSpan.Zero) ration.Take(now);
            if (minutes++ % 2 == 0)
            {
                if (ration.Wait(now, urgent: true) > TimeSpan.Zero) waited++;
                ration.Take(now);
            }
        }

        waited.ShouldBe(0, "thirty an hour are fewer than the sixty that are kept");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(10, 9)]
    [InlineData(11, 9)]
    public void Small_limits_still_let_digests_go(int perHour, int digests) => new Ration(0, perHour).Room(Start).ShouldBe(digests);

    [Fact]
    public void A_restart_does_not_begin_the_hour_anew()
    {
        var ration = new Ration(0, 1000);
        ration.Resume(Start, TimeSpan.FromMinutes(40), 500);
        ration.Resume(Start, TimeSpan.FromMinutes(10), 400);
        ration.Room(Start).ShouldBe(0);
        ration.Wait(Start, urgent: false).ShouldBeInRange(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(21));
        ration.Room(Start + TimeSpan.FromMinutes(21)).ShouldBe(500);
    }

    private static List<TimeSpan> Run(Ration ration, TimeSpan length, Func<bool> urgent)
    {
        List<TimeSpan> went = [];
        for (var now = Start; now < Start + length;)
        {
            var wait = ration.Wait(now, urgent());
            if (wait == TimeSpan.Zero)
            {
                ration.Take(now);
                went.Add(now);
            }
            else now += wait;
        }

        return went;
    }
}
