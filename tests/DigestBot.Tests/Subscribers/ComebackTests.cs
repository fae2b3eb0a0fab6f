using System.Text;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using DigestBot.Web;

namespace DigestBot.Tests.Subscribers;

/// <summary>Coming back after a complaint or bounces: by a confirmation from the mailbox itself, for which strangers who type the address cannot have many mails sent.</summary>
public sealed class ComebackTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_complained_comes_back_by_a_new_signup_that_their_mailbox_confirms(bool leaves)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await ComplainAsync(house, reader);
        if (leaves) (await house.Part<Changes>().LeaveAsync(reader.Id, "unsubscribe link")).ShouldBeTrue();
        (await JoinAsync(house, reader)).ShouldBeTrue();
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Pending);
        (await house.Part<Signup>().SuppressionAsync(reader.Email)).ShouldNotBeNull("a form lifts nothing");
        (await house.Part<Signup>().ConfirmAsync(reader.Id, Signup.ByOperator)).ShouldBeNull("nor does the operator's word");
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "button of the confirmation page")).ShouldNotBeNull().Status.ShouldBe(SubscriberStatus.Active);
        (await house.Part<Signup>().SuppressionAsync(reader.Email)).ShouldBeNull();
        (await house.Part<SubscriberTable>().ConsentsAsync(reader.Id)).Select(consent => consent.What).ShouldBe([.. leaves ? (string[])["complained", "left"] : ["complained"], "asked to join", "confirmed"]);

        // Later they complain again, and may think better of it again.
        await ComplainAsync(house, reader);
        (await JoinAsync(house, reader)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stranger_can_have_one_confirmation_sent_to_somebody_who_complained_and_none_after_that(bool leaves)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await ComplainAsync(house, reader);
        await AskForDaysAsync(house, reader, 1);
        // Whatever its owner does but confirm it, that was the last.
        if (leaves) await house.Part<Changes>().LeaveAsync(reader.Id, "unsubscribe link");
        else await ComplainAsync(house, reader);
        await AskForDaysAsync(house, reader, 0);
        await ComplainAsync(house, reader, leaves);
        await AskForDaysAsync(house, reader, 0);
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "link")).ShouldBeNull();
        (await house.Part<Signup>().LiftAsync(reader.Email)).ShouldNotBeNull().Reason.ShouldBe(SuppressionTable.Complaint);
        await AskForDaysAsync(house, reader, 3);
    }

    [Fact]
    public async Task Who_complained_of_a_confirmation_and_who_was_erased_after_a_complaint_can_not_be_written_to_for_ever_either()
    {
        await using var house = new House();
        var choices = Preferences.Of(await house.SubscriberAsync());
        await house.Part<Signup>().JoinAsync("typo@readers.example", choices, "page");
        var pending = (await house.Part<SubscriberTable>().ByEmailKeyAsync("typo@readers.example")).ShouldNotBeNull();
        await ComplainAsync(house, pending);
        await AskForDaysAsync(house, pending, 0);

        var erased = await house.SubscriberAsync();
        await ComplainAsync(house, erased);
        await house.Part<Changes>().EraseAsync(erased);
        for (var month = 0; month < 3; month++)
        {
            await AskForDaysAsync(house, erased, month == 0 ? 1 : 0);
            await house.Part<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7));
            house.Clock.Advance(Day * 30);
            await house.Part<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7));
            (await house.Part<Signup>().SuppressionAsync(erased.Email)).ShouldNotBeNull().Reason.ShouldBe(SuppressionTable.Unconfirmed);
        }
    }

    [Fact]
    public async Task Who_was_given_up_after_bounces_comes_back_by_a_confirmation_however_often_a_form_was_filled_in_before()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await AskForDaysAsync(house, reader, 0);
        (await house.ReadAsync(reader)).ConfirmCount.ShouldBe(3, "three times they were told that they are subscribed");
        await house.ExecuteAsync("INSERT INTO address_refusals (subscriber_id, first_at, last_at, mails, said) VALUES (@Id, 1, 1, 1, 'before')", new { reader.Id });
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        await house.SentAsync();
        await house.ExecuteAsync("UPDATE address_refusals SET last_at = @now", new { now = house.Clock.Now });
        await house.Part<Refusals>().BouncedAsync(mail, new("reader@example.org", "failed", "5.1.1", "550", "userunknown", true, "550 5.1.1 User unknown"));
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Bounced);
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "link")).ShouldBeNull("an old mail's link");
        (await JoinAsync(house, reader)).ShouldBeTrue();
        (await house.Part<Signup>().ConfirmAsync(reader.Id, "link")).ShouldNotBeNull().Status.ShouldBe(SubscriberStatus.Active);
        (await house.Part<RefusalTable>().KeptAsync(reader.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task That_an_address_is_suppressed_is_in_its_owners_export()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        (await SuppressedAsync(house, reader)).ValueKind.ShouldBe(JsonValueKind.Null);
        await ComplainAsync(house, reader);
        (await SuppressedAsync(house, reader)).ToString().ShouldContain("complaint");
    }

    [Theory]
    [InlineData(SuppressionTable.Erased, SuppressionTable.Complaint, SuppressionTable.Complaint)]
    [InlineData(SuppressionTable.Complaint, SuppressionTable.Erased, SuppressionTable.Complaint)]
    [InlineData(SuppressionTable.Complaint, SuppressionTable.Unconfirmed, SuppressionTable.Unconfirmed)]
    [InlineData(SuppressionTable.Erased, SuppressionTable.Unconfirmed, SuppressionTable.Unconfirmed)]
    [InlineData(SuppressionTable.Unconfirmed, SuppressionTable.Complaint, SuppressionTable.Unconfirmed)]
    [InlineData(SuppressionTable.Unconfirmed, SuppressionTable.Erased, SuppressionTable.Unconfirmed)]
    [InlineData(SuppressionTable.Complaint, SuppressionTable.Complaint, SuppressionTable.Complaint)]
    public async Task The_stricter_reason_stays_with_its_date(string first, string second, string stays)
    {
        await using var house = new House();
        var began = house.Clock.Now;
        await house.WriteAsync((db, tx) => SuppressionTable.AddAsync(db, tx, "key", first, began));
        await house.WriteAsync((db, tx) => SuppressionTable.AddAsync(db, tx, "key", second, began + Day));
        (await house.Part<SuppressionTable>().OfAsync("key")).ShouldBe(new Suppression { Reason = stays, Created = stays == first ? began : began + Day });
    }

    private static async Task<bool> JoinAsync(House house, Subscriber reader) => (await house.Part<Signup>().JoinAsync(reader.Email, Preferences.Of(reader), "signup page")).Queued;

    // A stranger types the address into the form, every six hours of ten days.
    private static async Task AskForDaysAsync(House house, Subscriber reader, int confirmations)
    {
        var before = await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox WHERE kind = 'confirm'");
        for (var i = 0; i < 40; i++, house.Clock.Advance(Day / 4)) await JoinAsync(house, reader);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox WHERE kind = 'confirm'") - before).ShouldBe(confirmations);
    }

    private static async Task ComplainAsync(House house, Subscriber reader, bool news = true) =>
        (await house.WriteAsync((db, tx) => house.Part<Refusals>().ComplainedAsync(db, tx, reader.Id, null, "abuse"))).ShouldBe(news);

    private static async Task<JsonElement> SuppressedAsync(House house, Subscriber reader) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(await house.Part<DataExport>().OfAsync(reader))).RootElement.GetProperty("suppressed");
}
