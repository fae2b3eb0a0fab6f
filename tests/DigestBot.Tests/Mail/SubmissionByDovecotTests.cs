using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>Whole rounds through a real Dovecot submission server, with a real Postfix behind it: it passes each answer of the relay on, and has troubles of its own.</summary>
public class SubmissionByDovecotTests
{
    private const int Digests = 8;

    // Postfix takes what Dovecot hands on, for everybody of the readers' domain.
    private static readonly string[] ForDovecot = ["mynetworks = 127.0.0.0/8", "smtpd_relay_restrictions = permit_mynetworks, reject"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Required", false)]
    [InlineData("Implicit", false)]
    [InlineData("Required", true)]
    [InlineData("Implicit", true)]
    public async Task Every_mail_arrives_on_one_connection_as_it_was_sent(string security, bool chunking)
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@readers.example"] = "" }, Postfix.Nobody, ForDovecot);
        await using var dovecot = await DovecotSubmission.StartAsync(postfix.Port);
        await using var service = Installation.Make([.. Settings(dovecot, security), ("Smtp:Chunking", chunking)]);
        await service.QueueDigestsAsync(Digests);
        await service.Get<OutboxTable>().AddAsync(MailKind.Alert, "operator@readers.example", null, """{"Title":"Trouble","Lines":["Gr\u00fc\u00dfe",".",".. two dots"],"WhatToDo":"Look."}""", service.Clock.GetUtcNow());
        var transport = new RecordingTransport(service.Get<IMailTransport>());

        (await ActivatorUtilities.CreateInstance<Sender>(service.Parts, transport).RunAsync(null, Stop)).ShouldBe(new SendReport(Digests + 1, 0, 0, null), dovecot.Log + postfix.Log);
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Sent && mail.Attempts == 1);

        var delivered = (await postfix.MessagesAsync("@readers.example", Digests + 1)).ToDictionary(text => Regex.Match(text, "^Delivered-To: (.*)$", RegexOptions.Multiline).Groups[1].Value);
        transport.Sent.Count.ShouldBe(Digests + 1);
        foreach (var (recipient, sent) in transport.Sent)
            // A Maildir has the lines of its system, and behind the trace of the last server.
            delivered[recipient].ShouldEndWith('\n' + Encoding.UTF8.GetString(sent).ReplaceLineEndings("\n"), Case.Sensitive, recipient);
        Regex.Count(dovecot.Log, "Login: user=<ana>, method=SCRAM-SHA-256, .* TLS,").ShouldBe(1, dovecot.Log);
        Regex.Count(dovecot.Log, "Successfully relayed message").ShouldBe(Digests + 1, dovecot.Log);
        dovecot.Log.ShouldNotContain("Error");
        dovecot.Log.ShouldNotContain("Panic");
    }

    [Fact]
    public async Task A_mailbox_that_the_relay_behind_it_does_not_know_is_the_failure_of_that_mail_alone()
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["reader1@readers.example"] = "", ["reader3@readers.example"] = "" }, Postfix.Nobody, ForDovecot);
        await using var dovecot = await DovecotSubmission.StartAsync(postfix.Port);
        await using var service = Installation.Make([.. Settings(dovecot, "Required")]);
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(2, 0, 1, null), dovecot.Log);
        var failed = (await service.OutboxAsync()).Single(mail => mail.State == OutboxState.Failed);
        failed.Recipient.ShouldBe("reader2@readers.example");
        failed.LastReply.ShouldNotBeNull().ShouldStartWith("Rcpt: 550 5.1.1 <reader2@readers.example> ");
    }

    [Fact]
    public async Task A_relay_behind_it_that_is_gone_makes_all_mail_wait_and_blames_no_password()
    {
        var port = FreePort.Find();
        await using var dovecot = await DovecotSubmission.StartAsync(port);
        await using var service = Installation.Make(Settings(dovecot, "Required"));
        await service.QueueDigestsAsync(3);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Problem.ShouldNotBeNull(dovecot.Log).ShouldContain("Failed to connect to relay server");
        report.Problem.ShouldNotContain("password");
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Queued && mail.Attempts == 0, report.Problem);
        await service.NobodyIsHarmedAsync("the relay was gone");
    }

    [Fact]
    public async Task A_wrong_password_makes_all_mail_wait_and_is_not_told()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var dovecot = await DovecotSubmission.StartAsync(sink.Port);
        await using var service = Installation.Make([.. Settings(dovecot, "Required"), ("Smtp:Password", "wrong horse")]);
        await service.QueueDigestsAsync(3);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Problem.ShouldNotBeNull().ShouldContain("user name or password was refused");
        report.Problem.ShouldContain("Check both");
        report.Problem.ShouldNotContain("wrong horse");
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Queued && mail.Attempts == 0);
        await service.NobodyIsHarmedAsync("nobody was asked about");

        await using var right = service.Reopen(Settings(dovecot, "Required"));
        (await right.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(3);
    }

    [Theory]
    [InlineData("Required")]
    [InlineData("Implicit")]
    public async Task A_certificate_of_another_authority_or_for_another_name_ends_it_before_the_password(string security)
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var dovecot = await DovecotSubmission.StartAsync(sink.Port);
        using var other = new TestAuthority();
        await using var service = Installation.Make([.. Settings(dovecot, security), ("Smtp:CaFile", other.CaFile)]);
        await service.QueueDigestsAsync(2);
        (await service.Get<Sender>().RunAsync(null, Stop)).Problem.ShouldNotBeNull().ShouldContain("which is not trusted here; give that authority's certificate as the CA file.");
        await using (var named = service.Reopen([.. Settings(dovecot, security), ("Smtp:Host", "localhost")]))
            (await named.Get<Sender>().RunAsync(null, Stop)).Problem.ShouldNotBeNull().ShouldContain("the certificate is for 127.0.0.1, not for localhost; set the host to the certificate's name.");
        (await service.OutboxAsync()).ShouldAllBe(mail => mail.State == OutboxState.Queued && mail.Attempts == 0);
        dovecot.Log.ShouldNotContain("user=<ana>");
        await using var right = service.Reopen(Settings(dovecot, security));
        (await right.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(2);
    }

    private static (string Setting, object Value)[] Settings(DovecotSubmission dovecot, string security) =>
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", security == "Implicit" ? dovecot.ImplicitPort : dovecot.Port), ("Smtp:Security", security), ("Smtp:CaFile", dovecot.CaFile),
        ("Smtp:User", dovecot.User), ("Smtp:Password", dovecot.Password), ("Smtp:Connections", 1), ("Smtp:HeloName", "bot.example"),
    ];
}
