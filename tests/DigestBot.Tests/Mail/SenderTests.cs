using System.Globalization;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.EndToEnd;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Mail;

public class SenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mail_is_sent_once_while_some_are_put_off()
    {
        var refused = new HashSet<string>();
        await using var relay = new SunkMails((mail, _) =>
        {
            // The first attempt of every thirtieth is put off: a relay that puts off one in three would be left alone for a while.
            lock (refused)
                return Number(mail.Recipients[0]) % 30 == 0 && refused.Add(mail.Recipients[0]) ? throw new IOException("not now") : Task.CompletedTask;
        });
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 4)));
        var mails = await service.QueueDigestsAsync(600);

        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(580, 20, 0, null));
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(0, 0, 0, null), "nothing is tried before its time");
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(20, 0, 0, null));

        relay.Mails.GroupBy(mail => mail.Recipients.Single()).ShouldAllBe(group => group.Count() == (Number(group.Key) % 30 == 0 ? 2 : 1));
        relay.Mails.Select(mail => mail.Recipients[0]).Distinct().Count().ShouldBe(mails.Count);
        foreach (var twice in relay.Mails.GroupBy(mail => mail.Recipients[0]).Where(group => group.Count() == 2))
            twice.First().Message.ShouldBe(twice.Last().Message, "a second attempt has the same bytes");
        foreach (var row in await service.OutboxAsync())
            (row.State, row.Attempts).ShouldBe((OutboxState.Sent, Number(row.Recipient) % 30 == 0 ? 2 : 1));
    }

    [Fact]
    public async Task What_a_person_waits_for_goes_before_digests()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:Connections", 1)));
        await service.QueueDigestsAsync(10);
        await service.Get<Signup>().JoinAsync("new@readers.example", new Preferences(["science"], Frequency.Daily, 1, 420, "UTC", "en", 15), "test");
        await service.Get<Sender>().RunAsync(null, Stop);
        relay.Mails[0].Recipients.ShouldBe(["new@readers.example"]);
        relay.Mails.Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_relay_that_keeps_putting_off_is_asked_ever_more_seldom_and_given_up_after_the_days_that_were_set()
    {
        await using var relay = new SunkMails((_, _) => throw new IOException("never"));
        await using var service = Installation.Make(Relay.At(relay.Port, ("Smtp:GiveUpDays", 2)));
        await service.QueueDigestsAsync(1);
        var began = service.Clock.GetUtcNow();
        var pauses = new List<TimeSpan>();
        for (var row = (await service.OutboxAsync())[0]; row.State is OutboxState.Queued or OutboxState.Deferred; row = (await service.OutboxAsync())[0])
        {
            service.Clock.Set(row.NextAttempt);
            await service.Get<Sender>().RunAsync(null, Stop);
            var after = (await service.OutboxAsync())[0];
            after.Attempts.ShouldBe(row.Attempts + 1);
            after.LastReply.ShouldBe("FinalDot: 451 4.3.0 the handler failed: never");
            if (after.State == OutboxState.Deferred) pauses.Add(after.NextAttempt - service.Clock.GetUtcNow());
        }

        pauses.Count.ShouldBeInRange(5, 20);
        pauses.Zip(pauses.Skip(1)).Take(4).ShouldAllBe(pair => pair.Second > pair.First);
        (await service.OutboxAsync())[0].State.ShouldBe(OutboxState.Failed);
        (service.Clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromDays(2), TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_stays_in_doubt_and_comes_again_byte_for_byte()
    {
        await using var relay = new SunkMails((_, count) => count == 1 ? throw new OperationCanceledException("hangs up") : Task.CompletedTask);
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(1);
        await service.Get<Sender>().RunAsync(null, Stop);
        var doubtful = (await service.OutboxAsync()).Single();
        doubtful.State.ShouldBe(OutboxState.Sending);
        doubtful.MessageId.ShouldNotBeNull();

        service.Clock.Advance(TimeSpan.FromMinutes(10));
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(1);
        relay.Mails.Count.ShouldBe(2);
        relay.Mails[1].Message.ShouldBe(relay.Mails[0].Message);
        relay.Mails[1].From.ShouldBe(relay.Mails[0].From);
        MessageReader.Read(relay.Mails[1].Message).MessageId.ShouldBe(doubtful.MessageId);
        (await service.OutboxAsync()).Single().State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task A_worker_that_died_before_the_answer_leaves_a_mail_that_comes_again_when_its_lease_has_ended_or_the_service_starts()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(2);
        var outbox = service.Get<OutboxTable>();
        var claimed = await outbox.ClaimAsync(service.Clock.GetUtcNow(), TimeSpan.FromMinutes(30), 10);
        await service.Get<OutboxJournal>().WriteAsync([], [(claimed[0].Id, "x@bot.example")], service.Clock.GetUtcNow());
        // Here it died. Another process may not take what is leased …
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(0);
        // … until the lease has ended …
        service.Clock.Advance(TimeSpan.FromMinutes(31));
        (await outbox.ClaimAsync(service.Clock.GetUtcNow(), TimeSpan.FromMinutes(30), 10)).Count.ShouldBe(2);
        // … or the service starts, when nobody else can be sending.
        (await outbox.RecoverAsync()).ShouldBe(1);
        (await service.Get<Sender>().RunAsync(null, Stop)).Sent.ShouldBe(2);
    }

    [Fact]
    public async Task One_mail_that_cannot_be_made_or_addressed_does_not_stop_the_others()
    {
        await using var relay = new SunkMails();
        await using var service = Installation.Make(Relay.At(relay.Port));
        var now = service.Clock.GetUtcNow();
        await service.Get<OutboxTable>().AddAsync(MailKind.Welcome, "damaged@readers.example", 77, "{ not json", now);
        await service.Get<OutboxTable>().AddAsync(MailKind.Digest, "gone@readers.example", 78, null, now);
        await service.Get<OutboxTable>().AddAsync(MailKind.Alert, "two\r\nRCPT TO:<lines@readers.example>", null, """{"Title":"t","Lines":[],"WhatToDo":"w"}""", now);
        await service.QueueDigestsAsync(3);
        (await service.Get<Sender>().RunAsync(null, Stop)).ShouldBe(new SendReport(3, 3, 0, null));
        relay.Mails.Count.ShouldBe(3);
        // A repaired template or row may let them go within the days that are set.
        (await service.OutboxAsync()).Where(row => row.State != OutboxState.Sent).ShouldAllBe(row => row.State == OutboxState.Deferred && row.LastReply!.Length > 10);
        (await service.LeasedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Stopping_finishes_what_is_on_its_way_and_gives_the_rest_back()
    {
        using var stopping = new CancellationTokenSource();
        await using var relay = new SunkMails((_, count) => count == 20 ? stopping.CancelAsync() : Task.CompletedTask);
        await using var service = Installation.Make(Relay.At(relay.Port));
        await service.QueueDigestsAsync(500);
        await service.Get<Sender>().RunAsync(null, stopping.Token);
        var sent = (await service.OutboxAsync()).Count(row => row.State == OutboxState.Sent);
        sent.ShouldBeLessThan(100);
        (await service.LeasedAsync()).ShouldBe(0);
        (await service.OutboxAsync()).Count(row => row.State == OutboxState.Sending).ShouldBeLessThanOrEqualTo(2);
    }

    private static int Number(string recipient) => int.Parse(recipient["reader".Length..recipient.IndexOf('@', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
}
