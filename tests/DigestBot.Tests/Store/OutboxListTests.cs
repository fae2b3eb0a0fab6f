using System.Diagnostics;
using Dapper;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Store;

/// <summary>What the operator asks of the outbox, and that it costs little beside many mails.</summary>
public sealed class OutboxListTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task What_a_person_waits_for_can_be_claimed_alone()
    {
        await using var house = new House();
        var outbox = house.Part<OutboxTable>();
        for (var i = 0; i < 5; i++) await house.MailAsync(MailKind.Digest, null);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10, urgentOnly: true)).ShouldBeEmpty();
        var confirm = await house.MailAsync(MailKind.Confirm, null);
        var receipt = await house.MailAsync(MailKind.Receipt, null);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10, urgentOnly: true)).Select(mail => mail.Id).ShouldBe([confirm, receipt]);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10, urgentOnly: true)).ShouldBeEmpty("they are leased");
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_put_off_while_the_clock_was_ahead_is_claimed_when_it_is_right_again(bool urgent)
    {
        await using var house = new House();
        var mail = await house.MailAsync(urgent ? MailKind.Confirm : MailKind.Digest, null);
        await house.ExecuteAsync("UPDATE outbox SET next_attempt = @then, lease_until = @then", new { then = house.Clock.Now.AddYears(1) });
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now, Lease, 10, urgent))
            .Select(row => row.Id).ShouldBe([mail]);
    }

    [Fact]
    public async Task Every_attempt_is_kept_as_it_was_and_goes_with_its_mail()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        var said = new Attempt { At = house.Clock.Now, Stage = "Rcpt", Code = 450, Status = "4.7.1", Text = "Greylisted: <b>wait</b>", Relay = "relay.example:587 (192.0.2.1)" };
        var lost = new Attempt { At = house.Clock.Now.AddMinutes(8), Text = "the connection ended", Relay = said.Relay, InDoubt = true };
        var taken = new Attempt { At = house.Clock.Now.AddMinutes(70), Stage = "FinalDot", Code = 250, Status = "2.0.0", Text = "Ok: queued as 4711", Relay = said.Relay };
        foreach (var (attempt, state) in new[] { (said, OutboxState.Deferred), (lost, OutboxState.Sending), (taken, OutboxState.Sent) })
            await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(mail, state, attempt.At, attempt)], [], attempt.At);
        (await house.Part<AttemptTable>().OfAsync((await house.Part<OutboxTable>().GetAsync(mail))!)).ShouldBe([new(1, said), new(2, lost), new(3, taken)]);

        var export = System.Text.Encoding.UTF8.GetString(await house.Part<DigestBot.Web.DataExport>().OfAsync(reader));
        foreach (var part in (string[])["Greylisted: <b>wait</b>", "4.7.1", "the connection ended", "Ok: queued as 4711"]) export.ShouldContain(part);
        await house.Part<Changes>().EraseAsync(reader);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts")).ShouldBe(0);
    }

    [Theory]
    [InlineData("FinalDot: 250 2.0.0 Ok", "FinalDot", 250, "2.0.0", "Ok")]
    [InlineData("Rcpt: 550 no", "Rcpt", 550, null, "no")]
    [InlineData("written to 20260316.eml", null, null, null, "written to 20260316.eml")]
    [InlineData("Problem: it broke", null, null, null, "Problem: it broke")]
    [InlineData("", null, null, null, "")]
    public void A_line_is_read_as_it_was_written(string line, string? stage, int? code, string? status, string text)
    {
        var read = Attempt.Read(line);
        (read.Stage, read.Code, read.Status, read.Text).ShouldBe((stage, code, status, text));
        read.ToString().ShouldBe(line);
    }

    [Fact]
    public async Task Cleaning_takes_attempts_along()
    {
        await using var house = new House();
        var mail = await house.MailAsync(MailKind.Digest, null);
        await house.Part<OutboxJournal>().WriteAsync([new AttemptResult(mail, OutboxState.Failed, house.Clock.Now, new Attempt { Code = 550, Text = "no" })], [], house.Clock.Now);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts")).ShouldBe(1);
        await house.Part<OutboxTable>().CleanAsync(house.Clock.Now.AddDays(1));
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts")).ShouldBe(0);
    }

    [Fact]
    public async Task Counts_lists_and_claims_cost_little_beside_a_hundred_thousand_mails()
    {
        await using var house = new House();
        await FillAsync(house, 100_000);
        var (list, outbox) = (house.Part<OutboxList>(), house.Part<OutboxTable>());
        await list.CountsAsync(); // the statements are prepared and the pages read
        var watch = Stopwatch.StartNew();
        var counts = await list.CountsAsync();
        (counts["sent"], counts["failed"], counts["deferred"], counts["queued"], counts["merged"]).ShouldBe((99_600, 100, 100, 100, 100));
        (await list.TroubledAsync(100)).Count(mail => mail.State == OutboxState.Failed).ShouldBe(100);
        (await list.ListAsync(OutboxState.Sent, null, 10)).Count.ShouldBe(10);
        (await list.ListAsync(null, ("reader@example.org", "reader@example.org"), 10)).Count.ShouldBe(10);
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10, urgentOnly: true)).ShouldBeEmpty();
        (await outbox.ClaimAsync(house.Clock.Now, Lease, 10)).Count.ShouldBe(10);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));

        foreach (var sql in (string[])
        [
            "SELECT state, COUNT(*) FROM outbox INDEXED BY outbox_troubled WHERE state IN ('deferred', 'failed', 'cancelled', 'merged') GROUP BY state",
            "SELECT id FROM outbox WHERE subscriber_id = 1 AND kind = 'digest' ORDER BY id DESC LIMIT 1",
            $"SELECT id FROM outbox WHERE {OutboxTable.Open} AND priority IN (0, 1) AND next_attempt <= 1 AND lease_until <= 1 ORDER BY priority, next_attempt, id LIMIT 9",
            "SELECT id FROM outbox WHERE state = 'failed' AND judged = 0 ORDER BY id LIMIT 9",
        ])
        {
            var plan = string.Join("; ", (await house.Database.ReadAsync(db => db.QueryAsync<(int, int, int, string Detail)>("EXPLAIN QUERY PLAN " + sql), TestContext.Current.CancellationToken)).Select(row => row.Detail));
            plan.ShouldContain("INDEX outbox_", Case.Sensitive, sql);
            plan.ShouldNotContain("TEMP B-TREE", Case.Sensitive, sql);
        }
    }

    private static Task FillAsync(House house, int mails) => house.ExecuteAsync(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @mails)
        INSERT INTO outbox (kind, priority, recipient, state, created, next_attempt, ended)
        SELECT 'digest', 1, 'reader@example.org', CASE WHEN i <= @mails - 400 THEN 'sent' WHEN i % 4 = 0 THEN 'failed' WHEN i % 4 = 1 THEN 'deferred' WHEN i % 4 = 2 THEN 'queued' ELSE 'merged' END,
               @now, @now, CASE WHEN i <= @mails - 400 OR i % 4 IN (0, 3) THEN @now END FROM n
        """, new { mails, now = house.Clock.Now });
}
