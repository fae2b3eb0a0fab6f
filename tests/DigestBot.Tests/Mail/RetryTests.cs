using DigestBot.Mail;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Mail;

/// <summary>The retry plan: growing, spread, the same for the same mail, and it ends.</summary>
public class RetryTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Days = TimeSpan.FromDays(5);

    [Fact]
    public void For_every_mail_the_pauses_grow_and_end_after_the_days_that_were_set()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), id =>
        {
            var now = Created;
            var pauses = new List<TimeSpan>();
            while (Retry.Next(id, pauses.Count + 1, Created, now, Days) is { } next)
            {
                pauses.Add(next - now);
                now = next;
                if (pauses.Count > 50) return false;
            }

            // Greylisting (RFC 6647): at most two tries in the first hour, and the second is late enough.
            return now - Created >= Days && now - Created < Days + TimeSpan.FromHours(16)
                && pauses[0] >= TimeSpan.FromMinutes(5) && pauses[0] + pauses[1] > TimeSpan.FromHours(1)
                && pauses.Take(6).Zip(pauses.Skip(1).Take(5)).All(pair => pair.Second > pair.First)
                && pauses.All(pause => pause < TimeSpan.FromHours(16));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Mails_that_were_put_off_together_do_not_come_back_together()
    {
        var times = Enumerable.Range(1, 1000).Select(id => Retry.Next(id, 1, Created, Created, Days)!.Value).ToList();
        times.Distinct().Count().ShouldBeGreaterThan(500);
        (times.Max() - times.Min()).ShouldBeGreaterThan(TimeSpan.FromMinutes(1));
        Enumerable.Range(1, 1000).Select(id => Retry.Next(id, 1, Created, Created, Days)!.Value).ShouldBe(times, "the same mail, the same pause");
    }

    [Fact]
    public void The_last_attempt_is_at_or_after_the_end_of_the_days() =>
        Retry.Next(1, Retry.LeastTries, Created, Created + Days, Days).ShouldBeNull();
}
