using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Store;

public sealed class OutboxTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_claimed_mail_is_nobody_elses_until_its_lease_ends()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var mail = await house.MailAsync(MailKind.Confirm, null);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).Select(m => m.Id).ShouldBe([mail]);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).ShouldBeEmpty();
        house.Clock.Advance(Lease);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).Select(m => m.Id).ShouldBe([mail]);
    }

    [Fact]
    public async Task Two_workers_that_claim_at_once_never_get_the_same_mail()
    {
        await using var house = new House();
        for (var i = 0; i < 60; i++) await house.MailAsync(MailKind.Digest, null);
        using var other = new Database(house.Database.Path);
        OutboxTable[] workers = [house.Part<OutboxTable>(), new OutboxTable(other)];
        var claimed = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => workers[i % 2].ClaimAsync(house.Clock.Now, Lease, 7))));
        claimed.SelectMany(mails => mails).Select(mail => mail.Id).Order().ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i));
    }

    [Fact]
    public async Task What_a_person_waits_for_goes_before_digests()
    {
        await using var house = new House();
        var digest = await house.MailAsync(MailKind.Digest, null);
        var confirm = await house.MailAsync(MailKind.Confirm, null);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Lease, 10)).Select(m => m.Id).ShouldBe([confirm, digest]);
    }

    [Fact]
    public async Task A_restart_gives_back_what_was_leased_and_says_what_is_in_doubt()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var doubtful = await house.MailAsync(MailKind.Digest, null);
        var untouched = await house.MailAsync(MailKind.Digest, null);
        await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        await house.Part<OutboxJournal>().WriteAsync([], [(doubtful, "1.token@example.org")], house.Clock.Now);

        (await outbox.RecoverAsync()).ShouldBe(1);
        var again = await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        again.Select(m => m.Id).ShouldBe([doubtful, untouched]);
        again[0].State.ShouldBe(OutboxState.Sending);
        again[0].MessageId.ShouldBe("1.token@example.org");
    }

    [Fact]
    public async Task A_released_mail_can_be_claimed_at_once()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var mail = await house.MailAsync(MailKind.Digest, null);
        await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        await outbox.ReleaseAsync([mail]);
        var again = await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        again.Single().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Each_attempt_is_counted_and_the_last_answer_is_kept()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var mail = await house.MailAsync(MailKind.Digest, null);
        var later = house.Clock.Now.AddMinutes(15);
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(mail, OutboxState.Deferred, later, new Attempt { Stage = "Rcpt", Code = 450, Status = "4.2.0", Text = "later" })], [], house.Clock.Now);
        var deferred = (await outbox.GetAsync(mail)).ShouldNotBeNull();
        (deferred.State, deferred.Attempts, deferred.NextAttempt, deferred.LastReply).ShouldBe((OutboxState.Deferred, 1, later, "Rcpt: 450 4.2.0 later"));
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).ShouldBeEmpty();
        (await outbox.ClaimAsync(later, Lease, 10)).Count.ShouldBe(1);

        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(mail, OutboxState.Sent, later, new Attempt { Stage = "FinalDot", Code = 250, Text = "ok" })], [], later);
        var sent = (await outbox.GetAsync(mail)).ShouldNotBeNull();
        (sent.State, sent.Attempts).ShouldBe((OutboxState.Sent, 2));
        (await outbox.ClaimAsync(later.AddYears(1), Lease, 10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MailKind.Digest, OutboxState.Queued, OutboxState.Cancelled)]
    [InlineData(MailKind.Digest, OutboxState.Deferred, OutboxState.Cancelled)]
    [InlineData(MailKind.Receipt, OutboxState.Queued, OutboxState.Cancelled)]
    [InlineData(MailKind.Goodbye, OutboxState.Queued, OutboxState.Queued)]
    [InlineData(MailKind.Goodbye, OutboxState.Deferred, OutboxState.Deferred)]
    [InlineData(MailKind.Digest, OutboxState.Sending, OutboxState.Sending)]
    [InlineData(MailKind.Digest, OutboxState.Sent, OutboxState.Sent)]
    [InlineData(MailKind.Digest, OutboxState.Failed, OutboxState.Failed)]
    public async Task Who_leaves_gets_nothing_that_waits_but_a_goodbye(MailKind kind, OutboxState before, OutboxState after)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var neighbour = await house.SubscriberAsync();
        var mail = await house.MailAsync(kind, reader.Id);
        var other = await house.MailAsync(MailKind.Digest, neighbour.Id);
        await house.ExecuteAsync("UPDATE outbox SET state = @state WHERE id = @mail", new { state = before.ToString().ToLowerInvariant(), mail });

        (await house.Part<Changes>().LeaveAsync(reader.Id, "test")).ShouldBeTrue();
        (await house.StateAsync(mail)).ShouldBe(after);
        (await house.StateAsync(other)).ShouldBe(OutboxState.Queued);
    }

    [Fact]
    public async Task A_mail_that_was_cancelled_after_it_was_claimed_gets_no_final_dot()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var reader = await house.SubscriberAsync();
        var leaving = await house.MailAsync(MailKind.Digest, reader.Id);
        var staying = await house.MailAsync(MailKind.Digest, null);
        await outbox.ClaimAsync(house.Clock.Now, Lease, 10);
        await house.Part<Changes>().LeaveAsync(reader.Id, "test");

        (await house.Part<OutboxJournal>().WriteAsync([], [(leaving, "a@example.org"), (staying, "b@example.org")], house.Clock.Now)).ShouldBe([staying]);
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(leaving, OutboxState.Deferred, house.Clock.Now, new Attempt { Text = "450" })], [], house.Clock.Now);
        (await house.StateAsync(leaving)).ShouldBe(OutboxState.Cancelled);
    }

    [Fact]
    public async Task Cleaning_forgets_what_ended_long_ago_and_never_what_is_open()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        var sent = await house.MailAsync(MailKind.Digest, null);
        var open = await house.MailAsync(MailKind.Digest, null);
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(sent, OutboxState.Sent, house.Clock.Now, new Attempt { Text = "250" })], [], house.Clock.Now);
        (await outbox.CleanAsync(house.Clock.Now)).ShouldBe(0);
        (await outbox.CleanAsync(house.Clock.Now.AddYears(1))).ShouldBe(1);
        (await outbox.GetAsync(sent)).ShouldBeNull();
        (await outbox.GetAsync(open)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_attempt_that_was_under_way_when_its_reader_left_is_kept_and_the_mail_stays_cancelled()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        long asked = await house.MailAsync(MailKind.Welcome, reader.Id), waiting = await house.MailAsync(MailKind.Receipt, reader.Id);
        await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, TimeSpan.FromMinutes(30), 1);
        await house.Part<Changes>().LeaveAsync(reader.Id, "page");
        var refused = new Attempt { At = house.Clock.Now, Stage = "Rcpt", Code = 451, Status = "4.3.0", Text = "later", Relay = "relay.example:25" };
        for (var once = 0; once < 2; once++)
            await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(asked, OutboxState.Deferred, house.Clock.Now.AddHours(1), refused), new AttemptResult(waiting, OutboxState.Deferred, house.Clock.Now, refused)], [], house.Clock.Now);

        var mail = (await house.Part<OutboxTable>().GetAsync(asked)).ShouldNotBeNull();
        (mail.State, mail.Attempts, mail.LastReply, mail.Relay).ShouldBe((OutboxState.Cancelled, 1, "Rcpt: 451 4.3.0 later", "relay.example:25"));
        (await house.Part<AttemptTable>().OfAsync(mail)).ShouldHaveSingleItem().Attempt.Text.ShouldBe("later");
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox WHERE lease_until <> 0")).ShouldBe(0);
        (await house.Part<OutboxTable>().GetAsync(waiting)).ShouldNotBeNull().Attempts.ShouldBe(0, "nobody had it in hand");
    }
}
