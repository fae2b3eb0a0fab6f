using System.Diagnostics;
using DigestBot.Mail.Pacing;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>What the outbox tells the pace, and takes from it.</summary>
public class LastHourTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task What_was_sent_in_the_last_hour_counts_after_a_restart()
    {
        await using var house = new House();
        await EndedAsync(house, 30, "sent", TimeSpan.FromMinutes(10));
        await EndedAsync(house, 20, "sent", TimeSpan.FromMinutes(50));
        await EndedAsync(house, 500, "sent", TimeSpan.FromMinutes(61));
        await EndedAsync(house, 500, "failed", TimeSpan.FromMinutes(5));

        var clock = new SteppedClock();
        var pace = new Pace(new PaceLimits(1, PerHour: 100), clock);
        pace.WantsLastHour.ShouldBeTrue();
        pace.CountLastHour(await house.Part<OutboxTable>().SentAroundAsync(house.Clock.Now, 100));
        pace.WantsLastHour.ShouldBeFalse();
        var line = new WaitingLine<int>(pace, 200);
        line.Room().ShouldBe(new Room(40, false));
        clock.Advance(TimeSpan.FromMinutes(12));
        line.Room().ShouldBe(new Room(60, false));
        clock.Advance(TimeSpan.FromMinutes(40));
        line.Room().ShouldBe(new Room(90, false));
    }

    [Fact]
    public async Task A_clock_that_was_put_back_forgets_nothing_and_blocks_nothing_for_longer_than_an_hour()
    {
        await using var house = new House();
        await EndedAsync(house, 30, "sent", TimeSpan.FromMinutes(-20));
        await EndedAsync(house, 40, "sent", TimeSpan.FromDays(-400));
        var clock = new SteppedClock();
        var pace = new Pace(new PaceLimits(1, PerHour: 100), clock);
        pace.CountLastHour(await house.Part<OutboxTable>().SentAroundAsync(house.Clock.Now, 100));
        var line = new WaitingLine<int>(pace, 200);
        line.Room().ShouldBe(new Room(60, false));
        clock.Advance(TimeSpan.FromMinutes(62));
        line.Room().ShouldBe(new Room(90, false));
    }

    [Fact]
    public async Task The_last_hour_is_read_fast_beside_many_rows()
    {
        await using var house = new House();
        const int rows = 200_000;
        await EndedAsync(house, rows, "sent", TimeSpan.FromMinutes(90));
        await EndedAsync(house, 5_000, "sent", TimeSpan.FromMinutes(30));
        var start = Stopwatch.GetTimestamp();
        (await house.Part<OutboxTable>().SentAroundAsync(house.Clock.Now, 10_000)).Sum(minute => minute.Count).ShouldBe(5_000);
        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms beside {rows:N0} rows");
        (await house.ColumnAsync<string>("EXPLAIN QUERY PLAN SELECT ended FROM outbox INDEXED BY outbox_ended WHERE ended > 1 AND ended <= 2 AND state = 'sent' ORDER BY ended DESC LIMIT 3")).Count.ShouldBe(1);
        (await house.Part<OutboxTable>().SentAroundAsync(house.Clock.Now, 100)).Sum(minute => minute.Count).ShouldBe(100);
    }

    [Fact]
    public async Task When_digests_are_held_back_only_what_a_person_waits_for_is_claimed()
    {
        await using var house = new House();
        await house.MailAsync(MailKind.Digest, null);
        var confirm = await house.MailAsync(MailKind.Confirm, null);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Lease, 10, urgentOnly: true)).Select(mail => mail.Id).ShouldBe([confirm]);
    }

    [Fact]
    public async Task What_is_put_off_keeps_its_attempts_and_comes_again_at_its_time()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var first = await house.MailAsync(MailKind.Digest, null);
        var second = await house.MailAsync(MailKind.Digest, null);
        var gone = await house.MailAsync(MailKind.Digest, null);
        await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        await house.ExecuteAsync("UPDATE outbox SET state = 'cancelled' WHERE id = @gone", new { gone });
        await outbox.PutOffAsync([(first, house.Clock.Now.AddMinutes(2)), (second, house.Clock.Now.AddMinutes(4)), (gone, house.Clock.Now)]);
        (await outbox.ClaimAsync(house.Clock.Now.AddMinutes(1), Lease, 10)).ShouldBeEmpty();
        (await outbox.ClaimAsync(house.Clock.Now.AddMinutes(2), Lease, 10)).Select(mail => (mail.Id, mail.Attempts, mail.State)).ShouldBe([(first, 0, OutboxState.Queued)]);
        (await outbox.ClaimAsync(house.Clock.Now.AddMinutes(4), Lease, 10)).Select(mail => mail.Id).ShouldBe([second]);
    }

    private static Task EndedAsync(House house, int count, string state, TimeSpan age) =>
        house.ExecuteAsync(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
            INSERT INTO outbox (kind, priority, recipient, state, created, next_attempt, ended) SELECT 'digest', 1, 'reader' || i || '@a.example', @state, @at, @at, @at FROM n
            """, new { count, state, at = house.Clock.Now - age });
}
