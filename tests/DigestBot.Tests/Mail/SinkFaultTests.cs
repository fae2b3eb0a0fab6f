using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>Every fault that smtp-sink can show, at every stage, to every mail: what stands in the outbox after a round, and that a healthy relay gets the rest once.</summary>
public class SinkFaultTests
{
    private const int Mails = 5;

    // -r refuses for now, -f for good, -q hangs up, -Q says 421, -W answers a second late. For the words see Faults.Word; "stops": the relay refuses our sender, the first mail on
    // each connection is put off and the rest waits. RSET follows a refusal, here of RCPT for now. After -f EHLO there is still HELO.
    private const string Table =
        """
        flag | CONNECT EHLO  MAIL  RCPT  DATA  .     RSET  QUIT
        -r   | waits   waits later later later later later goes
        -f   | waits   goes  stops fails fails fails later goes
        -q   | waits   waits later later later doubt later goes
        -Q   | waits   waits later later later later later goes
        -W   | goes    goes  goes  goes  goes  goes  later goes
        """;

    public static TheoryData<string, string> Flags => Faults.Rows(Table);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Flags))]
    public Task Each_mail_ends_as_the_relay_said(string flag, string row) =>
        Faults.AllAsync(Faults.Cells(Table, row).Select(cell => (Func<Task>)(() => StageAsync(flag, cell.Column, cell.Cell))));

    [Theory]
    [InlineData("-p")]
    [InlineData("-e")]
    [InlineData("-8")]
    [InlineData("-N")]
    [InlineData("-p -e -8 -N")]
    [InlineData("-f EHLO -p -N")]
    public Task A_relay_that_can_do_little_gets_every_mail(string flags) => RoundAsync(Faults.Words(flags), "goes", flags);

    // It says 550 right after DATA and reads no more (-A): nobody waits for the end of time.
    [Fact]
    public Task A_relay_that_refuses_right_after_DATA_does_not_hang_the_round() => RoundAsync(["-A", "0"], "fails", "-A 0");

    private static Task StageAsync(string flag, string stage, string expected) => RoundAsync(
        (flag, stage) switch
        {
            ("-r", "RSET") => ["-r", "RCPT,RSET"],
            ("-W", "RSET") => ["-r", "RCPT", "-W", "RSET:1"],
            ("-W", "MAIL" or "RCPT" or ".") => ["-p", "-W", stage + ":1"], // it gets the order of pipelined answers wrong when one of them is late
            ("-W", _) => ["-W", stage + ":1"],
            (_, "RSET") => ["-r", "RCPT", flag, "RSET"],
            _ => [flag, stage],
        }, expected, $"{flag} at {stage}");

    private static async Task RoundAsync(string[] flags, string expected, string because)
    {
        await using var sink = await SmtpSink.StartAsync(flags);
        await using var service = Installation.Make(Relay.At(sink.Port));
        await service.QueueDigestsAsync(Mails);
        var report = await service.Get<Sender>().RunAsync(null, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        (report.Problem is not null).ShouldBe(expected is "waits" or "stops", $"{because}: {report.Problem}");
        if (report.Problem is not null) report.Problem.ShouldContain(expected == "waits" ? $"127.0.0.1:{sink.Port}" : "500 5.3.0", Case.Sensitive, because);
        var kept = await service.KeptAsync();
        var words = (await service.OutboxAsync()).Select(mail => (Word: Faults.Word(mail, kept), Mail: mail)).ToList();
        if (expected == "stops")
        {
            words.Count(one => one.Word == "later").ShouldBeInRange(1, 2, "one for each connection");
            words.ShouldAllBe(one => one.Word == "later" || one.Word == "waits", because);
        }
        else words.ShouldAllBe(one => one.Word == expected, because);
        foreach (var (word, mail) in words.Where(one => one.Word is "later" or "doubt"))
            mail.NextAttempt.ShouldBeGreaterThan(service.Clock.GetUtcNow().AddMinutes(5), $"{because}: {word}");
        await service.NobodyIsHarmedAsync(because);

        service.Clock.Advance(TimeSpan.FromHours(1));
        await using var healthy = new FaultyRelay();
        (await service.SenderTo(healthy.Port).RunAsync(null, Stop)).Problem.ShouldBeNull(because);
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == (expected == "fails" ? OutboxState.Failed : OutboxState.Sent), because);
        healthy.Mails.Select(mail => mail.Recipient).Distinct().Count().ShouldBe(healthy.Mails.Count, because);
        healthy.Mails.Count.ShouldBe(expected is "goes" or "fails" ? 0 : Mails, because);
    }
}
