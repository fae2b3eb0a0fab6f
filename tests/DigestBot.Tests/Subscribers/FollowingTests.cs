using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Store;

namespace DigestBot.Tests.Subscribers;

/// <summary>Which feed somebody means, and what following it leaves behind.</summary>
public sealed class FollowingTests : IAsyncDisposable
{
    private readonly House _house = new();
    private readonly List<Uri> _searched = [];

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_listed_feed_is_found_by_its_name_by_words_of_it_and_by_its_addresses_without_fetching()
    {
        var id = await AddAsync("https://www.morning.example/rss", "The Morning Paper", "https://www.morning.example/");
        await AddAsync("https://evening.example/rss", "The Evening Paper", "https://evening.example/");
        foreach (var asked in new[] { "The Morning Paper", "the  MORNING paper ", "Morning", "https://www.morning.example/rss", "http://morning.example/rss/", "morning.example", "https://morning.example/" })
            (await ResolveAsync(asked)).ShouldSatisfyAllConditions(target => target.FeedId.ShouldBe(id, asked), target => target.Problem.ShouldBeNull(asked), target => target.Name.ShouldBe("The Morning Paper"));
        (await ResolveAsync("paper")).Problem.ShouldNotBeNull().ShouldSatisfyAllConditions(p => p.Key.ShouldBe("follow.several"), p => p.Arguments[1].ShouldBe("The Evening Paper, The Morning Paper"));
        (await ResolveAsync("The Noon Paper")).Problem!.Key.ShouldBe("follow.unknownName");
        _searched.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_others_follow_is_not_found_by_its_name_or_site()
    {
        var secret = await UnlistedAsync("https://secret.example/feed", "Secret Diary");
        (await ResolveAsync("Secret Diary")).Problem!.Key.ShouldBe("follow.unknownName");
        var s = await _house.SubscriberAsync();
        (await Following().ResolveAsync(s.Id, "secret.example", [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe("follow.notFound", "it is looked for as an address that nobody knows");
        (await Following().ResolveAsync(1, "Secret Diary", [secret], TestContext.Current.CancellationToken)).FeedId.ShouldBe(secret);
        (await ResolveAsync("https://secret.example/feed")).FeedId.ShouldBe(secret);
    }

    [Fact]
    public async Task An_unknown_address_becomes_an_unlisted_feed_once_and_only_for_who_follows_it()
    {
        var s = await _house.SubscriberAsync();
        var other = await _house.SubscriberAsync();
        await _house.ArticleAsync(await _house.FeedAsync());
        foreach (var reader in new[] { s, other })
        {
            var target = await Following(new NewFeed("https://new.example/feed.xml", "A New Feed", "https://new.example/")).ResolveAsync(reader.Id, "new.example", [], TestContext.Current.CancellationToken);
            (await _house.Part<Changes>().FollowAsync(reader.Id, target)).Problem.ShouldBeNull();
        }

        _searched.ShouldBe([new Uri("https://new.example/"), new Uri("https://new.example/")]);
        var feed = (await _house.Part<FeedTable>().AllAsync()).Single(row => row.Url == "https://new.example/feed.xml");
        (feed.Listed, feed.Title, feed.NextPoll).ShouldBe((false, "A New Feed", _house.Clock.Now));
        (await _house.Part<ReaderListTable>().OfAsync(s.Id)).Follows.ShouldBe([new Follow(feed.Id, 2)], "a number of the log, after that of the article");
        (await _house.ReadAsync(s)).ChoicesSince.ShouldBe(1);
        (await _house.Part<FeedTable>().FollowersAsync())[feed.Id].ShouldBe(2);
        await _house.Part<Changes>().UnfollowAsync(s.Id, feed.Id);
        (await _house.Part<ReaderListTable>().OfAsync(s.Id)).Follows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Following_twice_and_more_than_the_most_is_refused_and_changes_nothing()
    {
        _house.Settings.Follows.MostPerSubscriber = 2;
        var s = await _house.SubscriberAsync();
        var feeds = new[] { await _house.FeedAsync(), await _house.FeedAsync(), await _house.FeedAsync() };
        foreach (var feed in feeds[..2]) (await FollowAsync(s, feed)).ShouldBeNull();
        (await FollowAsync(s, feeds[0]))!.Key.ShouldBe("follow.already");
        (await FollowAsync(s, feeds[2]))!.ShouldSatisfyAllConditions(p => p.Key.ShouldBe("follow.tooMany"), p => p.Arguments.ShouldBe(["2"]));
        (await _house.Part<ReaderListTable>().OfAsync(s.Id)).Follows.Select(follow => follow.FeedId).ShouldBe(feeds[..2]);
    }

    [Fact]
    public async Task When_there_is_no_room_for_unlisted_feeds_those_that_nobody_has_followed_for_a_month_go_first()
    {
        _house.Settings.Follows.MostUnlisted = 2;
        var s = await _house.SubscriberAsync();
        var kept = await UnlistedAsync("https://kept.example/feed", "Kept");
        await FollowAsync(s, kept);
        var idle = await UnlistedAsync("https://idle.example/feed", "Idle");
        (await FollowNewAsync(s, "https://third.example/feed")).ShouldNotBeNull().Key.ShouldBe("follow.full");
        _house.Clock.Advance(TimeSpan.FromDays(31));
        (await FollowNewAsync(s, "https://third.example/feed")).ShouldBeNull();
        var left = (await _house.Part<FeedTable>().AllAsync()).Select(feed => feed.Url);
        left.ShouldBe(["https://third.example/feed", "https://kept.example/feed"], ignoreOrder: true);
        idle.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_person_has_a_few_addresses_looked_up_a_day_in_however_many_processes()
    {
        _house.Settings.Follows.LookupsPerDay = 3;
        var (seven, eight) = ((await _house.SubscriberAsync()).Id, (await _house.SubscriberAsync()).Id);
        for (var i = 1; i <= 5; i++)
            (await Following().ResolveAsync(seven, $"https://site{i}.example/", [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe(i <= 3 ? "follow.notFound" : "follow.wait");
        (await Following().ResolveAsync(eight, "https://site1.example/", [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe("follow.notFound");
        _house.Clock.Advance(TimeSpan.FromDays(1));
        (await Following().ResolveAsync(seven, "https://site1.example/", [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe("follow.notFound");
        _searched.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Where_only_listed_feeds_can_be_followed_nothing_is_fetched()
    {
        _house.Settings.Follows.AnyFeed = false;
        var listed = await AddAsync("https://listed.example/rss", "Listed", null);
        (await ResolveAsync("https://listed.example/rss")).FeedId.ShouldBe(listed);
        (await ResolveAsync("https://other.example/rss")).Problem!.Key.ShouldBe("follow.onlyListed");
        _searched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_who_gets_no_digests_has_anything_looked_up()
    {
        foreach (var status in new[] { SubscriberStatus.Pending, SubscriberStatus.Unsubscribed, SubscriberStatus.Bounced })
            (await Following().ResolveAsync((await _house.SubscriberAsync(s => s with { Status = status })).Id, "new.example", [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe("follow.wait");
        _searched.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_lookup_at_a_time_for_each_person_and_three_in_all()
    {
        var people = new List<long>();
        for (var i = 0; i < 6; i++) people.Add((await _house.SubscriberAsync()).Id);
        var now = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        int all = 0, mostAll = 0, mostOwn = 0;
        using var following = new Following(_house.Part<FeedTable>(), _house.Part<LookupTable>(), _house.Settings.Follows, async (address, stop) =>
        {
            var own = now.AddOrUpdate(address.Host, 1, (_, count) => count + 1);
            lock (now) (mostAll, mostOwn) = (Math.Max(mostAll, ++all), Math.Max(mostOwn, own));
            await Task.Delay(30, stop);
            lock (now) all--;
            now.AddOrUpdate(address.Host, 0, (_, count) => count - 1);
            return null;
        }, _house.Clock);
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => following.ResolveAsync(people[i % 6], $"https://person{i % 6}.example/{i}", [], TestContext.Current.CancellationToken)));
        (mostAll, mostOwn).ShouldBe((3, 1));
        (await _house.ValueAsync<int>("SELECT SUM(number) FROM lookups")).ShouldBe(24);
    }

    [Fact]
    public async Task What_only_somebody_who_has_left_follows_is_polled_no_more_counted_no_more_and_forgotten_in_time()
    {
        var (s, paused) = (await _house.SubscriberAsync(), await _house.SubscriberAsync());
        var (left, kept) = (await UnlistedAsync("https://left.example/feed", "Left"), await UnlistedAsync("https://kept.example/feed", "Kept"));
        await FollowAsync(s, left);
        await FollowAsync(paused, kept);
        await _house.Part<Changes>().PauseAsync(paused.Id, "2026-12-24");
        (await DueAsync()).ShouldBe([left, kept], ignoreOrder: true);
        await _house.Part<Changes>().LeaveAsync(s.Id, "test");
        (await DueAsync()).ShouldBe([kept]);
        (await _house.Part<FeedTable>().FollowersAsync()).Keys.ShouldBe([kept]);
        var cleanup = DigestBot.Jobs.Pipeline.All.Single(job => job.Name == "cleanup");
        await cleanup.RunAsync(_house.Services, null, TestContext.Current.CancellationToken);
        (await _house.Part<FeedTable>().AllAsync()).Count.ShouldBe(2);
        _house.Clock.Advance(TimeSpan.FromDays(31));
        (await cleanup.RunAsync(_house.Services, null, TestContext.Current.CancellationToken)).Idle.ShouldBeFalse();
        (await _house.Part<FeedTable>().AllAsync()).Select(feed => feed.Id).ShouldBe([kept]);

        async Task<IEnumerable<long>> DueAsync() => (await _house.Part<FeedTable>().DueAsync(_house.Clock.Now, 100)).Select(feed => feed.Id);
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_not_found_by_its_name_and_polled_again_when_its_address_is_alive()
    {
        var s = await _house.SubscriberAsync();
        var id = await AddAsync("https://morning.example/rss", "The Morning Paper", "https://morning.example/");
        await _house.ExecuteAsync("UPDATE feeds SET gone = 1, error = 'gone', failures = 3, failing_since = 1, next_poll = 99999999999999");
        (await ResolveAsync("The Morning Paper")).Problem!.Key.ShouldBe("follow.unknownName");
        foreach (var asked in new[] { "morning.example", "https://morning.example/rss" })
            (await Following().ResolveAsync(s.Id, asked, [], TestContext.Current.CancellationToken)).Problem!.Key.ShouldBe("follow.notFound");
        var alive = await Following(new NewFeed("https://morning.example/rss", "The Morning Paper", null)).ResolveAsync(s.Id, "https://morning.example/rss", [], TestContext.Current.CancellationToken);
        (await _house.Part<Changes>().FollowAsync(s.Id, alive)).Problem.ShouldBeNull();
        var feed = (await _house.Part<FeedTable>().DueAsync(_house.Clock.Now, 10)).Single();
        (feed.Id, feed.Gone, feed.Error, feed.Failures, feed.FailingSince).ShouldBe((id, false, null, 0, null));
    }

    [Fact]
    public async Task A_feed_that_the_operator_adds_after_a_subscriber_has_the_operators_title()
    {
        var id = await UnlistedAsync("https://new.example/feed", "its own name");
        (await AddAsync("https://new.example/feed", "The Operator's Name", null)).ShouldBe(id);
        var feed = (await _house.Part<FeedTable>().AllAsync()).Single();
        (feed.Listed, feed.Title).ShouldBe((true, "The Operator's Name"));
        await _house.Part<FeedTable>().AddAsync("https://new.example/feed", null, null, [], _house.Clock.Now);
        (await _house.Part<FeedTable>().AllAsync()).Single().Title.ShouldBe("The Operator's Name");
    }

    [Theory]
    [InlineData("https://example.org/feed", "https://example.org/feed")]
    [InlineData("example.org", "https://example.org/")]
    [InlineData("feed://example.org/x", "https://example.org/x")]
    [InlineData("heise.de/rss", "https://heise.de/rss")]
    [InlineData("The Daily Feed", null)]
    [InlineData("10.30", null)]
    [InlineData("https://user:secret@example.org/", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("", null)]
    public void An_address_is_told_from_a_name(string asked, string? address) => (FeedNames.AddressOf(asked)?.AbsoluteUri).ShouldBe(address);

    private Task<FollowTarget> ResolveAsync(string asked) => Following().ResolveAsync(1, asked, [], TestContext.Current.CancellationToken);

    private Following Following(NewFeed? found = null) => new(_house.Part<FeedTable>(), _house.Part<LookupTable>(), _house.Settings.Follows, (address, _) =>
    {
        _searched.Add(address);
        return Task.FromResult(found);
    }, _house.Clock);

    private async Task<Statement?> FollowAsync(Subscriber s, long feed) => (await _house.Part<Changes>().FollowAsync(s.Id, new FollowTarget("x", "X", feed, null, null))).Problem;

    private async Task<Statement?> FollowNewAsync(Subscriber s, string url) => (await _house.Part<Changes>().FollowAsync(s.Id, new FollowTarget("x", "X", null, new NewFeed(url, null, null), null))).Problem;

    private async Task<long> AddAsync(string url, string title, string? site) => (await _house.Part<FeedTable>().AddAsync(url, title, site, ["design"], _house.Clock.Now)).Id;

    private Task<long> UnlistedAsync(string url, string title) => _house.WriteAsync(async (db, tx) => (await FeedTable.AddAsync(db, tx, url, title, null, listed: false, _house.Clock.Now)).Id);
}
