using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Mail;

/// <summary>After a complaint nothing goes out that was queued before it, wherever it stood; not even a goodbye.</summary>
public sealed class ComplaintTests
{
    private const string Complainer = "reader@readers.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("queued", 0)]
    [InlineData("put off", 1)]
    [InlineData("in doubt", 1)]
    [InlineData("claimed", 0)]
    public async Task A_goodbye_is_not_sent_after_a_complaint_wherever_it_stood(string how, int before)
    {
        Func<Task> complain = () => Task.CompletedTask;
        await using var relay = new SunkMails(async (mail, _) =>
        {
            if (!mail.Recipients.Contains(Complainer)) await complain();
            else if (how != "claimed") throw how == "in doubt" ? new OperationCanceledException("hangs up") : new IOException("later");
        });
        // One connection: while the other's mail is being taken, the goodbye is claimed, and rendered.
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1)));
        var (other, reader) = (await service.SubscribeAsync("other@readers.example"), await service.SubscribeAsync(Complainer));
        if (how == "claimed")
        {
            await NoticeAsync(service, MailKind.Receipt, other);
            complain = () => ComplainAsync(service, reader);
        }

        await service.Get<Changes>().LeaveAsync(reader.Id, "reply");
        var goodbye = await NoticeAsync(service, MailKind.Goodbye, reader);
        if (how != "queued") await service.Get<Sender>().RunAsync(null, Stop);
        if (how != "claimed")
        {
            (await service.Get<OutboxTable>().GetAsync(goodbye))!.State.ShouldBe(how switch { "put off" => OutboxState.Deferred, "in doubt" => OutboxState.Sending, _ => OutboxState.Queued });
            await ComplainAsync(service, reader);
        }

        for (var day = 0; day < 7; day++)
        {
            service.Clock.Advance(TimeSpan.FromDays(1));
            (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(0, 0, 0, null));
        }

        relay.Mails.Count(mail => mail.Recipients.Contains(Complainer)).ShouldBe(before);
        relay.Mails.Count.ShouldBe(how == "claimed" ? 1 : before);
        (await service.Get<OutboxTable>().GetAsync(goodbye))!.State.ShouldBe(OutboxState.Cancelled);
        (await service.Get<SubscriberTable>().GetAsync(reader.Id))!.Status.ShouldBe(SubscriberStatus.Complained);
    }

    [Fact]
    public async Task What_somebody_asks_for_after_their_complaint_is_sent()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        var reader = await service.SubscribeAsync(Complainer);
        await ComplainAsync(service, reader);
        await NoticeAsync(service, MailKind.Receipt, reader);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
        // They come back: the confirmation, then the welcome.
        (await service.Get<Signup>().JoinAsync(Complainer, Preferences.Of(reader), "page")).Queued.ShouldBeTrue();
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
        (await service.Get<Signup>().ConfirmAsync(reader.Id, "page"))!.Status.ShouldBe(SubscriberStatus.Active);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
        relay.Mails.Select(mail => mail.Recipients.Single()).ShouldBe([Complainer, Complainer, Complainer]);
    }

    private static Task<long> NoticeAsync(Installation service, MailKind kind, Subscriber reader) =>
        service.Get<OutboxTable>().AddAsync(kind, reader.Email, reader.Id, NoticeFacts.Of(reader).ToJson(), service.Clock.GetUtcNow());

    private static async Task ComplainAsync(Installation service, Subscriber reader)
    {
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        (await service.Get<Database>().WriteAsync((db, tx) => service.Get<Refusals>().ComplainedAsync(db, tx, reader.Id, null, "abuse"))).ShouldBeTrue();
    }
}
