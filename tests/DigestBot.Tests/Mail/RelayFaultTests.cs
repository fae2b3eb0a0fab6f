using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>One fault at one stage, on a raw socket: what becomes of the mail that it strikes, of the others, and of all of them once the relay is well.</summary>
public class RelayFaultTests
{
    private const int Mails = 5;
    private const int Struck = 2;

    // For the words see Faults.Word; "stops": the fault is about us, the struck mail is put off and those after it wait. "later/doubt": either, for the answers race.
    // "shift": the struck mail goes, and the answers that are too many may be taken for those to the next mail, which is put off. A relay that ends a connection between two mails,
    // without an answer to the next MAIL, has not tried that mail: it goes over another connection.
    // A fault at connect or ehlo strikes the first connection, before any mail. Before RSET the struck mail was put off with 450 at RCPT.
    private const string Table =
        """
        fault         | connect ehlo  mail  rcpt  data  dot   rset  quit
        4xx           | waits   waits later later later later later goes
        5xx           | waits   goes  stops fails fails fails later goes
        552           | waits   goes  fails later fails fails later goes
        421           | waits   waits goes  later later later later goes
        close         | waits   waits goes  later later doubt later goes
        reset         | waits   waits goes  later later doubt later goes
        silence       | waits   waits goes  later later doubt later goes
        half          | waits   waits goes  later later doubt later goes
        split         | goes    goes  goes  goes  goes  goes  later goes
        bare-lf       | goes    goes  goes  goes  goes  goes  later goes
        nul           | goes    goes  goes  goes  goes  goes  later goes
        eight-bit     | goes    goes  goes  goes  goes  goes  later goes
        binary        | waits   waits goes  later later doubt later goes
        endless-line  | waits   waits goes  later later doubt later goes
        endless-lines | waits   waits goes  later later doubt later goes
        twice         | waits   waits later later later shift later goes
        early         | waits   waits later later/doubt later shift later goes
        wrong-code    | waits   waits later later later doubt later goes
        mixed         | waits   waits goes  later later doubt later goes
        flood         | waits   waits later later later shift later goes
        """;

    public static TheoryData<string, string> Faulty => Faults.Rows(Table);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faulty))]
    public Task A_fault_with_pipelining(string fault, string row) => AllStagesAsync(fault, row, pipelining: true);

    [Theory]
    [MemberData(nameof(Faulty))]
    public Task A_fault_without_pipelining(string fault, string row) => AllStagesAsync(fault, row, pipelining: false);

    private static Task AllStagesAsync(string fault, string row, bool pipelining) =>
        Faults.AllAsync(Faults.Cells(Table, row).Select(cell => (Func<Task>)(() => StageAsync(fault, Enum.Parse<RelayStage>(cell.Column, ignoreCase: true), cell.Cell, pipelining))));

    private static async Task StageAsync(string fault, RelayStage stage, string expected, bool pipelining)
    {
        var because = $"{fault} at {stage}, {(pipelining ? "with" : "without")} pipelining";
        await using var relay = new FaultyRelay([.. Plan(fault, stage)]) { Pipelining = pipelining };
        await using var service = Installation.Make(("Smtp:Connections", 1));
        var ids = await service.QueueDigestsAsync(Mails);

        var report = await service.SenderTo(relay.Port, fault == "silence" ? 3 : 60).RunAsync(null, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        (report.Problem is not null).ShouldBe(expected is "waits" or "stops", $"{because}: {report.Problem}");
        var kept = await service.KeptAsync();
        foreach (var mail in await service.OutboxAsync())
        {
            var word = Faults.Word(mail, kept);
            expected.Split('/').SelectMany(one => WordsFor((int)(mail.Id - ids[0]) + 1, one)).ShouldContain(word, $"{because}, mail {mail.Id}: {mail.LastReply}");
            (mail.LastReply ?? "").Any(char.IsControl).ShouldBeFalse(because);
        }

        relay.Flooded.ShouldBeLessThan(RelayFaults.FloodOctets / 8, because);
        await service.NobodyIsHarmedAsync(because);
        await EachArrivesOnceAsync(service, relay, because);
    }

    private static IEnumerable<RelayFault> Plan(string fault, RelayStage stage)
    {
        if (stage == RelayStage.Rset) yield return new RelayFault(RelayStage.Rcpt, Struck, "4xx");
        yield return new RelayFault(stage, stage is RelayStage.Mail or RelayStage.Rcpt or RelayStage.Data or RelayStage.Dot ? Struck : 1, fault);
    }

    private static string[] WordsFor(int number, string expected) => expected switch
    {
        "waits" => ["waits"],
        "stops" => [number < Struck ? "goes" : number == Struck ? "later" : "waits"],
        "shift" => number == Struck + 1 ? ["goes", "later"] : ["goes"],
        _ => [number == Struck ? expected : "goes"],
    };

    // The relay is well again: whatever it said it took came once, what was in doubt comes again as it was, what it refused for good is not tried again.
    private static async Task EachArrivesOnceAsync(Installation service, FaultyRelay before, string because)
    {
        var doubtful = (await service.OutboxAsync()).Where(mail => mail.State == OutboxState.Sending).Select(mail => mail.Recipient).ToHashSet();
        service.Clock.Advance(TimeSpan.FromHours(1));
        await using var healthy = new FaultyRelay();
        (await service.SenderTo(healthy.Port).RunAsync(null, Stop)).Problem.ShouldBeNull(because);
        var arrived = before.Mails.Concat(healthy.Mails).ToLookup(mail => mail.Recipient);
        foreach (var mail in await service.OutboxAsync())
        {
            mail.State.ShouldBeOneOf([OutboxState.Sent, OutboxState.Failed], because);
            var taken = mail.State == OutboxState.Sent ? 1 : 0;
            arrived[mail.Recipient].Count(one => one.Verdict == RelayVerdict.Taken).ShouldBeInRange(taken, doubtful.Contains(mail.Recipient) ? 2 : taken, because);
            arrived[mail.Recipient].Select(one => one.Message).Distinct().Count().ShouldBeLessThanOrEqualTo(1, because);
            healthy.Mails.Count(one => one.Recipient == mail.Recipient).ShouldBeLessThanOrEqualTo(1, because);
        }

        (await service.LeasedAsync()).ShouldBe(0, because);
    }
}
