using System.Text;
using DigestBot.Digests;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.EndToEnd;

/// <summary>An answer to a digest, through a real Postfix into the Maildir that a real Dovecot serves, read by IMAP over TLS.</summary>
public class ReplyByImapTests
{
    private const string Leaver = "leaver@readers.example";
    private const string Stayer = "stayer@readers.example";

    [Fact]
    public async Task Answering_unsubscribe_ends_the_subscription_and_the_next_digest_does_not_come()
    {
        Dovecot.Require();
        await using var dovecot = await Dovecot.StartAsync();
        await using var postfix = await Postfix.StartAsync(new Dictionary<string, string> { [Leaver] = "", [Stayer] = "", ["@bot.example"] = dovecot.Maildir }, Postfix.Nobody);
        await using var service = Installation.Make(Relay.At(postfix.Port,
        [
            ("Fetch:AllowPrivateAddresses", true), ("Mail:ReplyTo", "digest+{token}@bot.example"),
            ("Imap:Host", dovecot.Host), ("Imap:Port", dovecot.ImapsPort), ("Imap:Security", "Implicit"), ("Imap:User", dovecot.User), ("Imap:Password", dovecot.Password), ("Imap:CaFile", dovecot.CaFile),
        ]));
        await using var news = await News.StartAsync(service);
        await news.CollectAsync(path => !path.Contains("window-seat", StringComparison.Ordinal));
        var leaver = await service.SubscribeAsync(Leaver);
        await service.SubscribeAsync(Stayer);
        service.Clock.Advance(TimeSpan.FromHours(20));
        await DigestsAsync(service, 2);
        var digest = (await postfix.MessagesAsync(Leaver)).Single();

        await Python.RunAsync("answer_mail.py", Encoding.Latin1.GetBytes(digest), $"{postfix.Port}", Leaver, "unsubscribe");
        await postfix.MessagesInAsync(dovecot.Maildir);
        var report = await service.Get<Inbox>().RunAsync(CancellationToken.None);

        (report.Read, report.Failed, report.Outcomes.Single()).ShouldBe((1, 0, new(ReplyOutcome.Left, 1)));
        (await service.Get<SubscriberTable>().GetAsync(leaver.Id))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        (await service.Get<Sender>().RunAsync(null, CancellationToken.None)).Sent.ShouldBe(1);
        var goodbye = MessageReader.Read(Encoding.Latin1.GetBytes((await postfix.MessagesAsync(Leaver, 2))[1]));
        goodbye.Headers["Auto-Submitted"].ShouldBe("auto-replied");
        goodbye.InReplyTo.ShouldNotBeEmpty();
        (await service.Get<Inbox>().RunAsync(CancellationToken.None)).Read.ShouldBe(0, "each message is handled once");

        await news.CollectAsync(path => path.Contains("window-seat", StringComparison.Ordinal));
        service.Clock.Advance(TimeSpan.FromHours(24));
        await DigestsAsync(service, 1);
        (await postfix.MessagesAsync(Stayer, 2)).Count.ShouldBe(2);
        (await postfix.MessagesAsync(Leaver, 2)).Count.ShouldBe(2, "the digest of the first day, and the goodbye");
    }

    private static async Task DigestsAsync(Installation service, int expected)
    {
        (await service.Get<Compose>().RunAsync(CancellationToken.None)).Digests.ShouldBe(expected);
        (await service.Get<Sender>().RunAsync(null, CancellationToken.None)).Sent.ShouldBe(expected);
    }
}
