using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Digests;

/// <summary>The machine's clock jumps for an hour's work and is put right again: one digest per local date, and the next one comes.</summary>
public class ClockStepTests
{
    [Theory]
    [InlineData(-1, 7 * 60)]
    [InlineData(-24, 7 * 60)]
    [InlineData(365 * 24, 7 * 60)]
    [InlineData(-1, 15)] // from 00:20 back into the day before
    [InlineData(-24, 15)]
    [InlineData(365 * 24, 15)]
    public async Task One_digest_for_each_local_date_and_a_mail_for_each(int hours, int minute)
    {
        await using var house = new House();
        var feed = await house.FeedAsync();
        var reader = await house.SubscriberAsync(s => s with { SendMinute = minute });
        for (var day = 3; day <= 6; day++)
        {
            var due = new DateTimeOffset(2026, 3, day, minute / 60, minute % 60, 0, TimeSpan.Zero);
            house.Clock.Set(due.AddMinutes(5));
            await house.ArticleAsync(feed, "news of the day");
            await house.ComposeAsync();
            if (day != 4) continue;
            // The clock is wrong for three rounds, and there is something to tell.
            house.Clock.Advance(TimeSpan.FromHours(hours));
            for (var round = 0; round < 3; round++)
            {
                await house.ArticleAsync(feed, "news of another day");
                await house.ComposeAsync();
                house.Clock.Advance(TimeSpan.FromMinutes(20));
            }

            house.Clock.Set(due.AddMinutes(70));
            await house.ComposeAsync();
        }

        var dates = await house.Part<DigestTable>().DatesAsync(reader.Id);
        dates.Distinct().Count().ShouldBe(dates.Count);
        dates.Where(date => date.StartsWith("2026", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]);
        (await house.Part<OutboxTable>().OfAsync(reader.Id)).Count(mail => mail.Kind == MailKind.Digest).ShouldBe(dates.Count);
        (await house.ReadAsync(reader)).NextDue.ShouldBe(new DateTimeOffset(2026, 3, 7, minute / 60, minute % 60, 0, TimeSpan.Zero));
    }
}
