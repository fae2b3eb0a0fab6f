using System.Diagnostics;
using DigestBot.Feeds;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Tests.Fetch;
using DigestBot.Tests.Store;
using Microsoft.Data.Sqlite;

namespace DigestBot.Tests.Feeds;

public sealed class GatherTests : IAsyncLifetime
{
    private readonly House _house = new(settings => settings.Fetch.TimeoutSeconds = 2);
    private Publisher _publisher = null!;

    public async ValueTask InitializeAsync() => _publisher = await Publisher.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _publisher.DisposeAsync();
    }

    [Fact]
    public async Task A_broken_a_slow_a_huge_and_a_missing_feed_stop_no_other()
    {
        await AddAsync("/broken", "<rss><channel><item><title>never closed");
        await AddAsync("/page", "<!doctype html><html><body><h1>Not a feed</h1></body></html>");
        await AddAsync("/binary", "\0\u0001\u0002\u0003");
        await AddAsync("/empty", "");
        await _house.FeedAsync(_publisher.Serve("/slow", http => Task.Delay(Timeout.Infinite, http.RequestAborted)));
        await _house.FeedAsync(_publisher.Address + "/missing");
        await _house.FeedAsync("http://no-such-host.invalid/feed");
        await _house.FeedAsync("http://127.0.0.1:1/feed");
        await _house.FeedAsync("not an address");
        await _house.FeedAsync(_publisher.Serve("/brotli", async http =>
        {
            http.Response.Headers.ContentEncoding = "br";
            await http.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0xfd, 1, 2, 3, 4, 5, 6, 7 }, http.RequestAborted);
        }));
        for (var i = 0; i < 5; i++) await AddAsync("/good" + i, Rss.Of(Fresh("good" + i)));

        var watch = Stopwatch.StartNew();
        var report = await _house.GatherAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        report.New.ShouldBe(5);
        report.Polled.ShouldBe(15);
        foreach (var path in new[] { "/slow", "/missing", "/empty", "/page", "/binary", "/brotli" })
        {
            var row = await RowAsync(path);
            (row.Failures, row.FailingSince).ShouldBe((1, _house.Clock.Now), path);
            row.Error.ShouldNotBeNullOrWhiteSpace(path);
            row.Error.ShouldNotContain("\n", Case.Sensitive, path);
        }

        (await RowAsync("/slow")).Error!.ShouldContain("2 s");
        (await RowAsync("/missing")).Error!.ShouldContain("404");
        (await RowAsync("/good0")).Error.ShouldBeNull();
    }

    [Fact]
    public async Task An_error_is_kept_until_the_feed_recovers()
    {
        var url = _publisher.Status("/feed", 500);
        await _house.FeedAsync(url);
        await _house.GatherAsync();
        var since = _house.Clock.Now;
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.GatherAsync();
        var failing = await RowAsync("/feed");
        (failing.Failures, failing.FailingSince, failing.Error).ShouldBe((2, since, "the server answered 500"));

        _house.Clock.Advance(TimeSpan.FromDays(1));
        _publisher.Serve("/feed", Rss.Of(Fresh("x") with { Date = _house.Clock.Now }));
        (await _house.GatherAsync()).New.ShouldBe(1);
        var well = await RowAsync("/feed");
        (well.Failures, well.FailingSince, well.Error, well.Title).ShouldBe((0, null, null, "The Paper"));
    }

    [Fact]
    public async Task A_failing_feed_is_asked_less_and_less_but_every_day()
    {
        await _house.FeedAsync(_publisher.Status("/feed", 500));
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            await _house.GatherAsync();
            var next = (await RowAsync("/feed")).NextPoll;
            pauses.Add((next - _house.Clock.Now).TotalHours);
            _house.Clock.Set(next);
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 24, 24, 24]);
        _publisher.Count("/feed").ShouldBe(8);
    }

    [Theory]
    [InlineData("7200", 2)]
    [InlineData("60", 1)] // never sooner than the feed's own turn
    [InlineData("604800", 24)]
    public async Task A_server_that_asks_us_to_wait_is_given_time(string retryAfter, double hours)
    {
        await _house.FeedAsync(_publisher.Status("/feed", 429, ("Retry-After", retryAfter)));
        await _house.GatherAsync();
        ((await RowAsync("/feed")).NextPoll - _house.Clock.Now).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public async Task A_feed_is_asked_when_its_time_has_come_and_with_what_it_said_last()
    {
        await _house.FeedAsync(_publisher.Serve("/feed", Rss.Of(Fresh("x")), etag: "\"v1\"", lastModified: "Mon, 02 Mar 2026 10:00:00 GMT"));
        await _house.GatherAsync();
        (await _house.GatherAsync()).Polled.ShouldBe(0);
        _house.Clock.Advance(TimeSpan.FromHours(1));
        (await _house.GatherAsync()).ShouldBe(new GatherReport(1, 1, 0, 0));
        var asked = _publisher.Requests.Last();
        (asked.IfNoneMatch, asked.IfModifiedSince).ShouldBe(("\"v1\"", "Mon, 02 Mar 2026 10:00:00 GMT"));
        (await RowAsync("/feed")).LastSuccess.ShouldBe(_house.Clock.Now);
    }

    [Fact]
    public async Task A_feed_that_is_gone_for_good_is_asked_no_more_and_says_so()
    {
        await _house.FeedAsync(_publisher.Status("/feed", 410));
        await _house.GatherAsync();
        _house.Clock.Advance(TimeSpan.FromDays(30));
        (await _house.GatherAsync()).Polled.ShouldBe(0);
        var row = await RowAsync("/feed");
        row.Gone.ShouldBeTrue();
        row.Error!.ShouldContain("410");
    }

    [Fact]
    public async Task A_feed_moves_when_the_redirect_comes_twice_in_a_row_and_not_before()
    {
        _publisher.Serve("/new", Rss.Of(Fresh("x")));
        _publisher.Redirect("/old", 301, "/new");
        await _house.FeedAsync(_publisher.Address + "/old");
        async Task<string> Poll()
        {
            await _house.GatherAsync();
            _house.Clock.Advance(TimeSpan.FromHours(1));
            return (await _house.Part<FeedTable>().AllAsync()).Single().Url[_publisher.Address.Length..];
        }

        (await Poll()).ShouldBe("/old");
        _publisher.Redirect("/old", 302, "/new");
        (await Poll()).ShouldBe("/old");
        _publisher.Redirect("/old", 301, "/new");
        (await Poll()).ShouldBe("/old");
        (await Poll()).ShouldBe("/new");
        await Poll();
        _publisher.Requests.Last().Path.ShouldBe("/new");
    }

    [Fact]
    public async Task A_feed_that_moves_to_an_address_that_is_there_already_stays_apart()
    {
        _publisher.Serve("/new", Rss.Of(Fresh("x")));
        await _house.FeedAsync(_publisher.Address + "/new");
        await _house.FeedAsync(_publisher.Redirect("/old", 301, "/new"));
        for (var i = 0; i < 3; i++)
        {
            (await _house.GatherAsync()).Failed.ShouldBe(0);
            _house.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await _house.Part<FeedTable>().AllAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_feed_that_is_removed_while_it_is_polled_stops_no_other()
    {
        await AddAsync("/good", Rss.Of(Fresh("good")));
        var removed = _publisher.Address + "/removed";
        _publisher.Serve("/removed", async http =>
        {
            await _house.Part<FeedTable>().RemoveAsync(removed);
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, Rss.Of(Fresh("removed")), http.RequestAborted);
        });
        await _house.FeedAsync(removed);
        (await _house.GatherAsync()).New.ShouldBe(1);
        (await _house.ColumnAsync<string>("SELECT title FROM articles")).ShouldBe(["good"]);
    }

    [Fact]
    public async Task Rows_that_cannot_be_written_end_the_round_and_the_next_one_brings_everything()
    {
        // More feeds than wait for the writer at a time: none of them may wait for ever.
        for (var i = 0; i < 300; i++) await AddAsync("/f" + i, Rss.Of(Fresh("f" + i)));
        await _house.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON articles BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await Should.ThrowAsync<SqliteException>(() => _house.GatherAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await _house.ExecuteAsync("DROP TRIGGER full");
        (await _house.GatherAsync()).New.ShouldBe(300);
    }

    private Task AddAsync(string path, string document) => _house.FeedAsync(_publisher.Serve(path, document));

    private async Task<Feed> RowAsync(string path) => (await _house.Part<FeedTable>().AllAsync()).Single(feed => feed.Url == _publisher.Address + path);

    private static Item Fresh(string title) => new(title, "https://paper.example/" + title, title, House.Start.AddHours(-1));
}
