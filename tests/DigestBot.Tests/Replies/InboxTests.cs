using System.Text;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Replies;

/// <summary>The inbox on a real Dovecot: what is hostile is set aside, and the mail behind it is handled.</summary>
[Collection(Alone.Name)]
public class InboxTests
{
    [Fact]
    public async Task Hostile_mail_does_not_keep_the_inbox_from_the_mail_behind_it()
    {
        Dovecot.Require();
        await using var dovecot = await Dovecot.StartAsync();
        await using var service = Installation.Make(Imap(dovecot));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var to = service.Get<MailAddresses>().ReplyTo(ana.Id);

        dovecot.Deliver(Deep(to));
        dovecot.Deliver(Encoding.ASCII.GetBytes($"From: x@strangers.example\r\nTo: {to}\r\nSubject: large\r\n\r\n" + string.Concat(Enumerable.Repeat("a line of fifty million octets, all of them alike..\r\n", 1_000_000))));
        dovecot.Deliver(Encoding.Latin1.GetBytes($"From: x@strangers.example\r\nTo: {to}\r\nSubject: nul\0nul\r\n\r\n\0\0\0 nothing \0\r\n"));
        dovecot.Deliver(Encoding.ASCII.GetBytes($"From: x@strangers.example\r\nTo: {to}\r\n" + string.Concat(Enumerable.Repeat("X-Filler: y\r\n", 200_000)) + "\r\nhello\r\n"));
        dovecot.Deliver([]);
        dovecot.Deliver(new Letter { To = to, Text = "pause 2 weeks" }.Bytes());

        var before = GC.GetTotalAllocatedBytes();
        var report = await service.Get<Inbox>().RunAsync(TestContext.Current.CancellationToken);

        report.Outcomes.GetValueOrDefault(ReplyOutcome.Changed).ShouldBe(1, report.ToString());
        (await service.Get<SubscriberTable>().GetAsync(ana.Id))!.Status.ShouldBe(SubscriberStatus.Paused);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1L << 30);
        (await service.Get<Inbox>().RunAsync(TestContext.Current.CancellationToken)).Read.ShouldBe(0, "what is set aside is not read again and again");
    }

    [Fact]
    public async Task A_message_that_was_handled_before_is_not_done_twice()
    {
        Dovecot.Require();
        await using var dovecot = await Dovecot.StartAsync();
        await using var service = Installation.Make(Imap(dovecot));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var to = service.Get<MailAddresses>().ReplyTo(ana.Id);
        foreach (var words in (string[])["add music", "mute bitcoin", "remove music"]) dovecot.Deliver(new Letter { To = to, Text = words }.Bytes());
        // The first one came by pipe, too.
        await using (var client = await ImapClient.ConnectAsync(service.Get<ImapSettings>().ToOptions(), TestContext.Current.CancellationToken))
        {
            await client.SelectAsync("INBOX", readOnly: true, TestContext.Current.CancellationToken);
            var first = (await client.FetchAsync(1, TestContext.Current.CancellationToken))!;
            await service.Get<ReplyHandler>().ApplyAsync(first.Bytes);
        }

        var report = await service.Get<Inbox>().RunAsync(TestContext.Current.CancellationToken);
        (report.Failed, report.Outcomes[ReplyOutcome.Seen], report.Outcomes[ReplyOutcome.Changed]).ShouldBe((0, 1, 2));
        (await service.Get<Inbox>().RunAsync(TestContext.Current.CancellationToken)).Read.ShouldBe(0);
        (await service.Get<InboxTable>().CountsAsync()).ShouldBe(new Dictionary<string, int> { ["changed"] = 3 });
        (await service.OutboxAsync()).Count.ShouldBe(3, "one answer to each");
    }

    [Fact]
    public async Task Who_leaves_does_not_wait_for_slow_web_sites_and_what_is_left_of_a_round_comes_in_the_next()
    {
        Dovecot.Require();
        await using var dovecot = await Dovecot.StartAsync();
        await using var service = Installation.Make(Imap(dovecot));
        var ana = await service.SubscribeAsync("ana@readers.example");
        var rui = await service.SubscribeAsync("rui@readers.example");
        var statusWhenAsked = new List<SubscriberStatus>();
        using var following = new Following(service.Get<FeedTable>(), service.Get<LookupTable>(), new FollowOptions(), async (address, _) =>
        {
            statusWhenAsked.Add((await service.Get<SubscriberTable>().GetAsync(rui.Id))!.Status);
            service.Clock.Advance(TimeSpan.FromSeconds(19));
            return null;
        }, service.Clock);
        var follows = new ReplyFollows(service.Get<SubscriberTable>(), service.Get<ReaderListTable>(), following, service.Get<IReadOnlyList<Topic>>(), service.Clock);
        var handler = new ReplyHandler(service.Get<Database>(), service.Get<InboxTable>(), service.Get<SubscriberTable>(), service.Get<MailAddresses>(), service.Get<Refusals>(), service.Get<DigestBot.Rendering.Wording>(), follows, new FollowOptions(), service.Clock);
        var inbox = new Inbox(service.Get<InboxTable>(), handler, service.Get<ImapSettings>(), service.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Inbox>.Instance);
        for (var i = 1; i <= 5; i++) dovecot.Deliver(new Letter { To = service.Get<MailAddresses>().ReplyTo(ana.Id), Text = $"follow https://slow{i}.example/" }.Bytes());
        dovecot.Deliver(new Letter { To = service.Get<MailAddresses>().ReplyTo(rui.Id), Text = "unsubscribe" }.Bytes());

        var first = await inbox.RunAsync(TestContext.Current.CancellationToken);
        (first.Read, first.Outcomes[ReplyOutcome.Left], first.Outcomes[ReplyOutcome.Changed]).ShouldBe((4, 1, 3));
        statusWhenAsked.ShouldBe(Enumerable.Repeat(SubscriberStatus.Unsubscribed, 3));
        var second = await inbox.RunAsync(TestContext.Current.CancellationToken);
        (second.Read, second.Failed, second.Outcomes[ReplyOutcome.Changed]).ShouldBe((2, 0, 2), "and nothing is read twice");
        statusWhenAsked.Count.ShouldBe(5);
        (await inbox.RunAsync(TestContext.Current.CancellationToken)).Read.ShouldBe(0);
    }

    [Theory]
    [InlineData("Imap:Password", "wrong", "password")]
    [InlineData("Imap:CaFile", "/etc/ssl/certs/ca-certificates.crt", "certificate")]
    [InlineData("Imap:Port", 1, "127.0.0.1:1")]
    [InlineData("Imap:Mailbox", "NoSuchBox", "NoSuchBox")]
    public async Task An_inbox_that_cannot_be_read_says_why(string setting, object value, string said)
    {
        Dovecot.Require();
        await using var dovecot = await Dovecot.StartAsync();
        await using var service = Installation.Make([.. Imap(dovecot), (setting, value)]);
        (await Should.ThrowAsync<ImapException>(() => service.Get<Inbox>().RunAsync(TestContext.Current.CancellationToken))).Message.ShouldContain(said, Case.Insensitive);
    }

    private static (string, object)[] Imap(Dovecot dovecot) =>
    [
        ("Mail:ReplyTo", "digest+{token}@bot.example"),
        ("Imap:Host", dovecot.Host), ("Imap:Port", dovecot.ImapsPort), ("Imap:User", dovecot.User), ("Imap:Password", dovecot.Password), ("Imap:CaFile", dovecot.CaFile),
    ];

    private static byte[] Deep(string to)
    {
        var text = new StringBuilder($"From: x@strangers.example\r\nTo: {to}\r\nSubject: deep\r\nMIME-Version: 1.0\r\n");
        for (var i = 0; i < 10_000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        return Encoding.ASCII.GetBytes(text.Append("Content-Type: text/plain\r\n\r\nunsubscribe\r\n").ToString());
    }
}
