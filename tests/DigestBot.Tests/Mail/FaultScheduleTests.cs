using DigestBot.Endurance.Schedules;

namespace DigestBot.Tests.Mail;

/// <summary>Random fault schedules against the real sender. The long form: <c>tests/DigestBot.Endurance schedules</c>.</summary>
public class FaultScheduleTests
{
    [Fact]
    public async Task Whatever_a_relay_does_no_mail_is_stuck_or_lost_or_sent_twice_outside_its_doubt_and_nobody_is_wrongly_suppressed()
    {
        var broken = new List<BrokenSchedule>();
        var result = await FaultSchedules.RunAsync(200, seed: 1_000_001, workers: 24, folder: null, broken.Add, null, TestContext.Current.CancellationToken);
        broken.ShouldBeEmpty(string.Join('\n', broken));
        result.Schedules.ShouldBe(200);
        // The schedules do what they are there for.
        result.Faults.ShouldBeGreaterThan(400);
        result.Sent.ShouldBeGreaterThan(400);
        result.Failed.ShouldBeGreaterThan(100);
        result.Cancelled.ShouldBeGreaterThan(10);
        result.Twice.ShouldBeGreaterThan(0);
        result.Bounced.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_seed_draws_the_same_schedule_every_time()
    {
        var plan = SchedulePlan.Draw(7);
        SchedulePlan.Draw(7).ToString().ShouldBe(plan.ToString());
        SchedulePlan.Draw(8).ToString().ShouldNotBe(plan.ToString());
        var faults = Enumerable.Range(1, 200).Select(occurrence => plan.FaultAt(2, occurrence)).ToList();
        Enumerable.Range(1, 200).Select(occurrence => SchedulePlan.Draw(7).FaultAt(2, occurrence)).ShouldBe(faults);
        faults.ShouldContain(fault => fault != null);
    }
}
