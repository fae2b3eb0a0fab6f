using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Subscribers;

public sealed class ChangesTests
{
    [Fact]
    public async Task Leaving_cancels_what_is_queued_and_doing_it_twice_is_the_same_as_once()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        (await house.Part<Changes>().LeaveAsync(reader.Id, "one-click")).ShouldBeTrue();
        var after = await house.ReadAsync(reader);
        (after.Status, after.NextDue).ShouldBe((SubscriberStatus.Unsubscribed, null));
        (await house.StateAsync(mail)).ShouldBe(OutboxState.Cancelled);

        (await house.Part<Changes>().LeaveAsync(reader.Id, "one-click")).ShouldBeFalse();
        (await house.ReadAsync(reader)).ShouldBe(after);
        (await house.Part<SubscriberTable>().ConsentsAsync(reader.Id)).Select(consent => (consent.What, consent.How)).ShouldBe([("left", "one-click")]);
        (await house.Part<Changes>().LeaveAsync(999, "one-click")).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_has_left_while_their_mail_still_waits()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var mail = await house.MailAsync(MailKind.Digest, reader.Id);
        await house.ExecuteAsync("CREATE TRIGGER broken BEFORE UPDATE OF state ON outbox BEGIN SELECT RAISE(ABORT, 'broken'); END");
        await Should.ThrowAsync<SqliteException>(() => house.Part<Changes>().LeaveAsync(reader.Id, "one-click"));
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Active); // both or neither
        (await house.StateAsync(mail)).ShouldBe(OutboxState.Queued);
        (await house.Part<SubscriberTable>().ConsentsAsync(reader.Id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SubscriberStatus.Pending)]
    [InlineData(SubscriberStatus.Active)]
    [InlineData(SubscriberStatus.Paused)]
    [InlineData(SubscriberStatus.Bounced)]
    public async Task Leaving_works_wherever_a_subscription_stands(SubscriberStatus status)
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Status = status, PausedUntil = "2026-12-24" });
        (await house.Part<Changes>().LeaveAsync(reader.Id, "page")).ShouldBeTrue();
        (await house.ReadAsync(reader)).Status.ShouldBe(SubscriberStatus.Unsubscribed);
    }

    [Fact]
    public async Task A_pause_stops_digests_until_its_day_and_ends_by_itself()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Zone = "America/New_York" });
        var queued = await house.MailAsync(MailKind.Digest, reader.Id);
        var paused = (await house.Part<Changes>().PauseAsync(reader.Id, "2026-03-10")).ShouldNotBeNull();
        (paused.Status, paused.NextDue, paused.PausedUntil).ShouldBe((SubscriberStatus.Paused, null, "2026-03-10"));
        (await house.StateAsync(queued)).ShouldBe(OutboxState.Queued); // its articles have been taken account of: they would come nowhere else

        house.Clock.Set(new DateTimeOffset(2026, 3, 10, 3, 59, 0, TimeSpan.Zero)); // still the 9th over there
        (await house.Part<Changes>().EndPausesAsync(await house.Part<SubscriberTable>().PausedAsync())).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await house.Part<Changes>().EndPausesAsync(await house.Part<SubscriberTable>().PausedAsync())).ShouldBe(1);
        var resumed = await house.ReadAsync(reader);
        (resumed.Status, resumed.PausedUntil, resumed.NextDue).ShouldBe((SubscriberStatus.Active, null, new DateTimeOffset(2026, 3, 10, 11, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_pause_can_be_ended_early_and_only_a_pause()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        await house.Part<Changes>().PauseAsync(reader.Id, "2026-12-24");
        (await house.Part<Changes>().ResumeAsync(reader.Id))!.Status.ShouldBe(SubscriberStatus.Active);
        await house.Part<Changes>().LeaveAsync(reader.Id, "page");
        (await house.Part<Changes>().ResumeAsync(reader.Id))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
        (await house.Part<Changes>().PauseAsync(reader.Id, "2026-12-24"))!.Status.ShouldBe(SubscriberStatus.Unsubscribed);
    }

    [Fact]
    public async Task A_later_sending_time_on_a_day_that_had_its_digest_waits_until_tomorrow()
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync();
        await house.ArticleAsync(feed, "for the first");
        house.Clock.Set(reader.NextDue!.Value);
        (await house.ComposeAsync()).Digests.ShouldBe(1);

        var moved = await house.Part<Changes>().SetPreferencesAsync(reader.Id, Preferences.Of(reader) with { SendMinute = 20 * 60 });
        moved!.NextDue.ShouldBe(new DateTimeOffset(2026, 3, 4, 20, 0, 0, TimeSpan.Zero));
        await house.ArticleAsync(feed, "for the second");
        house.Clock.Set(new DateTimeOffset(2026, 3, 3, 23, 0, 0, TimeSpan.Zero));
        (await house.ComposeAsync()).Due.ShouldBe(0);
        (await house.Part<DigestTable>().DatesAsync(reader.Id)).ShouldBe(["2026-03-03"]);
    }

    [Fact]
    public async Task A_later_sending_time_on_a_day_without_a_digest_is_still_today()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var moved = await house.Part<Changes>().SetPreferencesAsync(reader.Id, Preferences.Of(reader) with { SendMinute = 20 * 60 });
        moved!.NextDue.ShouldBe(new DateTimeOffset(2026, 3, 2, 20, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Choosing_topics_does_not_wake_who_is_paused_or_gone()
    {
        await using var house = new House();
        foreach (var status in new[] { SubscriberStatus.Paused, SubscriberStatus.Unsubscribed, SubscriberStatus.Pending })
        {
            var s = await house.SubscriberAsync(s => s with { Status = status });
            var after = (await house.Part<Changes>().SetPreferencesAsync(s.Id, Preferences.Of(s) with { Topics = ["music", "art", "music"] })).ShouldNotBeNull();
            (after.Status, after.NextDue, after.Topics).ShouldBe((status, null, "art,music"));
        }
    }
}
