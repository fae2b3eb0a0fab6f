using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Mail;

/// <summary>The retry plan walked over its five days, for a burst that was put off at one moment.</summary>
public sealed class FiveDaysTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Days = TimeSpan.FromDays(5);

    [Fact]
    public void Ten_thousand_mails_put_off_at_one_moment_are_tried_seldom_and_ever_less_together()
    {
        var plans = Enumerable.Range(1, 10_000).Select(id => Plan(id)).ToList();
        plans.ShouldAllBe(times => times.Count >= 12 && times.Count <= 16);
        foreach (var times in plans)
        {
            // RFC 6647: greylists ask for five minutes mostly.
            times.Count(time => time < Created.AddHours(1)).ShouldBe(2);
            (times[1] - times[0]).ShouldBeGreaterThan(TimeSpan.FromMinutes(5));
            times[^1].ShouldBeGreaterThanOrEqualTo(Created + Days);
            times[^1].ShouldBeLessThan(Created + Days + TimeSpan.FromHours(16));
        }

        Busiest(plans, 1, TimeSpan.FromSeconds(10)).ShouldBeLessThan(1_500);
        Busiest(plans, 2, TimeSpan.FromMinutes(1)).ShouldBeLessThan(1_000);
        Busiest(plans, 6, TimeSpan.FromMinutes(10)).ShouldBeLessThan(700);
    }

    [Fact]
    public void A_mail_that_was_not_tried_for_days_still_has_its_tries()
    {
        // The relay could not be reached for a week, or the clock jumped; the first thing it says is "greylisted".
        var (now, tries) = (Created.AddDays(7), 0);
        while (Retry.Next(1, ++tries, Created, now, Days) is { } next) now = next;
        tries.ShouldBe(Retry.LeastTries);
        (now - Created.AddDays(7)).ShouldBeInRange(TimeSpan.FromHours(6), TimeSpan.FromHours(12));
    }

    [Fact]
    public void A_clock_that_was_set_back_neither_gives_up_nor_hurries()
    {
        var now = Created.AddDays(-300);
        (Retry.Next(1, 40, Created, now, Days).ShouldNotBeNull() - now).ShouldBeInRange(TimeSpan.FromHours(12), TimeSpan.FromHours(15));
    }

    [Fact]
    public async Task A_mail_whose_days_end_while_it_is_in_doubt_says_so_and_is_not_sent_again()
    {
        await using var relay = new SunkMails((_, _) => throw new OperationCanceledException("hangs up"));
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        for (var row = (await service.OutboxAsync())[0]; row.State is OutboxState.Queued or OutboxState.Sending; row = (await service.OutboxAsync())[0])
        {
            service.Clock.Set(row.NextAttempt);
            await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        }

        var ended = (await service.OutboxAsync())[0];
        ended.State.ShouldBe(OutboxState.Failed);
        var attempts = await service.Get<AttemptTable>().OfAsync(ended);
        attempts.Count.ShouldBe(ended.Attempts);
        attempts.ShouldAllBe(one => one.Attempt.InDoubt && one.Attempt.Relay!.Contains("127.0.0.1", StringComparison.Ordinal));
        attempts.Select(one => one.Number).ShouldBe(Enumerable.Range(1, ended.Attempts));
        relay.Mails.Select(mail => Convert.ToBase64String(mail.Message)).Distinct().Count().ShouldBe(1, "the same bytes each time");
        // The operator has it tried again: it is in doubt as before.
        (await service.Get<OutboxList>().RetryAsync(ended.Id, service.Clock.GetUtcNow())).ShouldBeNull();
        (await service.OutboxAsync())[0].State.ShouldBe(OutboxState.Sending);
        (await service.Get<OutboxList>().CancelAsync(ended.Id, service.Clock.GetUtcNow())).ShouldNotBeNull().ShouldContain("in doubt");
    }

    private static List<DateTimeOffset> Plan(long id)
    {
        var times = new List<DateTimeOffset> { Created };
        while (Retry.Next(id, times.Count, Created, times[^1], Days) is { } next) times.Add(next);
        return times;
    }

    private static int Busiest(List<List<DateTimeOffset>> plans, int attempt, TimeSpan within) =>
        plans.GroupBy(times => times[attempt].Ticks / within.Ticks).Max(group => group.Count());
}
