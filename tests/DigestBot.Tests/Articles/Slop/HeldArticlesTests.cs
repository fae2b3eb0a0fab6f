using Dapper;
using DigestBot.Articles.Slop;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Rendering;
using DigestBot.Tests.Store;
using DigestBot.Web;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Articles.Slop;

/// <summary>What becomes of slop: its card says so, or it waits for the operator; nothing is done in silence.</summary>
public class HeldArticlesTests
{
    private static readonly string[] Shipped = ["an assistant's apology", "a declaration at the foot", "clichés about productivity"];

    [Fact]
    public async Task Held_articles_enter_no_digest_until_they_are_released_and_then_the_next_one()
    {
        await using var house = With(SlopMode.Hold);
        var reader = await house.SubscriberAsync();
        var honest = await house.FindAsync(SlopSamples.Honest["business prose with two worn phrases"]);
        var held = await house.FindAsync(SlopSamples.Slop[Shipped[0]]);
        var report = await house.ReadAsync();
        (report.Read, report.Held, report.Marked).ShouldBe((1, 1, 0));
        (await house.StoredAsync(held)).ShouldSatisfyAllConditions(a => a.State.ShouldBe(ArticleState.Held), a => a.Seq.ShouldBeNull());
        (await house.StoredAsync(honest)).Seq.ShouldBe(1);

        var row = (await house.Part<HeldArticleTable>().ListAsync(held: true, 10)).ShouldHaveSingleItem();
        (row.Id, row.State).ShouldBe((held, "held"));
        row.Mark.ToString().ShouldContain("assistant (as an ai language model)");
        (await house.Part<StatusFacts>().ReadAsync(10)).Slop.ShouldHaveSingleItem().Why.ShouldContain("as an ai language model");

        house.Clock.Advance(TimeSpan.FromHours(19));
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe([SlopSamples.Honest["business prose with two worn phrases"].Title!]);

        (await house.Part<HeldArticleTable>().ReleaseAsync(held)).ShouldBeTrue();
        (await house.Part<HeldArticleTable>().ReleaseAsync(held)).ShouldBeFalse("it is released already");
        (await house.Part<HeldArticleTable>().ReleaseAsync(honest)).ShouldBeFalse("it was never held");
        (await house.ReadAsync()).Released.ShouldBe(1);
        var released = (await house.Part<ArticleLog>().CardsAsync([held])).Single();
        (released.Article.Seq, released.Article.State, released.Article.Slop).ShouldBe((2, ArticleState.Logged, ""));
        released.Text.ShouldContain("As an AI language model");
        (await house.ReadAsync()).Released.ShouldBe(0);

        house.Clock.Advance(TimeSpan.FromHours(24));
        await house.ComposeAsync();
        (await house.PrintedAsync(reader)).ShouldBe([SlopSamples.Slop[Shipped[0]].Title!]);
    }

    [Fact]
    public async Task What_was_held_stays_with_the_operator_when_the_filter_is_turned_off()
    {
        await using var house = With(SlopMode.Hold);
        var held = await house.FindAsync(SlopSamples.Slop[Shipped[0]]);
        await house.ReadAsync();
        var store = Path.Combine(house.Folder, "copy.db");
        using (var connection = new SqliteConnection($"Data Source={house.Database.Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("VACUUM INTO @store", new { store });
        }

        await using var off = new House(settings => settings.Slop.Mode = SlopMode.Off, store: store, clock: house.Clock);
        (await off.ReadAsync()).ShouldSatisfyAllConditions(r => r.Read.ShouldBe(0), r => r.Released.ShouldBe(0));
        (await off.Part<HeldArticleTable>().ListAsync(held: true, 10)).ShouldHaveSingleItem().Id.ShouldBe(held);
        (await off.Part<HeldArticleTable>().ReleaseAsync(held)).ShouldBeTrue();
        (await off.ReadAsync()).Released.ShouldBe(1);
        (await off.StoredAsync(held)).Seq.ShouldBe(1);
    }

    [Fact]
    public async Task A_held_article_takes_no_story_from_another()
    {
        await using var house = With(SlopMode.Hold);
        var text = SlopSamples.Slop[Shipped[1]];
        var held = await house.FindAsync(text);
        await house.ReadAsync();
        await house.ExecuteAsync("UPDATE articles SET canonical_url = 'https://same.example/a' WHERE id = @held", new { held });
        var honest = await house.FindAsync(text with { Text = text.Text.Replace("\n\nThis article was generated with the help of AI.", "", StringComparison.Ordinal) });
        await house.ExecuteAsync("UPDATE articles SET canonical_url = 'https://same.example/a' WHERE id = @honest", new { honest });
        (await house.ReadAsync()).ShouldSatisfyAllConditions(r => r.Read.ShouldBe(1), r => r.Merged.ShouldBe(0));
        (await house.StoredAsync(honest)).Story.ShouldBe(honest);

        // Released, it tells a story that is there already.
        await house.Part<HeldArticleTable>().ReleaseAsync(held);
        await house.ReadAsync();
        (await house.StoredAsync(held)).Story.ShouldBe(honest);
    }

    [Fact]
    public async Task Marked_articles_are_printed_and_say_why_in_both_parts()
    {
        await using var house = With(SlopMode.Mark);
        await house.SubscriberAsync();
        await house.FindAsync(SlopSamples.Slop[Shipped[1]]);
        await house.FindAsync(SlopSamples.Slop[Shipped[2]]);
        await house.FindAsync(SlopSamples.Honest["an essay about slop"]);
        var report = await house.ReadAsync();
        (report.Read, report.Held, report.Marked).ShouldBe((3, 0, 2));
        (await house.Part<HeldArticleTable>().ListAsync(held: false, 10)).Count.ShouldBe(2);
        (await house.Part<HeldArticleTable>().ListAsync(held: true, 10)).ShouldBeEmpty();

        var message = await (await ComposedMail.OfAsync(house)).ReadAsync();
        foreach (var part in (string[])[message.TextBody!, ComposedMail.Part(message, "html").Text])
        {
            Count(part, "Marked: declared as machine-made by its publisher").ShouldBe(1);
            Count(part, "Marked: meets 1 of our rules for machine-made text").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Off_marks_nothing()
    {
        await using var house = With(SlopMode.Off);
        foreach (var text in SlopSamples.Slop.Values) await house.FindAsync(text, author: "ChatGPT");
        (await house.ReadAsync()).ShouldSatisfyAllConditions(r => r.Held.ShouldBe(0), r => r.Marked.ShouldBe(0));
    }

    [Fact]
    public async Task Held_articles_go_with_their_feed()
    {
        await using var house = With(SlopMode.Hold);
        var held = await house.FindAsync(SlopSamples.Slop[Shipped[0]]);
        await house.ReadAsync();
        var feed = await house.ValueAsync<string>("SELECT url FROM feeds WHERE id = (SELECT feed_id FROM articles WHERE id = @held)", new { held });
        (await house.Part<FeedTable>().RemoveAsync(feed!)).ShouldBeTrue();
        (await house.Part<HeldArticleTable>().ListAsync(held: true, 10)).ShouldBeEmpty();
        (await house.Part<HeldArticleTable>().ReleaseAsync(held)).ShouldBeFalse();
    }

    private static House With(SlopMode mode) => new(settings => (settings.Slop.Mode, settings.Articles.FullTextWords) = (mode, 10));

    private static int Count(string text, string words) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Split(words).Length - 1;
}
