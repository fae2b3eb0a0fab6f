using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>No mail can leave: it waits, no attempt is counted, and the operator is told why and what to do.</summary>
public class RelayTroubleTests
{
    [Fact]
    public async Task Nobody_listens()
    {
        var port = FreePort.Find();
        await WaitsAsync(Relay.At(port), $"127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("auth-535", "password")]
    [InlineData("tls-wrong-name", "other.example.org")]
    [InlineData("tls-expired", "expired")]
    [InlineData("tls-stripped", "STARTTLS")]
    [InlineData("greeting-http", "SMTP")]
    public async Task The_relay_is_not_what_the_settings_say(string name, string said)
    {
        var transcript = Transcript.Read(Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "transcripts", name + ".transcript"));
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(transcript.Value("certificate") ?? "good");
        await using var server = new ScriptedSmtpServer(transcript, certificate);
        List<(string, object)> settings =
        [
            ("Smtp:Host", "localhost"), ("Smtp:Port", server.Port), ("Smtp:CaFile", authority.CaFile), ("Smtp:HeloName", "client.example.org"),
            ("Smtp:Security", name.StartsWith("tls", StringComparison.Ordinal) ? "Required" : "None"), ("Smtp:Connections", 1),
        ];
        if (name.StartsWith("auth", StringComparison.Ordinal)) settings.AddRange([("Smtp:User", "bob"), ("Smtp:Password", "wrong horse")]);
        var problem = await WaitsAsync([.. settings], said);
        problem.ShouldNotContain("wrong horse");
    }

    [Fact]
    public async Task Of_a_relay_of_many_words_the_first_thousand_characters_are_kept()
    {
        var words = string.Concat(Enumerable.Repeat("try again later, much later, ", 10));
        string[] lines = ["S: 220 test.example", "C: EHLO *", "S: 250 test.example", "C: MAIL *", "S: 250 ok", "C: RCPT *", .. Enumerable.Repeat("S: 450-4.2.0 " + words, 40), "S: 450 4.2.0 end", "C: RSET", "S: 250 ok", "C: QUIT", "S: 221 bye"];
        await using var server = new ScriptedSmtpServer(new Transcript("words", [], [.. lines.Select((line, at) => (at + 1, line))]));
        await using var service = Installation.Make(Relay.At(server.Port, ("Smtp:Connections", 1)));
        await service.QueueDigestsAsync(1);
        (await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).Deferred.ShouldBe(1);
        (await server.FailureAsync()).ShouldBeNull();
        var mail = (await service.OutboxAsync()).Single();
        var said = (await service.Get<AttemptTable>().OfAsync(mail)).ShouldHaveSingleItem().Attempt.Text;
        said.Length.ShouldBeInRange(900, 1_000);
        said.ShouldStartWith("try again later, much later, try");
        mail.LastReply.ShouldBe("Rcpt: 450 4.2.0 " + said);
    }

    private static async Task<string> WaitsAsync((string, object)[] settings, string said)
    {
        await using var service = Installation.Make(settings);
        await service.QueueDigestsAsync(4);
        var report = await service.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken);
        report.ShouldBe(new SendReport(0, 0, 0, report.Problem));
        report.Problem.ShouldNotBeNull().ShouldContain(said, Case.Insensitive);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);
        (await service.LeasedAsync()).ShouldBe(0);
        service.Log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(said, StringComparison.OrdinalIgnoreCase));

        // The operator has put it right.
        await using var mails = new SunkMails();
        await using var later = service.Reopen(Relay.At(mails.Port));
        (await later.Get<Sender>().RunAsync(null, TestContext.Current.CancellationToken)).Sent.ShouldBe(4);
        return report.Problem;
    }
}
