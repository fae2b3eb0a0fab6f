using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;
using DigestBot.Tests.Verifiers;
using DigestBot.Tests.Wire.Mime;
using DigestBot.Wire.Mime;
using Microsoft.Extensions.DependencyInjection;

namespace DigestBot.Tests.Mail;

/// <summary>A real OpenSMTPD as the relay. It has no PIPELINING: every command waits for its answer.</summary>
public class OpenSmtpdTests
{
    private const int Digests = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mail_arrives_on_one_connection_as_it_was_signed_and_sent()
    {
        await using var relay = await OpenSmtpd.StartAsync();
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1), ("Smtp:ProtocolLog", "smtp.log"), ("Mail:From", "digest@bot.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", DkimFixtures.KeyFile("pkcs8"))));
        // Verifiers refuse a signature from the future, and the machine's clock may say anything.
        service.Clock.Set(new DateTimeOffset(2024, 5, 6, 12, 0, 0, TimeSpan.Zero));
        await service.QueueDigestsAsync(Digests);
        await service.Get<OutboxTable>().AddAsync(MailKind.Alert, "operator@readers.example", null, """{"Title":"Trouble","Lines":["Gr\u00fc\u00dfe",".",".. two dots"],"WhatToDo":"Look."}""", service.Clock.GetUtcNow());
        var transport = new RecordingTransport(service.Get<IMailTransport>());

        (await ActivatorUtilities.CreateInstance<Sender>(service.Parts, transport).RunAsync(null, Stop)).ShouldBe(new SendReport(Digests + 1, 0, 0, null), relay.Log);
        var delivered = await relay.MessagesAsync(Digests + 1);
        transport.Sent.Count.ShouldBe(Digests + 1);
        foreach (var (recipient, sent) in transport.Sent)
            // A Maildir has the lines of its system, and behind the trace of the server.
            delivered.Single(text => Regex.IsMatch(text, $"^Delivered-To: {recipient}$", RegexOptions.Multiline)).ShouldEndWith('\n' + Encoding.UTF8.GetString(sent).ReplaceLineEndings("\n"), Case.Sensitive, recipient);
        var record = service.Get<DkimSigner>().Keys.Single().Record;
        foreach (var holds in await DkimVerifiers.VerifyAsync("dkimpy", [record], [.. delivered.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")))])) holds.ShouldBe(["news1"]);

        var log = await File.ReadAllLinesAsync(Path.Combine(service.Folder, "smtp.log"), Stop);
        log.Count(line => line.Contains("-- connecting to ", StringComparison.Ordinal)).ShouldBe(1);
        log.ShouldContain(line => line.EndsWith("C: QUIT", StringComparison.Ordinal));
        // Between two commands stands the answer to the first.
        var talk = log.Select(line => line.Split(' ', 4)).Where(words => words[2] is "C:" or "S:").Select(words => words[2] + words[3]).ToList();
        talk.Zip(talk.Skip(1)).ShouldNotContain(pair => pair.First.StartsWith("C:", StringComparison.Ordinal) && !pair.First.EndsWith(" octets of the message)", StringComparison.Ordinal) && pair.Second.StartsWith("C:", StringComparison.Ordinal) && !pair.Second.EndsWith(" octets of the message)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_domain_that_it_does_not_take_is_the_failure_of_no_other_mail_and_of_no_subscription()
    {
        await using var relay = await OpenSmtpd.StartAsync();
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1)));
        await service.QueueDigestsAsync(2);
        foreach (var stranger in (string[])["one@elsewhere.example", "two@elsewhere.example"])
            await service.Get<OutboxTable>().AddAsync(MailKind.Alert, stranger, null, """{"Title":"Trouble","Lines":["one"],"WhatToDo":"Look."}""", service.Clock.GetUtcNow());
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Sent.ShouldBe(2, relay.Log);
        (await service.OutboxAsync()).Where(mail => mail.Recipient.EndsWith("@elsewhere.example", StringComparison.Ordinal)).ShouldAllBe(mail => mail.State != OutboxState.Sent && mail.LastReply!.Contains("550 Invalid recipient"));
        await service.NobodyIsHarmedAsync("it does not relay for us there");
        (await relay.MessagesAsync(2)).Count.ShouldBe(2);
    }
}
