using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Store;
using Microsoft.Extensions.Logging;

namespace DigestBot.Tests.Mail;

public sealed class ProtocolLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-protocol-").FullName;
    private readonly StoppedClock _clock = new(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
    private readonly LogLines _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "deep", "smtp.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("XOAUTH2")]
    public async Task A_round_of_sending_is_all_in_it_but_secrets_and_messages(string mechanism)
    {
        await using var server = new SignInServer { Mechanisms = mechanism, Tokens = ["t0ken-of-bob"] };
        var password = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(password, mechanism == "XOAUTH2" ? "t0ken-of-bob" : "correct horse", Stop);
        await using (var service = Installation.Make(Relay.At(server.Port, ("Smtp:User", "bob"), (mechanism == "XOAUTH2" ? "Smtp:TokenFile" : "Smtp:PasswordFile", password), ("Smtp:ProtocolLog", FilePath))))
        {
            await service.QueueDigestsAsync(3);
            (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(3);
        }
        var lines = await File.ReadAllLinesAsync(FilePath, Stop);
        lines.ShouldAllBe(line => Regex.IsMatch(line, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [1-9]\d* (C:|S:|--) "));
        string[] expected = ["-- connecting to 127.0.0.1:" + server.Port, "S: 220 ", "C: EHLO bot.example", "C: AUTH " + mechanism, "S: 235 2.7.0 welcome", "C: RCPT TO:<reader2@readers.example>", " octets of the message)", "S: 250 2.0.0 taken", "C: QUIT"];
        foreach (var part in expected) lines.ShouldContain(line => line.Contains(part, StringComparison.Ordinal), part);
        var said = string.Join('\n', lines);
        var heard = server.Heard.Select(line => line.Split(' ', 2)[1]).ToList();
        foreach (var secret in heard.SkipWhile(line => !line.StartsWith("AUTH ", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("MAIL ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')).Where(word => word.Length > 15))
            said.ShouldNotContain(secret);
        foreach (var word in (string[])["correct horse", "t0ken", "v=", "Subject", "List-Unsubscribe", "salt"]) said.ShouldNotContain(word);
        lines.Where(line => line.Contains("S: 334", StringComparison.Ordinal)).ShouldAllBe(line => line.EndsWith("S: 334 ********", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_connection_that_fails_says_why()
    {
        var port = FreePort.Find();
        await using (var service = Installation.Make(Relay.At(port, ("Smtp:ProtocolLog", FilePath), ("Smtp:Connections", 1))))
        {
            await service.QueueDigestsAsync(1);
            await service.Get<Sender>().RunAsync(null, Stop);
        }
        (await File.ReadAllTextAsync(FilePath, Stop)).ShouldContain($"1 -- 127.0.0.1:{port} (connecting): the connection was refused");
    }

    [Fact]
    public async Task At_its_size_it_is_put_aside_once_and_no_line_is_lost_before()
    {
        using var protocol = new ProtocolLog(FilePath, 10_000, _clock, Logger());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            var write = protocol.Open("relay")!;
            for (var i = 0; i < 30; i++) write($"C: line {i} " + new string('x', 40));
        }, Stop)));
        (await File.ReadAllLinesAsync(FilePath, Stop)).Length.ShouldBe(124);

        var more = protocol.Open("relay")!;
        for (var i = 0; i < 1000; i++) more("S: " + new string('y', 5000));
        Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName).Order().ShouldBe(["smtp.log", "smtp.log.1"]);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(FilePath)!)) new FileInfo(file).Length.ShouldBeLessThan(10_000 + 2100);
    }

    [Fact]
    public async Task When_it_cannot_be_written_mail_leaves_and_the_log_says_so_once()
    {
        await using var mails = new SunkMails();
        Directory.CreateDirectory(FilePath); // a folder where the file should be
        await using var service = Installation.Make(Relay.At(mails.Port, ("Smtp:ProtocolLog", FilePath)));
        await service.QueueDigestsAsync(20);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(20);
        service.Log.Lines.Count(line => line.Contains("Smtp:ProtocolLog", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_full_disk_is_survived_and_the_log_goes_on_when_there_is_room()
    {
        using var protocol = new ProtocolLog("/dev/full", 10_000, _clock, Logger());
        var write = protocol.Open("relay")!;
        for (var i = 0; i < 10; i++) write("C: NOOP");
        _log.Lines.Count(line => line.Contains("cannot be written", StringComparison.Ordinal)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(2));
        write("C: NOOP");
        _log.Lines.Count(line => line.Contains("cannot be written", StringComparison.Ordinal)).ShouldBe(1, "it is the same trouble");
    }

    [Fact]
    public async Task What_the_relay_says_cannot_forge_a_line()
    {
        using (var protocol = new ProtocolLog(FilePath, 10_000, _clock, Logger()))
            protocol.Open("relay")!("S: 250 a\r\n2026-03-10T12:00:00.000Z 1 C: forged\u001b[2J");
        (await File.ReadAllLinesAsync(FilePath, Stop)).Length.ShouldBe(2);
        (await File.ReadAllTextAsync(FilePath, Stop)).ShouldNotContain("\u001b");
    }

    [Fact]
    public void Without_a_file_nothing_is_kept() => new ProtocolLog("", 10_000, _clock, Logger()).Open("relay").ShouldBeNull();

    private ILogger<ProtocolLog> Logger() => LoggerFactory.Create(builder => builder.AddProvider(_log)).CreateLogger<ProtocolLog>();
}
