using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>Many lanes at one line, in real time.</summary>
public class HammerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 20_000)]
    [InlineData(3, 50_000)]
    public async Task Each_mail_is_handed_out_once_until_it_has_ended_and_everybody_goes_home(int perDomain, int perSecond)
    {
        const int mails = 20_000;
        var pace = new Pace(new PaceLimits(16, MessagesPerConnection: 50, PerSecond: perSecond, ConnectionsPerDomain: perDomain), TimeProvider.System);
        var line = new WaitingLine<string>(pace, 200);
        line.Begin();
        var inHand = new ConcurrentDictionary<string, byte>();
        var ended = new ConcurrentDictionary<string, int>();
        var perDomainNow = new int[8];
        var mostPerDomain = 0;
        var lanes = Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            var chance = new Random(number);
            var seat = new Seat();
            while (true)
            {
                var turn = await line.NextAsync(seat);
                if (turn.Order == LaneOrder.End) break;
                if (turn.Order == LaneOrder.Close)
                {
                    line.Closed(seat);
                    continue;
                }

                if (!seat.IsConnected)
                {
                    if (chance.Next(20) == 0)
                    {
                        if (!line.Refused(seat, turn)) ended.AddOrUpdate(turn.Item, 1, (_, times) => times + 1);
                        continue;
                    }

                    line.Connected(seat);
                }

                List<Turn<string>> turns = [turn];
                while (turns.Count < 3 && line.TryNext(seat, out var next)) turns.Add(next);
                foreach (var each in turns)
                {
                    inHand.TryAdd(each.Item, 0).ShouldBeTrue(each.Item);
                    var domain = int.Parse(each.Item.AsSpan(each.Item.IndexOf('@', StringComparison.Ordinal) + 1, 1), CultureInfo.InvariantCulture);
                    InterlockedMost(ref mostPerDomain, Interlocked.Increment(ref perDomainNow[domain]));
                }

                if (chance.Next(4) == 0) await Task.Yield();
                foreach (var each in turns)
                {
                    var domain = int.Parse(each.Item.AsSpan(each.Item.IndexOf('@', StringComparison.Ordinal) + 1, 1), CultureInfo.InvariantCulture);
                    Interlocked.Decrement(ref perDomainNow[domain]);
                    inHand.TryRemove(each.Item, out _);
                    ended.AddOrUpdate(each.Item, 1, (_, times) => times + 1);
                    if (chance.Next(50) == 0) line.Untried(seat, each);
                    else line.Ended(seat, each, chance.Next(30) == 0 ? Results.Of(450, "4.2.1", "busy", SmtpStage.Rcpt) : Results.Delivered);
                }
            }

            line.Gone(seat);
        })).ToList();

        var back = 0;
        for (var next = 0; next < mails;)
        {
            var room = await line.RoomAsync(TimeSpan.FromSeconds(1));
            foreach (var (mail, _) in line.TakeBack())
            {
                back++;
                ended.AddOrUpdate(mail, 1, (_, times) => times + 1);
            }

            if (room.UrgentOnly) continue;
            var count = Math.Min(room.Limit, mails - next);
            line.Add(Enumerable.Range(next, count).Select(i => i % 20 == 0 ? $"confirm{i}@{i % 8}.example" : $"digest{i}@{i % 8}.example"), mail => mail, mail => mail[0] == 'c');
            next += count;
        }

        line.Complete();
        await Task.WhenAll(lanes).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        foreach (var (mail, _) in line.TakeBack())
        {
            back++;
            ended.AddOrUpdate(mail, 1, (_, times) => times + 1);
        }

        ended.Count.ShouldBe(mails);
        ended.Values.ShouldAllBe(times => times == 1);
        inHand.ShouldBeEmpty();
        if (perDomain > 0) mostPerDomain.ShouldBeLessThanOrEqualTo(perDomain);
        back.ShouldBeLessThan(mails / 4, "a busy domain is not put off");
        output.WriteLine($"put off: {back}; most to one domain: {mostPerDomain}");
    }

    [Fact]
    public void What_a_mail_costs_in_line()
    {
        Print("no limit", new PaceLimits(8, MessagesPerConnection: 500), trouble: false);
        Print("no limit, a domain in trouble", new PaceLimits(8, MessagesPerConnection: 500), trouble: true);
        Print("every limit, none met", new PaceLimits(8, 500, 1_000_000_000, 1_000_000_000, 100), trouble: false);
    }

    private void Print(string name, PaceLimits limits, bool trouble)
    {
        const int batch = 200;
        const int batches = 1000;
        var line = new WaitingLine<string>(new Pace(limits, TimeProvider.System), batch);
        var mails = Enumerable.Range(0, batch).Select(i => $"digest{i}@a.example").ToArray();
        var seat = new Seat();
        if (trouble)
        {
            line.Add(["x@bad.example"], mail => mail, _ => false);
            line.Ask(seat, out var turn, out _, out _).ShouldBeTrue();
            line.Ended(seat, turn, Results.Of(451, "4.4.1", "busy", SmtpStage.Rcpt));
        }

        var best = TimeSpan.MaxValue;
        var bytes = 0L;
        var sent = 0;
        for (var repeat = 0; repeat < 5; repeat++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < batches; i++)
            {
                line.Add(mails, static mail => mail, static _ => false);
                while (line.Ask(seat, out var turn, out _, out _))
                {
                    line.Ended(seat, turn, Results.Delivered);
                    sent++;
                }
            }

            var took = Stopwatch.GetElapsedTime(start);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (took < best) best = took;
        }

        sent.ShouldBe(5 * batch * batches, name);
        output.WriteLine($"{name}: {best.TotalNanoseconds / (batch * batches):0} ns and {bytes / (double)(batch * batches):0.0} bytes a mail, from Add to Ended");
        (bytes / (double)(batch * batches)).ShouldBeLessThan(limits.ConnectionsPerDomain == 0 ? 8 : 200, name);
    }

    private static void InterlockedMost(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
