using System.Net;
using System.Net.Sockets;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Each stage waits for its own time (RFC 5321 4.5.3.2), no less and no more, by a clock that the test holds.</summary>
public class StageTimeoutTests
{
    // All different, so that no stage can have the time of another.
    private static readonly SmtpTimeouts Times = new()
    {
        Connect = TimeSpan.FromSeconds(31), Tls = TimeSpan.FromSeconds(61), Greeting = TimeSpan.FromSeconds(301), Command = TimeSpan.FromSeconds(302), Mail = TimeSpan.FromSeconds(303),
        Rcpt = TimeSpan.FromSeconds(304), Data = TimeSpan.FromSeconds(121), Block = TimeSpan.FromSeconds(181), FinalDot = TimeSpan.FromSeconds(601), Quit = TimeSpan.FromSeconds(5),
    };

    private static readonly string[] UpToAuth = ["S: 220 test.example", "C: EHLO *", "S: 250-test.example", "S: 250 AUTH LOGIN PLAIN"];
    private static readonly string[] UpToMail = ["S: 220 test.example", "C: EHLO *", "S: 250 test.example", "C: MAIL *"];
    private static readonly string[] UpToMessage = [.. UpToMail, "S: 250 ok", "C: RCPT *", "S: 250 ok", "C: DATA", "S: 354 go on"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string, int, string[]>> Silences() =>
    [
        new("Greeting", 301, []),
        new("Ehlo", 302, ["S: 220 test.example", "C: EHLO *"]),
        new("StartTls", 302, ["S: 220 test.example", "C: EHLO *", "S: 250-test.example", "S: 250 STARTTLS", "C: STARTTLS"]),
        new("Tls", 61, ["S: 220 test.example", "C: EHLO *", "S: 250-test.example", "S: 250 STARTTLS", "C: STARTTLS", "S: 220 go on"]),
        new("Auth", 302, [.. UpToAuth, "C: AUTH PLAIN *"]),
        new("Mail", 303, UpToMail),
        new("Rcpt", 304, [.. UpToMail, "S: 250 ok", "C: RCPT *"]),
        new("Data", 121, [.. UpToMail, "S: 250 ok", "C: RCPT *", "S: 250 ok", "C: DATA"]),
        new("FinalDot", 601, [.. UpToMessage, "!message"]),
        new("Rset", 302, [.. UpToMail, "S: 250 ok", "C: RCPT *", "S: 550 5.1.1 nobody", "C: RSET"]),
    ];

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_server_that_falls_silent_is_left_when_the_stages_own_time_is_over(string stage, int seconds, string[] before)
    {
        await using var server = new ScriptedSmtpServer(new Transcript(stage, [], [.. before.Append("!silence").Select((line, i) => (i + 1, line))]));
        var clock = new ManualClock();
        var options = Letters.At(server.Port) with
        {
            Timeouts = Times, Security = stage is "StartTls" or "Tls" ? SmtpSecurity.Required : SmtpSecurity.None, User = stage == "Auth" ? "bob" : null, Password = "x",
        };
        var sending = SendAsync(options, clock);
        await ArmedAsync(clock, seconds, sending, server.Silent);
        // The command's own write had the same patience: the client is to be at its reading.
        await Task.Delay(300, Stop);

        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await Task.Delay(50, Stop);
        sending.IsCompleted.ShouldBeFalse($"it gave up a second early: {(sending.IsCompleted ? await sending : "")}");
        clock.Advance(TimeSpan.FromSeconds(2));
        var outcome = await sending.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        outcome.ShouldContain(stage == "Rset" ? "550" : $"no answer within {seconds} s ({stage})");
        outcome.StartsWith("in doubt", StringComparison.Ordinal).ShouldBe(stage == "FinalDot");
    }

    [Fact]
    public async Task A_250_that_comes_fourteen_minutes_after_the_final_dot_is_waited_for()
    {
        await using var server = new ScriptedSmtpServer(new Transcript("late", [], [.. UpToMessage.Concat(["!message", "!wait", "S: 250 2.0.0 taken"]).Select((line, i) => (i + 1, line))]));
        var clock = new ManualClock();
        var sending = SendAsync(Letters.At(server.Port) with { Timeouts = SmtpTimeouts.Standard }, clock);
        await ArmedAsync(clock, 900, sending, server.Silent);
        for (var minute = 0; minute < 14; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(10, Stop);
        }
        sending.IsCompleted.ShouldBeFalse();
        server.GoOn();
        (await sending.WaitAsync(TimeSpan.FromSeconds(20), Stop)).ShouldStartWith("Delivered");
    }

    [Fact]
    public async Task A_server_that_stops_reading_the_message_is_left_after_the_time_of_a_block()
    {
        await using var server = new ScriptedSmtpServer(new Transcript("block", [], [.. UpToMessage.Append("!wait").Select((line, i) => (i + 1, line))]));
        var clock = new ManualClock();
        var large = Letters.Of(string.Concat(Enumerable.Repeat("A line that is repeated until no buffer can hold it.\r\n", 400_000)));
        var sending = SendAsync(Letters.At(server.Port) with { Timeouts = Times }, clock, large);
        await ArmedAsync(clock, 181, sending, server.Silent);
        // The buffers of both ends fill up in real time; each block that still goes through is given its time anew.
        await Task.Delay(300, Stop);
        clock.Advance(TimeSpan.FromSeconds(180));
        await Task.Delay(50, Stop);
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await sending.WaitAsync(TimeSpan.FromSeconds(20), Stop)).ShouldContain("ConnectionLost");
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_left_after_the_time_of_a_connection()
    {
        // A full queue of connections: the kernel lets further ones wait.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(full.LocalEndPoint!, Stop);

        var clock = new ManualClock();
        var sending = SendAsync(Letters.At(((IPEndPoint)full.LocalEndPoint!).Port) with { Timeouts = Times }, clock);
        await ArmedAsync(clock, 31, sending, Task.CompletedTask);
        clock.Advance(TimeSpan.FromSeconds(30));
        await Task.Delay(50, Stop);
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await sending.WaitAsync(TimeSpan.FromSeconds(20), Stop)).ShouldContain("(connecting): no answer within 31 s");
    }

    private static async Task<string> SendAsync(SmtpOptions options, ManualClock clock, ReadOnlyMemory<byte>? message = null)
    {
        try
        {
            await using var session = await SmtpSession.ConnectAsync(options, null, clock, Stop);
            var result = await session.SendAsync(Letters.ToReader, message ?? Letters.Short, null, Stop);
            return $"{(result.InDoubt ? "in doubt " : "")}{result.Outcome} {result.Reply} {result.Reason}";
        }
        catch (SmtpConnectException error)
        {
            return error.Message;
        }
    }

    /// <summary>Waits until the server has fallen silent and the client's only timer is the one that is expected.</summary>
    private static async Task ArmedAsync(ManualClock clock, int seconds, Task<string> sending, Task silent)
    {
        await silent.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        for (var tries = 0; tries < 400 && !sending.IsCompleted; tries++)
        {
            if (clock.Pending is [var only] && only == TimeSpan.FromSeconds(seconds))
                return;
            await Task.Delay(25, Stop);
        }
        throw new InvalidOperationException($"No timer of {seconds} s: {string.Join(", ", clock.Pending)} {(sending.IsCompleted ? await sending : "")}");
    }
}
