using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Digests;

/// <summary>A row that a hand, an import or an older version left with what nobody could have chosen: its owner is served, and so is everybody else.</summary>
public sealed class DamagedSubscriberTests
{
    [Theory]
    [InlineData("zone = 'Mars/Olympus'")]
    [InlineData("zone = ''")]
    [InlineData("send_minute = 99999")]
    [InlineData("send_minute = -5")]
    [InlineData("weekday = 12, frequency = 'weekly'")]
    [InlineData("days = 0, frequency = 'days'")]
    [InlineData("days = 1024, frequency = 'days'")]
    [InlineData("second_minute = -9, frequency = 'twice'")]
    [InlineData("month_day = 99")]
    [InlineData("away_since = 'long ago'")]
    [InlineData("budget = -3")]
    [InlineData("language = 'tlh'")]
    [InlineData("topics = 'design,alchemy,<script>'")]
    [InlineData("last_date = 'yesterday'")]
    [InlineData("paused_until = 'some day'")]
    public async Task A_damaged_row_gets_its_digest_and_stops_nobody_elses(string damage)
    {
        await using var house = new House();
        var damaged = await house.SubscriberAsync();
        var other = await house.SubscriberAsync();
        var feed = await house.FeedAsync();
        for (var i = 0; i < 3; i++) await house.ArticleAsync(feed, $"Article {i}", minutes: 4);
        await house.ExecuteAsync($"UPDATE subscribers SET {damage} WHERE id = @Id", new { damaged.Id });
        for (var day = 0; day < 9; day++)
        {
            await house.ComposeAsync();
            house.Clock.Advance(TimeSpan.FromDays(1));
        }

        var rows = new List<OutboxMessage>();
        foreach (var id in await house.ColumnAsync<long>("SELECT id FROM outbox WHERE kind = 'digest'")) rows.Add((await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull());
        rows.Select(row => row.SubscriberId).ToHashSet().ShouldBe([damaged.Id, other.Id], ignoreOrder: true);
        var prepared = await house.Part<MailRenderer>().PrepareAsync(rows);
        foreach (var row in rows)
        {
            var rendered = prepared.Render(row);
            rendered.ShouldNotBeNull(prepared.Problem(row));
            MessageReader.Read(rendered.Message).TextBody!.ShouldContain("Article 2");
        }
    }

    [Theory]
    [InlineData("frequency = 'hourly'")]
    [InlineData("status = 'Active '")]
    [InlineData("cursor = 'x'")]
    public async Task A_row_that_cannot_be_read_is_passed_over_and_named(string damage)
    {
        await using var house = new House();
        var damaged = await house.SubscriberAsync();
        var other = await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync());
        await house.ExecuteAsync($"UPDATE subscribers SET {damage} WHERE id = @Id", new { damaged.Id });
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.ComposeAsync()).Digests.ShouldBe(1);
        (await house.ColumnAsync<long>("SELECT subscriber_id FROM digests")).ShouldBe([other.Id]);
        (await house.Part<SubscriberTable>().AllAsync()).Select(s => s.Id).ShouldBe([other.Id]);
        (await house.Part<SubscriberTable>().DamagedAsync()).ShouldBe([damaged.Id]);
    }

    [Theory]
    [InlineData("design|0|1|420|Mars/Olympus", "You subscribed to Design, every day at 07:00 (UTC).")]
    [InlineData("alchemy,design|0|1|420|UTC", "You subscribed to alchemy and Design, every day at 07:00 (UTC).")]
    [InlineData("design|7|1|420|UTC", null)]
    [InlineData("design|0|1|99999|UTC", null)]
    [InlineData("design|2|-3|420|UTC", null)]
    [InlineData("design|0|1|420|UTC|31|1080|1|0|0|Ada", "You subscribed to Design, every day at 07:00 (UTC).")]
    [InlineData("design|0|1|420|UTC|31|99999|1|0|0|Ada", null)]
    [InlineData("design|0|1|420|UTC|31|1080", null)]
    [InlineData("", null)]
    [InlineData("|||| |", null)]
    public async Task A_mail_says_why_it_comes_or_nothing_when_its_row_no_longer_tells(string chosen, string? reason)
    {
        await using var house = new House();
        await house.SubscriberAsync();
        await house.ArticleAsync(await house.FeedAsync());
        var mail = await DigestBot.Tests.Rendering.ComposedMail.OfAsync(house);
        await house.ExecuteAsync("UPDATE digests SET chosen = @chosen", new { chosen });
        var text = (await mail.ReadAsync()).TextBody!;
        if (reason is null) text.ShouldNotContain("You subscribed");
        else text.ShouldContain(reason);
        text.ShouldContain("Sent to reader");
    }
}
