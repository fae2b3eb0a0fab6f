using System.Diagnostics;
using System.Globalization;
using System.Text;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Replies;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Mail;
using DigestBot.Tests.Replies;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Web;

/// <summary>Leaving works within a second, in every way, while the sender waits for a relay that takes its time over somebody else's mail.</summary>
[Collection("web")]
public sealed class LeavingAtOnceTests(DemoWeb web)
{
    private const string Leaver = "ines@lisbon.example";

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("one click")]
    [InlineData("the link's button")]
    [InlineData("the preference page")]
    [InlineData("erasure")]
    [InlineData("a reply")]
    [InlineData("the command line")]
    [InlineData("a bounce")]
    [InlineData("a complaint")]
    public async Task What_waits_is_cancelled_within_a_second_and_never_sent(string way)
    {
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        // The relay has somebody's mail and does not answer: for ten minutes, as RFC 5321 4.5.3.2.6 allows, or until the test has seen enough.
        await using var relay = new SunkMails(async (_, count) =>
        {
            if (count > 1) return;
            held.SetResult();
            await release.Task;
        });
        await using var service = await RunningService.StartAsync(
            web, ("Mail:From", "digest@bot.example"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", relay.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:Security", "None"), ("Smtp:Connections", "1"), ("Smtp:HeloName", "bot.example"));
        await service.SubscribeAsync("first@porto.example", "all");
        var s = await service.SubscribeAsync(Leaver, "all");
        service.Execute("UPDATE outbox SET state = 'sent', ended = 1, attempts = 1, last_at = 1");
        var old = await service.Part<OutboxTable>().AddAsync(MailKind.Receipt, Leaver, s.Id, NoticeFacts.Of(s).ToJson(), service.Clock.GetUtcNow());
        await service.ComposeAsync();
        var deferred = await service.Part<OutboxTable>().AddAsync(MailKind.Receipt, Leaver, s.Id, NoticeFacts.Of(s).ToJson(), service.Clock.GetUtcNow());
        service.Execute($"UPDATE outbox SET state = 'deferred', next_attempt = next_attempt + 3600000 WHERE id = {deferred}");
        service.Execute($"UPDATE outbox SET state = 'sent', ended = 1, attempts = 1, last_at = 1 WHERE id = {old}");

        var sending = Task.Run(() => service.Part<Sender>().RunAsync(null, CancellationToken.None));
        await held.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        (await WaitingAsync(service, s.Id)).ShouldBe(2, "one is claimed and behind the slow one, one is put off");
        var watch = Stopwatch.StartNew();
        await LeaveAsync(service, way, s, old);
        (await WaitingAsync(service, s.Id)).ShouldBe(0);
        watch.Elapsed.ShouldBeLessThan(AtOnce);
        sending.IsCompleted.ShouldBeFalse("the relay still keeps the sender waiting");

        release.SetResult();
        (await sending).Problem.ShouldBeNull();
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.Part<Sender>().RunAsync(null, CancellationToken.None);
        relay.Mails.Count(mail => mail.Recipients.Contains(Leaver)).ShouldBe(way == "a reply" ? 1 : 0, "only a goodbye");
    }

    private static async Task LeaveAsync(RunningService service, string way, Subscriber s, long sent)
    {
        var links = service.Part<Links>();
        switch (way)
        {
            case "one click":
                await service.PostAsync(links.Unsubscribe(s.Id), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
                break;
            case "the link's button":
                await service.PostAsync(links.Unsubscribe(s.Id), new FormUrlEncodedContent([]));
                break;
            case "the preference page":
                var address = (await service.GetAsync(links.Preferences(s.Id))).Page.QuerySelector("a[href*='/unsubscribe/']").ShouldNotBeNull().GetAttribute("href")!;
                var form = (await service.GetAsync(address)).Page.QuerySelector("form[method='post']").ShouldNotBeNull();
                await service.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : address, new FormUrlEncodedContent([]));
                break;
            case "erasure":
                await service.Part<Changes>().EraseAsync(s);
                break;
            case "a reply":
                var reply = $"From: {Leaver}\r\nTo: {service.Part<MailAddresses>().ReplyTo(s.Id)}\r\nSubject: Re: digest {service.Part<Tokens>().Make(TokenPurpose.Reply, s.Id)}\r\nMessage-ID: <1@lisbon.example>\r\n\r\nunsubscribe\r\n";
                (await service.Part<ReplyHandler>().ApplyAsync(Encoding.ASCII.GetBytes(reply))).ShouldBe(ReplyOutcome.Left);
                break;
            case "a complaint":
                var complaint = Reports.Complaint(service.Part<MailAddresses>().MessageId(sent, s.Id), "hidden@provider.example", "abuse").ReplaceLineEndings("\r\n");
                (await service.Part<ReplyHandler>().ApplyAsync(Encoding.ASCII.GetBytes(complaint))).ShouldBe(ReplyOutcome.Complained);
                break;
            case "the command line":
                // As another process does it: a door of its own to the database.
                using (var database = new Database(service.Part<Database>().Path))
                    await new Changes(database, service.Part<KeyFile>(), new FollowOptions(), service.Clock).LeaveAsync(s.Id, "operator");
                break;
            default:
                service.Execute($"INSERT INTO address_refusals (subscriber_id, first_at, last_at, mails, said) VALUES ({s.Id}, 1, {service.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 1}, 1, 'said before')");
                (await service.Part<Refusals>().BouncedAsync(sent, new DeliveryRecipient(Leaver, "failed", "5.1.1", "550", "userunknown", true, "550 5.1.1 User unknown"))).ShouldBeTrue();
                break;
        }
    }

    private static async Task<int> WaitingAsync(RunningService service, long subscriber) =>
        (await service.Part<OutboxTable>().OfAsync(subscriber)).Count(mail => mail.Kind != MailKind.Goodbye && mail.State is (OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending));
}
