using Dapper;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Articles;
using DigestBot.Tests.Articles.Slop;
using static DigestBot.Tests.Store.OldStore;

namespace DigestBot.Tests.Store;

public sealed class MigrationTests
{
    /// <summary>The schema before digests could come twice a day.</summary>
    private const int Previous = 3;

    [Fact]
    public async Task A_database_of_the_previous_schema_keeps_every_row_and_what_is_queued_is_the_same_mail()
    {
        await using var house = await FilledAsync();
        var queued = await house.ValueAsync<long>("SELECT id FROM outbox WHERE kind = 'digest'");
        var bytes = await BytesAsync(house, queued);
        bytes.ShouldContain("A chair with a past");

        var old = Path.Combine(house.Folder, "old.db");
        var rows = CopyAsPrevious(house.Database.Path, old, Previous);
        rows.Values.ShouldAllBe(list => list.Count > 0); // a table without rows would show nothing
        using (var database = new Database(old)) database.Migrate().ShouldBe(Migrations.All.Length - Previous);

        await using var migrated = new House(store: old, clock: house.Clock);
        using (var connection = Open(migrated.Database.Path))
        {
            foreach (var (table, list) in rows) InWords(connection, table, Columns(list)).ShouldBe(list, table);
            connection.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
            connection.ExecuteScalar<string>("PRAGMA integrity_check").ShouldBe("ok");
        }

        (await BytesAsync(migrated, queued)).ShouldBe(bytes);
        // Whoever had changed their choices before: what was told so far is looked up.
        (await migrated.ValueAsync<long>("SELECT choices_since FROM subscribers")).ShouldBe(await migrated.ValueAsync<long>("SELECT cursor FROM subscribers"));
        // Erased digests had numbers above: links to those must not lead to somebody else's.
        var added = await migrated.WriteAsync((db, tx) => Store.Rows.AddDigestAsync(db, tx, 1, "2026-03-09", 1, slot: 1));
        added.ShouldBe(100);
        (await migrated.WriteAsync((db, tx) => Store.Rows.AddDigestAsync(db, tx, 1, "2026-03-03", 1))).ShouldBeNull(); // that date has its digest
    }

    /// <summary>The schema before quotes had speakers, stories had keys, and summaries had models.</summary>
    private const int BeforeSpeakers = 4;

    [Fact]
    public async Task A_database_from_before_speakers_and_models_upgrades_and_its_queued_mail_goes_out_unchanged()
    {
        await using var house = await FilledAsync();
        var waiting = await house.FindAsync(SlopSamples.Honest.Values.First());
        var queued = await house.ValueAsync<long>("SELECT id FROM outbox WHERE kind = 'digest'");
        var bytes = await BytesAsync(house, queued);
        bytes.ShouldContain("A chair is a promise.");

        var old = Path.Combine(house.Folder, "old.db");
        var rows = CopyAsPrevious(house.Database.Path, old, BeforeSpeakers);
        rows["quotes"][0].ShouldNotContain("speaker");
        using (var database = new Database(old)) database.Migrate().ShouldBe(Migrations.All.Length - BeforeSpeakers);

        await using var migrated = new House(settings => settings.Articles.FullTextWords = 10, store: old, clock: house.Clock);
        using (var connection = Open(migrated.Database.Path))
        {
            foreach (var (table, list) in rows.Where(table => table.Value.Count > 0)) InWords(connection, table, Columns(list)).ShouldBe(list, table);
            connection.Query("PRAGMA foreign_key_check").ShouldBeEmpty();
        }

        (await BytesAsync(migrated, queued)).ShouldBe(bytes);
        // What waited to be read is read by the new version, beside articles that have no keys.
        (await migrated.ReadAsync()).Read.ShouldBe(1);
        (await migrated.StoredAsync(waiting)).Seq.ShouldBe(2);
        (await BytesAsync(migrated, queued)).ShouldBe(bytes);
    }

    private static async Task<House> FilledAsync()
    {
        var house = new House();
        var feed = await house.FeedAsync("https://paper.example/feed");
        var reader = await house.SubscriberAsync();
        var text = "A chair is a promise. It says that somebody will sit down, and that there will be time for it.";
        var article = await house.ArticleAsync(feed, "A chair with a past", text: text, quotes: [new Quote(0, 21)], minutes: 3);
        await house.ExecuteAsync(
            """
            INSERT INTO mutes VALUES (1, 'bitcoin');
            INSERT INTO follows (subscriber_id, feed_id) VALUES (1, @feed);
            INSERT INTO inbox VALUES ('hash', 1, 2, 3, 'handled');
            INSERT INTO suppressions VALUES ('key', 'erased', 4);
            INSERT INTO consents (subscriber_id, what, how, at) VALUES (1, 'confirmed', 'web', 5);
            INSERT INTO job_runs VALUES ('gather', 6, 7, 'well');
            INSERT INTO inbox_positions VALUES (8, 9);
            UPDATE subscribers SET cursor = 1
            """, new { feed });
        await house.WriteAsync(async (db, tx) =>
        {
            var selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = house.Clock.Now, Head = 1, Printed = [article], Feeds = 1, Minutes = 3 });
            await Store.Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-03", selection); // with the five choices that rows had
            await OutboxTable.AddDigestsAsync(db, tx, 0, house.Clock.Now);
        });
        return house;
    }
}
