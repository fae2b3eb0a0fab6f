using System.Net;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>A service that runs on while somebody mends what kept its mail: no restart, no mail lost, nobody bounced.</summary>
public sealed class MendedRelayTests : IDisposable
{
    private const int Mails = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-mended-").FullName;
    private readonly TestAuthority _authority = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_password_in_its_file()
    {
        await using var server = new SignInServer { Certificate = _authority.Issue("good") };
        var file = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(file, "wrong horse", Stop);
        await using var service = Installation.Make(Settings(server.Port, ("Smtp:PasswordFile", file)));
        await WaitsAsync(service, "user name or password was refused");
        File.Delete(file);
        await WaitsAsync(service, "(Smtp:PasswordFile) cannot be read");
        await File.WriteAllTextAsync(file, "correct horse", Stop);
        await LeavesAsync(service, server);
    }

    [Fact]
    public async Task A_token()
    {
        await using var server = new SignInServer { Certificate = _authority.Issue("good"), Mechanisms = "OAUTHBEARER", Tokens = ["fresh"] };
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "stale", Stop);
        await using var service = Installation.Make(Settings(server.Port, ("Smtp:TokenCommand", $"/bin/cat \"{file}\"")));
        await WaitsAsync(service, "the access token of bob was refused: 535 5.7.8 no. The token is not valid");
        File.Delete(file);
        await WaitsAsync(service, "the token command /bin/cat (Smtp:TokenCommand) ended with 1 and said");
        await File.WriteAllTextAsync(file, "fresh", Stop);
        await LeavesAsync(service, server);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("wrong-name")]
    [InlineData("self-signed")]
    public async Task A_certificate_that_the_operator_pins_or_the_relay_renews(string kind)
    {
        var trusted = Path.Combine(_folder, "ca.pem");
        File.Copy(_authority.CaFile, trusted);
        using var bad = _authority.Issue(kind);
        var port = 0;
        Installation? service = null;
        try
        {
            await using (var server = new SignInServer { Certificate = bad })
            {
                port = server.Port;
                service = Installation.Make(Settings(port, ("Smtp:Password", "correct horse"), ("Smtp:CaFile", trusted)));
                await WaitsAsync(service, "certificate");
                if (kind == "self-signed")
                {
                    await File.WriteAllTextAsync(trusted, bad.ExportCertificatePem(), Stop);
                    await LeavesAsync(service, server);
                    return;
                }
            }
            await using var renewed = new SignInServer(IPAddress.Loopback, port) { Certificate = _authority.Issue("good") };
            await LeavesAsync(service, renewed);
        }
        finally
        {
            if (service is not null) await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_relay_that_was_not_there()
    {
        var port = FreePort.Find();
        await using var service = Installation.Make(Settings(port, ("Smtp:Password", "correct horse")));
        await WaitsAsync(service, "nothing listens on this port");
        await using var server = new SignInServer(IPAddress.Loopback, port) { Certificate = _authority.Issue("good") };
        await LeavesAsync(service, server);
    }

    private (string, object)[] Settings(int port, params (string Setting, object Value)[] more)
    {
        var settings = new Dictionary<string, object>
        {
            ["Smtp:Host"] = "localhost", ["Smtp:Port"] = port, ["Smtp:User"] = "bob", ["Smtp:CaFile"] = _authority.CaFile, ["Smtp:HeloName"] = "bot.example", ["Smtp:Connections"] = 2,
        };
        foreach (var (setting, value) in more) settings[setting] = value;
        return [.. settings.Select(pair => (pair.Key, pair.Value))];
    }

    private static async Task WaitsAsync(Installation service, string said)
    {
        if ((await service.OutboxAsync()).Count == 0) await service.QueueDigestsAsync(Mails);
        service.Clock.Advance(TimeSpan.FromMinutes(5)); // the longest pause after a round that could not send
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Problem.ShouldNotBeNull().ShouldContain(said);
        (report.Sent, report.Deferred, report.Failed, report.Waiting).ShouldBe((0, 0, 0, false));
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Queued && row.Attempts == 0);
        (await service.LeasedAsync()).ShouldBe(0);
        service.Log.Lines.ShouldContain(line => line.StartsWith("Error: No mail can leave", StringComparison.Ordinal) && line.Contains(said, StringComparison.Ordinal));
    }

    private static async Task LeavesAsync(Installation service, SignInServer server)
    {
        (await service.Get<Sender>().RunAsync(null, Stop)).Waiting.ShouldBeTrue("it pauses after a failure");
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(Mails, 0, 0, null));
        server.Taken.ShouldBe(Mails);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Sent && row.Attempts == 1);
    }
}
