using System.Diagnostics;
using System.Text;
using DigestBot.Mail;
using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>Lanes with real connections to a relay that has limits: what it is given, and what it had to refuse.</summary>
public class RealLaneTests(ITestOutputHelper output)
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("From: a@bot.example\r\nTo: b@readers.example\r\nSubject: x\r\n\r\nHello.\r\n");

    [Fact]
    public async Task A_relay_that_takes_three_connections_gets_three_and_no_mail_pays_for_it()
    {
        await using var relay = new LimitedRelay(3, int.MaxValue, TimeSpan.FromMilliseconds(5));
        var results = await SendAsync(relay, new PaceLimits(8, MessagesPerConnection: 100), 600);
        Say(relay);
        results.ShouldAllBe(result => result.Outcome == SendOutcome.Delivered);
        (results.Count, relay.Delivered).ShouldBe((600, 600));
        relay.Peak.ShouldBe(3);
        relay.RefusedConnections.ShouldBeInRange(1, 5);
        relay.MostPerConnection.ShouldBe(100);
    }

    [Fact]
    public async Task The_limit_per_second_keeps_the_relay_from_refusing_anything()
    {
        await using var relay = new LimitedRelay(8, 100, TimeSpan.FromMilliseconds(2));
        var start = Stopwatch.GetTimestamp();
        var results = await SendAsync(relay, new PaceLimits(8, PerSecond: 90), 360);
        var took = Stopwatch.GetElapsedTime(start);
        Say(relay);
        results.ShouldAllBe(result => result.Outcome == SendOutcome.Delivered);
        relay.RefusedMails.ShouldBe(0);
        took.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_relay_that_takes_a_hundred_a_second_without_saying_so_refuses_few()
    {
        await using var relay = new LimitedRelay(8, 100, TimeSpan.FromMilliseconds(2));
        var start = Stopwatch.GetTimestamp();
        var results = await SendAsync(relay, new PaceLimits(8), 800);
        var rate = relay.Delivered / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Say(relay);
        output.WriteLine($"{rate:0} a second");
        results.Count.ShouldBe(800);
        relay.RefusedMails.ShouldBeLessThan(40);
        rate.ShouldBeGreaterThan(50);
    }

    private static async Task<IReadOnlyList<SendResult>> SendAsync(LimitedRelay relay, PaceLimits limits, int mails)
    {
        var stop = TestContext.Current.CancellationToken;
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = relay.Port, Security = SmtpSecurity.None, HeloName = "bot.example" };
        using var tokens = new AccessTokens(settings, TimeProvider.System);
        using var protocol = new ProtocolLog("", 1, TimeProvider.System, NullLogger<ProtocolLog>.Instance);
        var transport = new SmtpTransport(settings, tokens, protocol, TimeProvider.System);
        var line = new WaitingLine<string>(new Pace(limits, TimeProvider.System), 200);
        line.Begin();
        var results = new List<SendResult>();
        var lanes = Enumerable.Range(0, limits.Connections).Select(_ => Task.Run(() => LaneAsync(line, transport, results, stop), stop)).ToList();
        for (var next = 0; next < mails;)
        {
            var room = await line.RoomAsync(TimeSpan.FromSeconds(1));
            if (room.UrgentOnly) continue;
            var count = Math.Min(room.Limit, mails - next);
            line.Add(Enumerable.Range(next, count).Select(i => $"reader{i}@readers.example"), mail => mail, _ => false);
            next += count;
        }

        line.Complete();
        await Task.WhenAll(lanes).WaitAsync(TimeSpan.FromSeconds(60), stop);
        return results;
    }

    private static async Task LaneAsync(WaitingLine<string> line, SmtpTransport transport, List<SendResult> results, CancellationToken stop)
    {
        var seat = new Seat();
        IMailConnection? connection = null;
        try
        {
            while (await line.NextAsync(seat) is var turn && turn.Order != LaneOrder.End)
            {
                if (connection is not null && (turn.Order == LaneOrder.Close || !connection.IsUsable))
                {
                    await connection.DisposeAsync();
                    connection = null;
                    line.Closed(seat);
                }

                if (turn.Order == LaneOrder.Close) continue;
                if (connection is null)
                {
                    try
                    {
                        connection = await transport.ConnectAsync(stop);
                        line.Connected(seat);
                    }
                    catch (TransportException e) when (e.InnerException is SmtpConnectException { IsTemporary: true } && line.Refused(seat, turn))
                    {
                        continue;
                    }
                }

                var result = await connection.SendAsync(new OutgoingMail(new Envelope("a@bot.example", turn.Item), "mail", Message), _ => ValueTask.FromResult<OutgoingMail?>(null), stop);
                line.Ended(seat, turn, result);
                lock (results) results.Add(result);
            }
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
            line.Gone(seat);
        }
    }

    private void Say(LimitedRelay relay) =>
        output.WriteLine($"{relay.Delivered} delivered, {relay.RefusedMails} mails and {relay.RefusedConnections} connections refused, at most {relay.Peak} connections");
}
