using System.Text.Json;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Web;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Subscribers;

/// <summary>What follows for a subscriber whose address is refused, at once or by a bounce.</summary>
public sealed class RefusalsTests
{
    private static readonly DeliveryRecipient Unknown = new("somebody@else.example", "failed", "5.1.1", "550", "userunknown", true, "550 5.1.1 User unknown");

    [Fact]
    public async Task An_address_that_is_refused_on_two_days_gets_no_more_mail()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        (await RefuseAsync(house, reader)).ShouldBe(0);
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await RefuseAsync(house, reader)).ShouldBe(0, "two mails of one evening are one relay's bad hour");
        house.Clock.Advance(TimeSpan.FromDays(1));
        var waiting = await house.MailAsync(MailKind.Digest, reader.Id);
        (await RefuseAsync(house, reader)).ShouldBe(1);
        var bounced = await house.ReadAsync(reader);
        (bounced.Status, bounced.NextDue).ShouldBe((SubscriberStatus.Bounced, null));
        (await house.StateAsync(waiting)).ShouldBe(OutboxState.Cancelled);
        (await house.Part<SubscriberTable>().ConsentsAsync(reader.Id)).ShouldContain(consent => consent.What == "bounced" && consent.How == "Rcpt: 550 5.1.1 User unknown");
        (await house.Part<Refusals>().JudgeAsync(CancellationToken.None)).ShouldBe(0, "each mail is judged once");
    }

    [Fact]
    public async Task A_mail_that_arrives_between_makes_the_refusal_a_mistake()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await RefuseAsync(house, reader);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.MailAsync(MailKind.Digest, reader.Id);
        await house.SentAsync();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await RefuseAsync(house, reader);
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
    }

    [Theory]
    [InlineData("Mail", 550, "5.1.1", "User unknown")] // our own address
    [InlineData("Rcpt", 550, "5.7.1", "Relay access denied")]
    [InlineData("Rcpt", 452, "4.1.1", "User unknown")]
    [InlineData("FinalDot", 550, "5.7.1", "spam")]
    [InlineData("FinalDot", 552, "5.3.4", "too large")]
    [InlineData("Rcpt", 550, null, "blocked by policy")]
    [InlineData(null, null, null, "User unknown")]
    public async Task What_is_not_said_of_the_address_never_ends_a_subscription(string? stage, int? code, string? status, string text)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 10; day++, house.Clock.Advance(TimeSpan.FromDays(1))) await RefuseAsync(house, reader, stage, code, status, text);
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM address_refusals")).ShouldBe(0);
    }

    [Fact]
    public async Task A_confirmation_that_is_refused_is_not_tried_again_and_its_row_is_purged_with_the_unconfirmed()
    {
        await using var house = new House();
        await house.Part<Signup>().JoinAsync("typo@readers.example", new Preferences(["design"], Frequency.Daily, 1, 420, "UTC", "en", 15), "test");
        var pending = (await house.Part<SubscriberTable>().ByEmailKeyAsync("typo@readers.example")).ShouldNotBeNull();
        await house.Part<OutboxJournal>().WriteAsync([Refusal(1, house.Clock.Now, "Rcpt", 550, "5.1.1", "User unknown")], [], house.Clock.Now);
        (await house.Part<Refusals>().JudgeAsync(CancellationToken.None)).ShouldBe(0);
        (await house.Part<OutboxTable>().ClaimAsync(house.Clock.Now.AddDays(6), TimeSpan.FromMinutes(1), 10)).ShouldBeEmpty();
        (await house.ReadAsync(pending)).Status.ShouldBe(SubscriberStatus.Pending);
        house.Clock.Advance(TimeSpan.FromDays(8));
        (await house.Part<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7))).ShouldBe(1);
        (await house.ValueAsync<int>("SELECT (SELECT COUNT(*) FROM subscribers) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM attempts)")).ShouldBe(0);
    }

    [Fact]
    public async Task Bounces_count_by_the_same_rule_once_a_mail_and_stand_in_its_history()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 2; day++, house.Clock.Advance(TimeSpan.FromDays(1)))
        {
            var mail = await house.MailAsync(MailKind.Digest, reader.Id);
            (await house.Part<Refusals>().BouncedAsync(mail, Unknown)).ShouldBeFalse("it has not been sent");
            await house.SentAsync();
            (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
            (await house.Part<Refusals>().BouncedAsync(mail, Unknown)).ShouldBeTrue();
            (await house.Part<Refusals>().BouncedAsync(mail, Unknown)).ShouldBeFalse("the same bounce, twice");
            (await house.Part<AttemptTable>().OfAsync((await house.Part<OutboxTable>().GetAsync(mail))!)).Select(one => (one.Number, one.Attempt.Stage)).ShouldBe([(1, "FinalDot"), (2, "Bounce")]);
        }

        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Bounced);
    }

    [Fact]
    public async Task A_bounce_of_a_mail_in_doubt_counts_and_stands_in_its_history_with_what_comes_after()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        for (var day = 0; day < 2; day++, house.Clock.Advance(TimeSpan.FromDays(1)))
        {
            var mail = await house.MailAsync(MailKind.Digest, reader.Id);
            var (journal, refusals, now) = (house.Part<OutboxJournal>(), house.Part<Refusals>(), house.Clock.Now);
            await journal.WriteAsync([], [(mail, "a@bot.example")], now);
            await journal.WriteAsync([new AttemptResult(mail, OutboxState.Sending, now, new Attempt { At = now, Text = "the connection ended", InDoubt = true })], [], now);
            (await refusals.BouncedAsync(mail, Unknown)).ShouldBeTrue("the relay has taken it");
            (await refusals.BouncedAsync(mail, Unknown)).ShouldBeFalse("the same bounce, twice");
            // It is sent again, as what is in doubt is, unless that was its reader's last.
            var allowed = (await journal.WriteAsync([], [(mail, "a@bot.example")], now)).Count == 1;
            allowed.ShouldBe(day == 0);
            if (!allowed) continue;
            await journal.WriteAsync([new AttemptResult(mail, OutboxState.Sent, now, new Attempt { At = now, Stage = "FinalDot", Code = 250, Text = "ok" })], [], now);
            (await refusals.BouncedAsync(mail, Unknown)).ShouldBeFalse("one mail counts once");
            (await house.Part<AttemptTable>().OfAsync((await house.Part<OutboxTable>().GetAsync(mail))!)).Select(one => (one.Number, one.Attempt.Stage)).ShouldBe([(1, null), (2, "Bounce"), (3, "FinalDot")]);
            (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
        }

        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Bounced);
    }

    [Fact]
    public async Task A_mail_that_the_operator_has_tried_again_is_the_same_mail_and_counts_once()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await RefuseAsync(house, reader);
        var mail = await house.ValueAsync<long>("SELECT MAX(id) FROM outbox");
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.Part<OutboxList>().RetryAsync(mail, house.Clock.Now)).ShouldBeNull();
        await house.Part<OutboxJournal>().WriteAsync([Refusal(mail, house.Clock.Now, "Rcpt", 550, "5.1.1", "User unknown")], [], house.Clock.Now);
        (await house.Part<Refusals>().JudgeAsync(CancellationToken.None)).ShouldBe(0);
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active);
        (await house.ValueAsync<int>("SELECT mails FROM address_refusals")).ShouldBe(1);
        (await RefuseAsync(house, reader)).ShouldBe(1, "a second mail, a day after the first was refused");
    }

    [Fact]
    public async Task A_bounce_that_comes_after_erasure_or_is_no_failure_or_about_spam_does_no_harm()
    {
        await using var house = new House();
        var (reader, gone) = (await house.SubscriberAsync(), await house.SubscriberAsync());
        var refusals = house.Part<Refusals>();
        var (mail, erased) = (await house.MailAsync(MailKind.Digest, reader.Id), await house.MailAsync(MailKind.Digest, gone.Id));
        await house.SentAsync();
        (await refusals.BouncedAsync(mail, Unknown with { Action = "delayed", Status = "4.4.1" })).ShouldBeFalse();
        (await refusals.BouncedAsync(mail, Unknown with { Status = "5.7.1", Diagnostic = "550 5.7.1 spam" })).ShouldBeTrue();
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM address_refusals")).ShouldBe(0);
        await house.Part<Changes>().EraseAsync(gone);
        (await refusals.BouncedAsync(erased, Unknown)).ShouldBeFalse();
        (await refusals.BouncedAsync(12345, Unknown)).ShouldBeFalse();
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts WHERE outbox_id <> @mail", new { mail })).ShouldBe(0);
    }

    [Fact]
    public async Task A_bounces_address_names_the_mail_only_as_it_was_signed()
    {
        await using var house = new House();
        var addresses = house.Part<MailAddresses>();
        var address = addresses.EnvelopeFrom(7);
        addresses.MailOfEnvelope(address).ShouldBe(7);
        addresses.MailOfEnvelope(address.ToUpperInvariant()).ShouldBe(7, "some servers fold case");
        var at = address.LastIndexOf('@');
        for (var i = 0; i < at; i++)
        {
            // Each octet changed, and each left out: no other address names a mail. What stands before the token is the mailbox, not its proof.
            var plus = address.IndexOf('+', StringComparison.Ordinal);
            if (i <= plus) continue;
            addresses.MailOfEnvelope(address[..i] + (address[i] == 'a' ? 'b' : 'a') + address[(i + 1)..]).ShouldBeNull();
            addresses.MailOfEnvelope(address.Remove(i, 1)).ShouldBeNull();
        }

        addresses.MailOfEnvelope(address[..at] + "@elsewhere.example").ShouldBeNull();
        addresses.MailOfEnvelope(addresses.ReplyTo(7)).ShouldBeNull("a reply's token is no bounce's");
        addresses.MailOfEnvelope("nobody").ShouldBeNull();
        var id = addresses.MessageId(7, 3);
        addresses.SubscriberOfMessageId(id).ShouldBe(3);
        for (var i = id.IndexOf('.', StringComparison.Ordinal) + 1; i < id.IndexOf('@', StringComparison.Ordinal); i++)
            addresses.SubscriberOfMessageId(id[..i] + (id[i] == 'a' ? 'b' : 'a') + id[(i + 1)..]).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_said_of_an_address_is_in_its_owners_export_and_goes_with_them()
    {
        await using var house = new House();
        var (reader, other) = (await house.SubscriberAsync(), await house.SubscriberAsync());
        (await ExportedAsync(house, reader)).ValueKind.ShouldBe(JsonValueKind.Null);
        var first = house.Clock.Now;
        await RefuseAsync(house, reader, text: "User unknown");
        house.Clock.Advance(TimeSpan.FromHours(2));
        await RefuseAsync(house, reader, text: "no mailbox here by that name");
        await RefuseAsync(house, other);
        var kept = await ExportedAsync(house, reader);
        (kept.GetProperty("first").GetDateTimeOffset(), kept.GetProperty("last").GetDateTimeOffset(), kept.GetProperty("mails").GetInt32(), kept.GetProperty("said").GetString())
            .ShouldBe((first, house.Clock.Now, 2, "Rcpt: 550 5.1.1 no mailbox here by that name"));

        // A mail that was taken since makes it void, but it is kept: so it is shown.
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.MailAsync(MailKind.Digest, reader.Id);
        await house.SentAsync();
        (await ExportedAsync(house, reader)).GetProperty("mails").GetInt32().ShouldBe(2);

        await house.Part<Changes>().EraseAsync(reader);
        (await house.ColumnAsync<long>("SELECT subscriber_id FROM address_refusals")).ShouldBe([other.Id]);
    }

    [Fact]
    public async Task No_row_that_names_somebody_outlives_erasure()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await RefuseAsync(house, reader);
        await house.ExecuteAsync("INSERT INTO lookups VALUES (@Id, 1, 1); INSERT INTO mutes VALUES (@Id, 'word'); INSERT INTO consents (subscriber_id, what, how, at) VALUES (@Id, 'confirmed', 'web', 5)", new { reader.Id });
        var tables = await house.ColumnAsync<string>("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'subscriber_id' WHERE m.type = 'table' ORDER BY m.name");
        tables.ShouldContain("address_refusals");
        await house.Part<Changes>().EraseAsync(reader);
        foreach (var table in tables) (await house.ValueAsync<int>($"SELECT COUNT(*) FROM {table} WHERE subscriber_id = @Id", new { reader.Id })).ShouldBe(0, table);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM attempts")).ShouldBe(0);
    }

    private static async Task<JsonElement> ExportedAsync(House house, Subscriber reader) =>
        JsonDocument.Parse(await house.Part<DataExport>().OfAsync(reader)).RootElement.GetProperty("addressRefusals");

    private static async Task<int> RefuseAsync(House house, Subscriber reader, string? stage = "Rcpt", int? code = 550, string? status = "5.1.1", string text = "User unknown")
    {
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        await house.Part<OutboxJournal>().WriteAsync([Refusal(mail, house.Clock.Now, stage, code, status, text)], [], house.Clock.Now);
        return await house.Part<Refusals>().JudgeAsync(CancellationToken.None);
    }

    private static AttemptResult Refusal(long mail, DateTimeOffset now, string? stage, int? code, string? status, string text) =>
        new(mail, OutboxState.Failed, now, new Attempt { At = now, Stage = stage, Code = code, Status = status, Text = text });
}
