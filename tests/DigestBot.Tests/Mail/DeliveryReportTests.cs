using System.Text.RegularExpressions;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Mail;

/// <summary>What is asked for where the relay knows DSN (RFC 3461): a report of failure with the header alone, that names the mail by row and signed token.</summary>
public class DeliveryReportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reports_are_asked_for_where_the_relay_knows_them(bool known)
    {
        await using var sink = await SmtpSink.StartAsync(dump: true, known ? [] : ["-N"]);
        await using var service = Installation.Make(Relay.At(sink.Port));
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(3);
        sink.Messages.Count.ShouldBe(3);
        foreach (var (mail, row) in sink.Messages.Select(mail => (mail, row: Regex.Match(mail, @"Message-ID: <([^@]+)@").Groups[1].Value)))
        {
            mail.Contains($" RET=HDRS ENVID={row}\n", StringComparison.Ordinal).ShouldBe(known, mail[..400]);
            Regex.IsMatch(mail, @"X-Rcpt-Args: <(reader\d@readers\.example)> NOTIFY=FAILURE ORCPT=rfc822;\1\n").ShouldBe(known, mail[..400]);
        }
    }

    [Fact]
    public async Task A_bounce_of_Postfix_has_our_header_alone_and_names_the_mail()
    {
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { ["@bot.example"] = "" }, Postfix.Nobody,
            "virtual_alias_domains = readers.example", "virtual_alias_maps = inline:{reader1@readers.example=moved@elsewhere.example}");
        await using var service = Installation.Make(Relay.At(postfix.Port));
        var mail = (await service.QueueDigestsAsync(1))[0];
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
        var bounce = (await postfix.MessagesAsync("@bot.example"))[0];
        var messageId = (await service.OutboxAsync()).Single().MessageId!;
        bounce.ShouldContain($"Original-Envelope-Id: {messageId[..messageId.IndexOf('@')]}\n");
        bounce.ShouldContain("Original-Recipient: rfc822;reader1@readers.example\n");
        bounce.ShouldContain("Content-Type: text/rfc822-headers");
        bounce.ShouldContain($"Message-ID: <{messageId}>");
        bounce.ShouldNotContain("text/html");
        service.Get<MailAddresses>().MailOfEnvelope(Regex.Match(bounce, "Delivered-To: (.*)").Groups[1].Value).ShouldBe(mail);
    }

    [Fact]
    public async Task A_relay_that_relays_for_nobody_burns_no_mail_and_stops_the_round()
    {
        await using var postfix = await Postfix.StartAsync();
        await using var service = Installation.Make(Relay.At(postfix.Port, ("Smtp:Connections", 4)));
        await service.QueueDigestsAsync(40);
        var report = await service.Get<Sender>().RunAsync(null, Stop);
        report.Problem.ShouldNotBeNull().ShouldContain("Relay access denied. It does not relay for this machine");
        (report.Sent, report.Failed).ShouldBe((0, 0));
        report.Deferred.ShouldBeInRange(3, 7);
        (await service.OutboxAsync()).ShouldAllBe(row => row.State == OutboxState.Deferred || (row.State == OutboxState.Queued && row.Attempts == 0));
        await service.NobodyIsHarmedAsync("the relay is not ours");

        await using var mails = new SunkMails();
        service.Clock.Advance(TimeSpan.FromMinutes(30));
        await using var later = service.Reopen(Relay.At(mails.Port));
        (await later.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(40);
    }
}
