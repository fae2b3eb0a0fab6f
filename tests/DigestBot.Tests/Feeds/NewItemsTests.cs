using DigestBot.Tests.Store;

namespace DigestBot.Tests.Feeds;

public sealed class NewItemsTests : IAsyncLifetime
{
    private PolledFeed _feed = null!;

    public async ValueTask InitializeAsync() => _feed = await PolledFeed.StartAsync();

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    [Fact]
    public async Task A_first_poll_brings_the_last_days_and_never_the_whole_past()
    {
        var found = await _feed.PollAsync(Enumerable.Range(0, 500).Select(i => Numbered(i, ageHours: i * 6)));
        found.ShouldBe(["Item 0", "Item 1", "Item 2", "Item 3", "Item 4", "Item 5", "Item 6", "Item 7"]);
    }

    [Fact]
    public async Task A_first_poll_of_a_loud_feed_brings_its_newest_twenty()
    {
        var found = await _feed.PollAsync(Enumerable.Range(0, 500).Reverse().Select(i => Numbered(i, ageHours: i / 100.0)));
        found.Count.ShouldBe(20);
        found.ShouldContain("Item 0");
        found.ShouldNotContain("Item 20");
    }

    [Fact]
    public async Task A_first_poll_of_a_feed_without_dates_brings_three() =>
        (await _feed.PollAsync(Enumerable.Range(0, 50).Select(i => new Item("g" + i, "https://paper.example/" + i, "Item " + i)))).ShouldBe(["Item 0", "Item 1", "Item 2"]);

    [Fact]
    public async Task What_was_too_old_once_never_comes_again()
    {
        var old = Enumerable.Range(0, 30).Select(i => Numbered(i, ageHours: 100 + i)).ToList();
        (await _feed.PollAsync(old)).ShouldBeEmpty();
        (await _feed.PollAsync(old.Select(item => item with { Date = _feed.Now }))).ShouldBeEmpty(); // re-dated
        (await _feed.PollAsync(old.Select(item => item with { Guid = "new-" + item.Guid, Date = _feed.Now }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_item_is_found_once()
    {
        await _feed.PollAsync(Numbered(1, 1));
        var late = Numbered(2, ageHours: 24 * 10); // approved long after it was written
        (await _feed.PollAsync(late, Numbered(1, 2))).ShouldBe(["Item 2"]);
        (await _feed.PollAsync(late, Numbered(1, 3))).ShouldBeEmpty();
        (await _feed.PollAsync(Numbered(1, 4))).ShouldBeEmpty();
        (await _feed.PollAsync(late, Numbered(1, 5))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_item_takes_its_place_by_its_own_time_but_never_in_the_future()
    {
        await _feed.PollAsync(Numbered(1, 1));
        var written = _feed.Now.AddDays(-3);
        await _feed.PollAsync(new Item("late", "https://paper.example/late", "Late", written), new Item("early", "https://paper.example/early", "Early", _feed.Now.AddYears(1)));
        (await TimeAsync("Late")).ShouldBe(written);
        (await TimeAsync("Early")).ShouldBe(_feed.Now);
    }

    [Fact]
    public async Task An_item_with_another_id_a_new_title_or_a_tracked_link_is_the_same_item()
    {
        var item = Numbered(1, 1);
        (await _feed.PollAsync(item)).Count.ShouldBe(1);
        (await _feed.PollAsync(item with { Guid = "renumbered" })).ShouldBeEmpty();
        (await _feed.PollAsync(item with { Title = "Item 1 (updated)", Date = _feed.Now })).ShouldBeEmpty();
        (await _feed.PollAsync(item with { Guid = null, Link = item.Link!.Replace("https://", "http://www.", StringComparison.Ordinal) + "/?utm_source=rss" })).ShouldBeEmpty();
        (await _feed.PollAsync(item with { Link = "https://paper.example/moved/1" })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://paper.example/")]
    [InlineData("https://paper.example/?p=")]
    [InlineData("https://paper.example/log#")]
    public async Task A_feed_that_renumbers_everything_brings_nothing_again(string link)
    {
        var items = Enumerable.Range(0, 100).Select(i => Numbered(i, ageHours: i) with { Link = link + i }).ToList();
        await _feed.PollAsync(items);
        (await _feed.PollAsync(items.Select(item => item with { Guid = "https://paper.example/?p=" + item.Guid }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feed_that_moves_house_with_new_ids_and_links_brings_its_news_and_not_its_past()
    {
        await _feed.PollAsync(Enumerable.Range(0, 100).Select(i => Numbered(i, ageHours: i * 24)));
        var moved = Enumerable.Range(0, 100).Select(i => new Item("m" + i, "https://new.example/" + i, "Item " + i, _feed.Now.AddDays(-i)));
        (await _feed.PollAsync(moved)).Count.ShouldBeLessThan(16);
    }

    [Fact]
    public async Task Items_without_links_that_are_renumbered_do_not_come_again()
    {
        var items = Enumerable.Range(0, 5).Select(i => new Item("g" + i, null, "Note " + i, _feed.Now.AddMinutes(-i))).ToList();
        (await _feed.PollAsync(items)).Count.ShouldBe(5);
        (await _feed.PollAsync(items.Select(item => item with { Guid = "n" + item.Guid }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Items_that_share_one_link_are_items_of_their_own()
    {
        var items = Enumerable.Range(0, 3).Select(i => new Item("v" + i, "https://paper.example/changelog", "Version " + i, _feed.Now.AddHours(-i))).ToList();
        (await _feed.PollAsync(items)).ShouldBe(["Version 0", "Version 1", "Version 2"]);
        (await _feed.PollAsync([new Item("v3", "https://paper.example/changelog", "Version 3", _feed.Now), .. items])).ShouldBe(["Version 3"]);
        (await _feed.PollAsync([new Item("v3", "https://paper.example/changelog", "Version 3", _feed.Now.AddHours(-1)), .. items])).ShouldBeEmpty();
        (await _feed.PollAsync(items.Select(item => item with { Guid = "again-" + item.Guid }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Items_that_link_to_the_front_page_are_items_of_their_own()
    {
        (await _feed.PollAsync(new Item("a", "https://paper.example/", "Monday", _feed.Now))).ShouldBe(["Monday"]);
        (await _feed.PollAsync(new Item("b", "https://paper.example/", "Tuesday", _feed.Now))).ShouldBe(["Tuesday"]);
    }

    [Fact]
    public async Task An_item_that_stands_twice_in_a_document_is_found_once() =>
        (await _feed.PollAsync(Numbered(1, 1), Numbered(2, 1), Numbered(1, 1), Numbered(1, 1) with { Title = "Item 1, again" })).ShouldBe(["Item 1", "Item 2"]);

    [Fact]
    public async Task Items_that_all_have_the_same_id_are_told_apart_by_their_links()
    {
        Item Same(int i) => Numbered(i, 1) with { Guid = "https://paper.example/" };
        (await _feed.PollAsync(Same(1), Same(2))).ShouldBe(["Item 1", "Item 2"]);
        (await _feed.PollAsync(Same(3), Same(1), Same(2))).ShouldBe(["Item 3"]);
        (await _feed.PollAsync(Same(4), Same(3))).ShouldBe(["Item 4"]);
        (await _feed.PollAsync(Same(4), Same(3))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Items_that_lack_something_are_found_once_all_the_same()
    {
        Item[] items =
        [
            new(null, "https://paper.example/only-a-link", null),
            new("only-an-id", null, null, null, "<p>Only an id and <b>some text</b>.</p>"),
            new(null, null, "Only a title"),
            new(null, null, "Title and date", House.Start),
            new(null, null, null, null, null), // nothing at all
        ];
        await _feed.PollAsync(Numbered(1, 1));
        (await _feed.PollAsync(items)).ShouldBe(["https://paper.example/only-a-link", "Only a title", "Title and date"], ignoreOrder: true);
        (await _feed.PollAsync(items)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endless_feed_is_read_from_its_top()
    {
        await _feed.PollAsync(Numbered(-1, 1));
        var found = await _feed.PollAsync(Enumerable.Range(0, 12_000).Select(i => Numbered(i, 0)));
        found.Count.ShouldBe(10_000);
        found[0].ShouldBe("Item 0");
    }

    [Fact]
    public async Task Strange_links_stop_nothing()
    {
        string[] links = ["http://xn--/", "http://a\u200db.example/", "http://\u0301.example/", "javascript:alert(1)", "http://[::1/", "https://" + new string('é', 80) + ".example/", "https://paper.example/" + new string('x', 100_000)];
        await _feed.PollAsync(Numbered(1, 1));
        var found = await _feed.PollAsync(links.Select((link, i) => new Item("s" + i, link, "Strange " + i, _feed.Now)).Append(Numbered(2, 0)));
        found.ShouldContain("Item 2");
    }

    private Item Numbered(int i, double ageHours) => new("g" + i, "https://paper.example/" + i, "Item " + i, _feed.Now.AddHours(-ageHours));

    private async Task<DateTimeOffset> TimeAsync(string title) =>
        DateTimeOffset.FromUnixTimeMilliseconds(await _feed.House.ValueAsync<long>("SELECT time FROM articles WHERE title = @title", new { title }));
}
