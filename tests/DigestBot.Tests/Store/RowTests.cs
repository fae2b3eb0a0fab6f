using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Store;

public sealed class RowTests
{
    [Fact]
    public void Any_list_of_article_ids_is_read_back_as_it_was_written()
    {
        Prop.ForAll<long[]>(ids => ArticleIds.Unpack(ArticleIds.Pack(ids)).SequenceEqual(ids)).QuickCheckThrowOnFailure();
        long[] extremes = [long.MaxValue, long.MinValue, 0, -1, long.MaxValue];
        ArticleIds.Unpack(ArticleIds.Pack(extremes)).ShouldBe(extremes);
    }

    [Fact]
    public void Neighbouring_articles_take_two_bytes_each_at_most() =>
        ArticleIds.Pack([.. Enumerable.Range(0, 40).Select(i => 1_000_000L + (i * 61))]).Length.ShouldBeLessThanOrEqualTo(40 * 2 + 1);

    [Fact]
    public void Damaged_bytes_are_an_error_and_not_another_list()
    {
        Should.Throw<FormatException>(() => ArticleIds.Unpack([0x80]));
        Should.Throw<FormatException>(() => ArticleIds.Unpack([.. Enumerable.Repeat((byte)0xff, 11)]));
    }

    [Fact]
    public async Task A_subscriber_has_one_digest_for_a_local_date_and_slot()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync();
        var other = await house.SubscriberAsync();
        var added = await house.WriteAsync(async (db, tx) =>
        {
            var selection = await DigestTable.AddSelectionAsync(db, tx, new Selection { Created = house.Clock.Now, Printed = [3, 1, 2], HeldOver = [9] });
            return new[]
            {
                await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-02", selection),
                await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-02", selection),
                await Rows.AddDigestAsync(db, tx, other.Id, "2026-03-02", selection),
                await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-03", selection),
                await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-03", selection, slot: 1),
                await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-03", selection, slot: 1),
            };
        });
        added.Select(row => row is not null).ShouldBe([true, false, true, true, true, false]);
        var (_, stored) = (await house.Part<DigestTable>().GetAsync(added[0]!.Value)).ShouldNotBeNull();
        stored.Printed.ShouldBe([3, 1, 2]);
        stored.HeldOver.ShouldBe([9]);
        stored.Created.ShouldBe(house.Clock.Now);
    }

    [Fact]
    public async Task A_message_in_the_inbox_is_handled_once_under_whatever_number_it_comes()
    {
        await using var house = new House();
        Task<bool> Begin(string hash, uint? uid) => house.WriteAsync((db, tx) => InboxTable.BeginAsync(db, tx, hash, 7, uid, house.Clock.Now, "changed"));
        (await Begin("a", 1)).ShouldBeTrue();
        (await Begin("a", 1)).ShouldBeFalse();
        (await Begin("a", 2)).ShouldBeFalse();
        (await Begin("b", uint.MaxValue)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_mailbox_is_read_on_from_the_highest_number_that_was_dealt_with()
    {
        await using var house = new House();
        var inbox = house.Part<InboxTable>();
        (await inbox.PositionAsync(7)).ShouldBeNull();
        await inbox.AdvanceAsync(7, 5);
        await inbox.AdvanceAsync(7, 3);
        (await inbox.PositionAsync(7)).ShouldBe(5u);
        (await inbox.PositionAsync(8)).ShouldBeNull(); // another UIDVALIDITY: other messages
    }

    [Fact]
    public async Task A_message_whose_handling_failed_is_handled_again()
    {
        await using var house = new House();
        await Should.ThrowAsync<InvalidOperationException>(() => house.WriteAsync(async (db, tx) =>
        {
            await InboxTable.BeginAsync(db, tx, "a", 7, 1, house.Clock.Now, "changed");
            throw new InvalidOperationException("the power is gone");
        }));
        (await house.WriteAsync((db, tx) => InboxTable.BeginAsync(db, tx, "a", 7, 1, house.Clock.Now, "changed"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Erasure_leaves_a_keyed_hash_and_nothing_else_of_a_person()
    {
        await using var house = new House();
        var reader = await house.SubscriberAsync(s => s with { Email = "ada.lovelace@example.org" });
        await house.Part<Changes>().SetListsAsync(reader.Id, lists => lists with { MutedWords = ["bitcoin"] });
        await house.MailAsync(MailKind.Digest, reader.Id, reader.Email);
        await house.WriteAsync(async (db, tx) =>
        {
            await SubscriberTable.AddConsentAsync(db, tx, reader.Id, "confirmed", "web", house.Clock.Now);
            await Rows.AddDigestAsync(db, tx, reader.Id, "2026-03-02", 1);
        });

        await house.Part<Changes>().EraseAsync(reader);
        foreach (var table in await house.ColumnAsync<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            var columns = await house.ColumnAsync<string>("SELECT name FROM pragma_table_info(@table)", new { table });
            if (columns.Contains("subscriber_id")) (await house.ValueAsync<int>($"SELECT COUNT(*) FROM {table}")).ShouldBe(0, table);
            foreach (var column in columns)
                (await house.ValueAsync<int>($"SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE '%lovelace%'")).ShouldBe(0, $"{table}.{column}");
        }

        (await house.Part<SubscriberTable>().AllAsync()).ShouldBeEmpty();
        var key = house.Part<KeyFile>().AddressKey(Signup.EmailKey(" Ada.Lovelace@EXAMPLE.org"));
        (await house.ColumnAsync<string>("SELECT address_key FROM suppressions")).ShouldBe([key]);
    }

    [Fact]
    public async Task An_erased_subscribers_number_is_never_given_to_somebody_else()
    {
        await using var house = new House();
        var erased = await house.SubscriberAsync();
        await house.Part<Changes>().EraseAsync(erased);
        (await house.SubscriberAsync()).Id.ShouldBeGreaterThan(erased.Id); // links in old mails are signed with it
    }

    [Fact]
    public async Task A_feed_is_there_once_and_removing_it_takes_its_articles()
    {
        await using var house = new House();
        var feeds = house.Part<FeedTable>();
        var (id, added) = await feeds.AddAsync("https://a.example/feed", "A", null, ["design"], house.Clock.Now);
        added.ShouldBeTrue();
        (await feeds.AddAsync("https://a.example/feed", "B", null, ["art"], house.Clock.Now)).ShouldBe((id, false));
        (await feeds.TopicsAsync())[id].ShouldBe(["art", "design"]);
        await house.ArticleAsync(id, text: "Text.", quotes: [new(0, 4)]);
        (await feeds.RemoveAsync("https://a.example/feed")).ShouldBeTrue();
        foreach (var table in new[] { "articles", "article_texts", "quotes", "article_topics", "feed_topics" })
            (await house.ValueAsync<int>($"SELECT COUNT(*) FROM {table}")).ShouldBe(0, table);
    }
}
