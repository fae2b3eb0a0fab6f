using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>
/// The commands of the next mail may be on the wire together with the end of this one (RFC 2920): each mail is judged by its own answer, and one that never had
/// an answer because the connection ended with the mail before it was not tried.
/// </summary>
public class NextMailFaultTests
{
    private const int Mails = 5;
    private const int This = 2;
    private const int Next = 3;
    private static readonly string[] Ends = ["421", "close", "reset", "4xx", "5xx"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_relay_that_dies_at_the_next_mails_commands_doubles_one_mail_a_connection_and_no_more(int connections)
    {
        await using var relay = new FaultyRelay { DiesAtNext = true };
        await using var service = Installation.Make(("Smtp:Connections", connections));
        await service.QueueDigestsAsync(60);
        var sender = service.SenderTo(relay.Port);
        for (var round = 0; round < 4 && (await service.OutboxAsync()).Any(row => row.State != OutboxState.Sent); round++)
        {
            (await sender.RunAsync(null, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop)).Problem.ShouldBeNull();
            service.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        relay.Ahead.ShouldBeInRange(1, connections);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent);
        var taken = relay.Mails.GroupBy(mail => mail.Recipient).ToList();
        taken.Count.ShouldBe(60);
        taken.Sum(mails => mails.Count() - 1).ShouldBe(relay.Ahead);
    }

    [Theory]
    [InlineData("none", "goes")]
    [InlineData("421", "later")]
    [InlineData("close", "doubt")]
    [InlineData("reset", "doubt")]
    [InlineData("4xx", "later")]
    [InlineData("5xx", "fails")]
    public Task The_answer_to_the_dot_is_this_mails_and_what_follows_is_the_nexts(string atDot, string expected) =>
        Faults.AllAsync(Ends.SelectMany(end => (RelayStage[])[RelayStage.Mail, RelayStage.Rcpt, RelayStage.Data], (end, stage) => new RelayFault(stage, Next, end))
            .Append(new RelayFault(RelayStage.Mail, Next, "none"))
            .Select(next => (Func<Task>)(() => PairAsync(new RelayFault(RelayStage.Dot, This, atDot), expected, next))));

    private static async Task PairAsync(RelayFault dot, string expected, RelayFault next)
    {
        var because = $"{dot.Name} at the dot, then {next.Name} at {next.Stage}";
        await using var relay = new FaultyRelay(dot, next);
        await using var service = Installation.Make(("Smtp:Connections", 1));
        var ids = await service.QueueDigestsAsync(Mails);
        var report = await service.SenderTo(relay.Port).RunAsync(null, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        relay.Ahead.ShouldBeGreaterThan(0, $"{because}: nothing was sent ahead, so this test shows nothing");
        var stops = next is { Stage: RelayStage.Mail, Name: "5xx" };
        (report.Problem is not null).ShouldBe(stops, $"{because}: {report.Problem}");
        var kept = await service.KeptAsync();
        var rows = await service.OutboxAsync();
        for (var number = 1; number <= Mails; number++)
        {
            var word = Faults.Word(rows.Single(row => row.Id == ids[number - 1]), kept);
            (number == This ? [expected] : number == Next ? WordsFor(next) : number > Next && stops ? ["waits"] : (string[])["goes"])
                .ShouldContain(word, $"{because}, mail {number} ({relay.Ahead} dots brought commands along): {rows[number - 1].LastReply}");
        }

        await service.NobodyIsHarmedAsync(because);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await using var healthy = new FaultyRelay();
        (await service.SenderTo(healthy.Port).RunAsync(null, Stop)).Problem.ShouldBeNull(because);
        foreach (var row in await service.OutboxAsync())
        {
            row.State.ShouldBeOneOf([OutboxState.Sent, OutboxState.Failed], because);
            relay.Mails.Concat(healthy.Mails).Count(mail => mail.Recipient == row.Recipient && mail.Verdict == RelayVerdict.Taken)
                .ShouldBe(row.State == OutboxState.Sent ? 1 : 0, $"{because}, {row.Recipient}");
        }
    }

    // A connection that ends instead of an answer to the next mail: tried or not is a matter of who asks, lost it is not.
    private static string[] WordsFor(RelayFault next) => next.Name switch
    {
        "none" => ["goes"],
        "close" or "reset" => ["later", "goes"],
        "421" when next.Stage == RelayStage.Mail => ["later", "goes"],
        "5xx" when next.Stage != RelayStage.Mail => ["fails"],
        _ => ["later"],
    };
}
