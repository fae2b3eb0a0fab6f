using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Subscribers;

public sealed class SignupTests
{
    private static readonly Preferences Choices = new(["design"], Frequency.Daily, 1, 420, "Europe/Berlin", "de", 20);

    [Fact]
    public async Task A_subscription_begins_when_the_owner_of_the_address_confirms_and_not_before()
    {
        await using var house = new House();
        (await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web")).Problem.ShouldBeNull();
        var pending = await ByEmailAsync(house, "ada@example.org");
        (pending.Status, pending.NextDue).ShouldBe((SubscriberStatus.Pending, null));
        (await KindsAsync(house)).ShouldBe(["confirm"]);

        var confirmed = (await house.Part<Signup>().ConfirmAsync(pending.Id, "web")).ShouldNotBeNull();
        (confirmed.Status, confirmed.Topics, confirmed.Zone, confirmed.Language, confirmed.Budget).ShouldBe((SubscriberStatus.Active, "design", "Europe/Berlin", "de", 20));
        confirmed.NextDue.ShouldBe(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero));
        (await KindsAsync(house)).ShouldBe(["confirm", "welcome"]);
        (await house.Part<SubscriberTable>().ConsentsAsync(pending.Id)).Select(consent => (consent.What, consent.How)).ShouldBe([("asked to join", "web"), ("confirmed", "web")]);
    }

    [Fact]
    public async Task Confirming_twice_is_the_same_as_once()
    {
        await using var house = new House();
        await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web");
        var first = await house.Part<Signup>().ConfirmAsync(1, "web");
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await house.Part<Signup>().ConfirmAsync(1, "web")).ShouldBe(first);
        (await KindsAsync(house)).ShouldBe(["confirm", "welcome"]);
        (await house.Part<Signup>().ConfirmAsync(999, "web")).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_asks_learns_nothing_of_who_is_subscribed()
    {
        await using var house = new House();
        await house.SubscriberAsync(s => s with { Email = "active@example.org" });
        await house.SubscriberAsync(s => s with { Email = "left@example.org", Status = SubscriberStatus.Unsubscribed });
        await house.SubscriberAsync(s => s with { Email = "complained@example.org", Status = SubscriberStatus.Complained });
        foreach (var address in new[] { "active", "left", "complained", "unknown", "active" })
            (await house.Part<Signup>().JoinAsync(address + "@example.org", Choices, "web")).Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b@c")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused_with_a_reason(string text)
    {
        await using var house = new House();
        (await house.Part<Signup>().JoinAsync(text, Choices, "web")).Problem.ShouldNotBeNullOrWhiteSpace();
        (await house.Part<SubscriberTable>().AllAsync()).ShouldBeEmpty();
        (await KindsAsync(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_can_have_one_confirmation_a_day_sent_to_an_address_and_three_in_all()
    {
        await using var house = new House();
        for (var i = 0; i < 24 * 6; i++)
        {
            await house.Part<Signup>().JoinAsync(i % 2 == 0 ? "ada@example.org" : " Ada@Example.ORG ", Choices, "web");
            if (i == 20) (await KindsAsync(house)).Count.ShouldBe(1);
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await KindsAsync(house)).ShouldBe(["confirm", "confirm", "confirm"]);
        (await house.Part<SubscriberTable>().AllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_confirmation_sent_while_the_clock_was_ahead_does_not_keep_the_next_one_away()
    {
        await using var house = new House();
        house.Clock.Advance(TimeSpan.FromDays(300));
        await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web");
        house.Clock.Set(House.Start);
        (await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web")).Queued.ShouldBeTrue();
        (await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web")).Queued.ShouldBeFalse("the clock is right again, and so is the day between two");
    }

    [Fact]
    public async Task A_strangers_form_changes_nothing_of_somebody_who_is_subscribed()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Email = "ada@example.org" });
        var paused = await house.SubscriberAsync(s => s with { Email = "bob@example.org", Status = SubscriberStatus.Paused, PausedUntil = "2026-05-01" });
        foreach (var s in new[] { reader, paused })
        {
            await house.Part<Signup>().JoinAsync(s.Email, Choices with { Topics = ["sports"] }, "web");
            var after = await house.ReadAsync(s);
            (after with { ConfirmSent = null, ConfirmCount = 0 }).ShouldBe(s);
        }

        (await KindsAsync(house)).ShouldBe(["receipt", "receipt"]);
    }

    [Fact]
    public async Task Who_was_erased_can_come_back_by_confirming()
    {
        await using var house = new House();
        await house.Part<Changes>().EraseAsync(await house.SubscriberAsync(s => s with { Email = "ada@example.org" }));
        await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web");
        (await house.Part<Signup>().ConfirmAsync((await ByEmailAsync(house, "ada@example.org")).Id, "web"))!.Status.ShouldBe(SubscriberStatus.Active);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM suppressions")).ShouldBe(0);
    }

    [Fact]
    public async Task The_button_of_an_old_mail_does_not_bring_back_who_has_left_since()
    {
        await using var house = new House();
        await house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web");
        await house.Part<Signup>().ConfirmAsync(1, "web");
        await house.Part<Changes>().LeaveAsync(1, "reply");
        (await house.Part<Signup>().ConfirmAsync(1, "web")).ShouldBeNull();
        (await ByEmailAsync(house, "ada@example.org")).Status.ShouldBe(SubscriberStatus.Unsubscribed);
    }

    [Fact]
    public async Task Signups_that_nobody_confirmed_are_forgotten()
    {
        await using var house = new House();
        await house.Part<Signup>().JoinAsync("never@example.org", Choices, "web");
        await house.Part<Signup>().JoinAsync("active@example.org", Choices, "web");
        await house.Part<Signup>().ConfirmAsync(2, "web");
        house.Clock.Advance(TimeSpan.FromDays(6));
        (await house.Part<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7))).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await house.Part<Signup>().PurgeUnconfirmedAsync(TimeSpan.FromDays(7))).ShouldBe(1);
        (await house.Part<SubscriberTable>().AllAsync()).Select(s => s.Email).ShouldBe(["active@example.org"]);
        (await house.ValueAsync<int>("SELECT COUNT(*) FROM outbox WHERE recipient LIKE 'never%'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_form_twice_at_once_makes_one_subscriber_and_one_mail()
    {
        await using var house = new House();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => house.Part<Signup>().JoinAsync("ada@example.org", Choices, "web"))));
        (await house.Part<SubscriberTable>().AllAsync()).Count.ShouldBe(1);
        (await KindsAsync(house)).ShouldBe(["confirm"]);
    }

    private static Task<List<string>> KindsAsync(House house) => house.ColumnAsync<string>("SELECT kind FROM outbox ORDER BY id");

    private static async Task<Subscriber> ByEmailAsync(House house, string email) => (await house.Part<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(email))).ShouldNotBeNull();
}
