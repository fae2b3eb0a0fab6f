using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>
/// Submission to a real Exim: STARTTLS with a pinned authority, AUTH, several mails on one connection, PIPELINING, CHUNKING, DSN and SMTPUTF8 offered. Exim refuses who speaks
/// before its turn, so its log tells whether a client keeps to RFC 2920 and RFC 3207.
/// </summary>
public class SubmissionTests
{
    private const int Digests = 8;
    private const string Idn = "jorg@b\u00fccher.test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exim_takes_every_mail_on_one_connection_and_files_it_as_it_was_sent(bool chunking)
    {
        await using var exim = await Exim.StartAsync();
        await using var service = Installation.Make([.. Settings(exim, exim.Password), ("Smtp:Chunking", chunking)]);
        await service.QueueDigestsAsync(Digests);
        await service.Get<OutboxTable>().AddAsync(MailKind.Alert, Idn, null, """{"Title":"Trouble","Lines":["Gr\u00fc\u00dfe",".",".. two dots"],"WhatToDo":"Look."}""", service.Clock.GetUtcNow());
        var transport = new RecordingTransport(service.Get<IMailTransport>());
        var sender = ActivatorUtilities.CreateInstance<Sender>(service.Parts, transport);

        (await sender.RunAsync(null, Stop)).Problem.ShouldBeNull(exim.Log);
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Sent && mail.Attempts == 1, string.Join('\n', (await service.OutboxAsync()).Select(mail => mail.LastReply)));

        var delivered = await exim.MessagesAsync(Digests + 1);
        transport.Sent.Count.ShouldBe(Digests + 1);
        foreach (var (recipient, sent) in transport.Sent)
        {
            var found = delivered[recipient == Idn ? "jorg@xn--bcher-kva.test" : recipient];
            // A Maildir has the lines of its system.
            Encoding.Latin1.GetString(found).ShouldBe(Encoding.Latin1.GetString(sent).ReplaceLineEndings("\n"), recipient);
        }

        var taken = Regex.Matches(exim.Log, "^.* <= .*$", RegexOptions.Multiline).Select(match => match.Value).ToList();
        taken.Count.ShouldBe(Digests + 1, exim.Log);
        taken.ShouldAllBe(line => line.Contains(" A=plain:ana") && line.Contains(" X=TLS1.") && (line.Contains("P=esmtpsa") || line.Contains("P=utf8esmtpsa")));
        // Exim marks what came by BDAT with a K.
        taken.ShouldAllBe(line => line.Contains(" K ") == chunking);
        Regex.Count(exim.Log, "closed by QUIT").ShouldBe(1, exim.Log);
        exim.Log.ShouldNotContain("synchronization error");
        exim.Log.ShouldNotContain("rejected");
        exim.Log.ShouldNotContain("TLS error");
    }

    [Fact]
    public async Task A_password_that_Exim_refuses_makes_all_mail_wait_and_is_not_told()
    {
        await using var exim = await Exim.StartAsync();
        await using var service = Installation.Make(Settings(exim, "wrong horse"));
        await service.QueueDigestsAsync(3);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Problem.ShouldNotBeNull().ShouldContain("password");
        report.Problem.ShouldNotContain("wrong horse");
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Queued && mail.Attempts == 0);
        await service.NobodyIsHarmedAsync("nobody was asked about");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_ends_it_before_the_password()
    {
        await using var exim = await Exim.StartAsync();
        using var other = new TestAuthority();
        await using var service = Installation.Make([.. Settings(exim, exim.Password), ("Smtp:CaFile", other.CaFile)]);
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).Problem.ShouldNotBeNull().ShouldContain("certificate", Case.Insensitive);
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Queued && mail.Attempts == 0);
        exim.Log.ShouldNotContain("A=plain");
    }

    private static (string Setting, object Value)[] Settings(Exim exim, string password) =>
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", exim.Port), ("Smtp:Security", "Required"), ("Smtp:CaFile", exim.CaFile), ("Smtp:User", exim.User), ("Smtp:Password", password),
        ("Smtp:Connections", 1), ("Smtp:HeloName", "bot.example"),
    ];
}
