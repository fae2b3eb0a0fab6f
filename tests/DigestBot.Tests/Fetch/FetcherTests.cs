using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using DigestBot.Fetch;
using DigestBot.Tests.Store;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Tests.Fetch;

public sealed class FetcherTests : IAsyncLifetime
{
    private readonly StoppedClock _clock = new(House.Start);
    private Publisher _publisher = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _publisher = await Publisher.StartAsync();

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    [Fact]
    public async Task A_feed_is_fetched_with_what_its_publisher_says_of_it()
    {
        var url = _publisher.Serve("/feed", "<rss/>", "application/rss+xml", "\"v1\"", "Mon, 02 Mar 2026 10:00:00 GMT");
        var fetched = (await FetchAsync(url)).ShouldBeOfType<FetchResult.Fetched>();
        System.Text.Encoding.UTF8.GetString(fetched.Body).ShouldBe("<rss/>");
        (fetched.ContentType, fetched.ETag, fetched.LastModified, fetched.MovedTo).ShouldBe(("application/rss+xml", "\"v1\"", "Mon, 02 Mar 2026 10:00:00 GMT", null));
        _publisher.Requests.Single().UserAgent.ShouldContain("https://bot.example");
    }

    [Theory]
    [InlineData("\"v1\"", null)]
    [InlineData("W/\"weak, with a comma\"", null)]
    [InlineData("unquoted", null)] // not as RFC 9110 8.8.3 has it, but what some servers give, and get back as it was
    [InlineData(null, "Mon, 02 Mar 2026 10:00:00 GMT")]
    [InlineData(null, "2026-03-02 10:00:00")]
    public async Task What_has_not_changed_is_not_sent_again(string? etag, string? lastModified)
    {
        var url = _publisher.Serve("/feed", "<rss/>", etag: etag, lastModified: lastModified);
        var first = (await FetchAsync(url)).ShouldBeOfType<FetchResult.Fetched>();
        using var fetcher = Fetcher();
        (await fetcher.FetchAsync(url, "*/*", first.ETag, first.LastModified, Stop)).ShouldBeOfType<FetchResult.NotModified>();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_measured_as_it_unpacks(string encoding)
    {
        var bomb = Compress(encoding, new byte[30_000_000]);
        bomb.Length.ShouldBeLessThan(40_000);
        var url = _publisher.Serve("/bomb", http => SendAsync(http, encoding, bomb));
        (await FetchAsync(url)).ShouldBeOfType<FetchResult.Failed>().Reason.ShouldContain("larger than");
        url = _publisher.Serve("/honest", http => SendAsync(http, encoding, Compress(encoding, "<rss/>"u8.ToArray())));
        (await FetchAsync(url)).ShouldBeOfType<FetchResult.Fetched>().Body.ShouldBe("<rss/>"u8.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_damaged_body_is_a_failure_for_now(string encoding)
    {
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        (await FetchAsync(_publisher.Serve("/noise", http => SendAsync(http, encoding, noise)))).ShouldBeOfType<FetchResult.Failed>().Temporary.ShouldBeTrue();
        var cut = Compress(encoding, noise)[..3000]; // what was there may be read: the parser leaves out an item that ends in the middle
        await Should.NotThrowAsync(() => FetchAsync(_publisher.Serve("/cut", http => SendAsync(http, encoding, cut))));
    }

    [Fact]
    public async Task A_body_without_end_is_left_at_the_limit_of_size_or_time()
    {
        var much = _publisher.Serve("/much", async http =>
        {
            while (true) await http.Response.Body.WriteAsync(new byte[50_000], http.RequestAborted);
        });
        (await FetchAsync(much)).ShouldBeOfType<FetchResult.Failed>().Reason.ShouldContain("larger than");

        var slow = _publisher.Serve("/slow", async http =>
        {
            while (true)
            {
                await http.Response.WriteAsync("x", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        });
        await TimesOutAsync(slow);
    }

    [Fact]
    public async Task A_server_that_drips_its_header_is_left_in_time()
    {
        await using var server = RawServer.Start(async (send, stop) =>
        {
            await send("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true)
            {
                await send("x");
                await Task.Delay(50, stop);
            }
        });
        await TimesOutAsync(server.Address);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_in_time() =>
        await TimesOutAsync(_publisher.Serve("/never", http => Task.Delay(Timeout.Infinite, http.RequestAborted)));

    [Fact]
    public async Task A_chain_of_slow_redirects_has_one_time_limit_together()
    {
        for (var i = 0; i < 5; i++)
        {
            var next = _publisher.Address + "/hop" + (i + 1);
            _publisher.Serve("/hop" + i, async http =>
            {
                await Task.Delay(400, http.RequestAborted);
                http.Response.Redirect(next);
            });
        }

        await TimesOutAsync(_publisher.Address + "/hop0");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss/>")] // more promised than given
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n")] // no last chunk
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("220 mail.example ESMTP\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("")]
    public async Task A_broken_answer_is_a_failure_for_now(string answer)
    {
        await using var server = RawServer.Start((send, _) => send(answer));
        (await FetchAsync(server.Address)).ShouldBeOfType<FetchResult.Failed>().Temporary.ShouldBeTrue();
    }

    [Fact]
    public async Task What_follows_the_promised_length_is_not_taken_for_the_next_answer()
    {
        await using var server = RawServer.Start((send, _) => send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));
        using var fetcher = Fetcher();
        for (var i = 0; i < 3; i++)
            if (await fetcher.FetchAsync(server.Address, "*/*", null, null, Stop) is FetchResult.Fetched fetched)
                fetched.Body.ShouldBe("<rss/>"u8.ToArray());
    }

    [Fact]
    public async Task A_header_without_end_is_refused()
    {
        await using var server = RawServer.Start(async (send, _) =>
        {
            await send("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < 1000; i++) await send("X-Header: " + new string('x', 1000) + "\r\n");
        });
        (await FetchAsync(server.Address)).ShouldBeOfType<FetchResult.Failed>();
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_a_sixth_is_not()
    {
        for (var i = 0; i < 6; i++) _publisher.Redirect("/r" + i, 302, "r" + (i + 1)); // relative
        _publisher.Serve("/r6", "<rss/>");
        (await FetchAsync(_publisher.Address + "/r1")).ShouldBeOfType<FetchResult.Fetched>().Address.AbsolutePath.ShouldBe("/r6");
        (await FetchAsync(_publisher.Address + "/r0")).ShouldBeOfType<FetchResult.Failed>().Reason.ShouldContain("redirects");
    }

    [Fact]
    public async Task A_redirect_to_itself_ends()
    {
        var url = _publisher.Redirect("/loop", 301, "/loop");
        (await FetchAsync(url)).ShouldBeOfType<FetchResult.Failed>().Reason.ShouldContain("redirects");
        _publisher.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[bad")]
    [InlineData("http://")]
    public async Task A_redirect_to_what_is_no_web_address_is_a_failure(string location) =>
        (await FetchAsync(_publisher.Redirect("/r", 301, location))).ShouldBeOfType<FetchResult.Failed>();

    [Fact]
    public async Task Only_a_chain_of_permanent_redirects_from_the_start_moves_a_feed()
    {
        _publisher.Serve("/new", "<rss/>");
        (await MovedAsync(_publisher.Redirect("/301", 301, "/new"))).ShouldBe(_publisher.Address + "/new");
        (await MovedAsync(_publisher.Redirect("/308", 308, "/301"))).ShouldBe(_publisher.Address + "/new");
        (await MovedAsync(_publisher.Redirect("/302", 302, "/new"))).ShouldBeNull();
        (await MovedAsync(_publisher.Redirect("/302-301", 302, "/301"))).ShouldBeNull();
        (await MovedAsync(_publisher.Redirect("/301-302", 301, "/302"))).ShouldBe(_publisher.Address + "/302");
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    public async Task What_may_go_better_later_is_told_from_what_will_not(int status, bool temporary)
    {
        var failed = (await FetchAsync(_publisher.Status("/x", status))).ShouldBeOfType<FetchResult.Failed>();
        (failed.Reason, failed.Temporary).ShouldBe(($"the server answered {status}", temporary));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_asks_us_to_wait_is_understood_in_seconds_and_in_dates(int status)
    {
        async Task<TimeSpan?> Wait(string value) => (await FetchAsync(_publisher.Status("/x", status, ("Retry-After", value)))).ShouldBeOfType<FetchResult.Failed>().RetryAfter;
        (await Wait("120")).ShouldBe(TimeSpan.FromMinutes(2));
        (await Wait(_clock.Now.AddHours(3).ToString("R", CultureInfo.InvariantCulture))).ShouldBe(TimeSpan.FromHours(3));
        (await Wait("soon")).ShouldBeNull();
        (await Wait("-5")).ShouldBeNull();
        (await Wait("99999999999999999999")).ShouldBeNull();
    }

    [Fact]
    public async Task Gone_for_good_is_an_answer() => (await FetchAsync(_publisher.Status("/x", 410))).ShouldBeOfType<FetchResult.Gone>();

    [Fact]
    public async Task A_host_that_is_not_there_is_a_failure_for_now()
    {
        (await FetchAsync("http://no-such-host.invalid/")).ShouldBeOfType<FetchResult.Failed>().Temporary.ShouldBeTrue();
        (await FetchAsync($"http://127.0.0.1:{Servers.FreePort.Find()}/")).ShouldBeOfType<FetchResult.Failed>().Temporary.ShouldBeTrue();
        (await FetchAsync(_publisher.Address.Replace("http:", "https:", StringComparison.Ordinal))).ShouldBeOfType<FetchResult.Failed>().Temporary.ShouldBeTrue(); // no TLS there
    }

    [Fact]
    public async Task One_host_is_asked_two_things_at_a_time()
    {
        int now = 0, most = 0;
        var url = _publisher.Serve("/x", async http =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Delay(30, http.RequestAborted);
            Interlocked.Decrement(ref now);
        });
        using var fetcher = Fetcher();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => fetcher.FetchAsync(url, "*/*", null, null, Stop)));
        most.ShouldBe(2);
    }

    [Fact]
    public async Task All_hosts_together_are_asked_as_much_as_is_set_and_forgotten_afterwards()
    {
        int now = 0, most = 0;
        await using var everywhere = await Publisher.StartAsync("0.0.0.0");
        everywhere.Serve("/x", async http =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Delay(30, http.RequestAborted);
            Interlocked.Decrement(ref now);
        });
        using var fetcher = new Fetcher(new FetchOptions { AllowPrivateAddresses = true, Concurrency = 3, TimeoutSeconds = 10 }, "https://bot.example", _clock);
        var answers = await Task.WhenAll(Enumerable.Range(1, 24).Select(i => fetcher.FetchAsync($"http://127.0.0.{i}:{everywhere.Port}/x", "*/*", null, null, Stop)));
        answers.ShouldAllBe(answer => answer is FetchResult.Fetched);
        most.ShouldBe(3);
        fetcher.HostsInHand.ShouldBe(0);
    }

    [Fact]
    public async Task A_lookup_reads_no_more_than_four_megabytes_of_what_a_poll_would_read()
    {
        var url = _publisher.Serve("/large", "<rss version='2.0'><channel><title>Large</title><!--" + new string('x', 5_000_000) + "--></channel></rss>");
        using var fetcher = new Fetcher(new FetchOptions { AllowPrivateAddresses = true }, "https://bot.example", _clock);
        (await fetcher.FetchAsync(url, "*/*", null, null, Stop)).ShouldBeOfType<FetchResult.Fetched>();
        (await FeedFinder.FindAsync(fetcher, new Uri(url), Stop)).ShouldBeNull();
        (await FeedFinder.FindAsync(fetcher, new Uri(_publisher.Serve("/small", "<rss version='2.0'><channel><title>Small</title></channel></rss>")), Stop)).ShouldNotBeNull().Title.ShouldBe("Small");
    }

    [Fact]
    public async Task When_the_service_stops_a_fetch_stops_too()
    {
        var url = _publisher.Serve("/never", http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        using var stopping = new CancellationTokenSource(100);
        using var fetcher = Fetcher();
        await Should.ThrowAsync<OperationCanceledException>(() => fetcher.FetchAsync(url, "*/*", null, null, stopping.Token));
    }

    private Fetcher Fetcher(int seconds = 10) =>
        new(new FetchOptions { AllowPrivateAddresses = true, MaxBytes = 1_000_000, TimeoutSeconds = seconds }, "https://bot.example", _clock);

    private async Task<FetchResult> FetchAsync(string url, int seconds = 10)
    {
        using var fetcher = Fetcher(seconds);
        return await fetcher.FetchAsync(url, "*/*", null, null, Stop);
    }

    private async Task TimesOutAsync(string url)
    {
        var watch = Stopwatch.StartNew();
        (await FetchAsync(url, seconds: 1)).ShouldBeOfType<FetchResult.Failed>().Reason.ShouldContain("1 s");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private async Task<string?> MovedAsync(string url) => (await FetchAsync(url)).ShouldBeOfType<FetchResult.Fetched>().MovedTo?.AbsoluteUri;

    private static async Task SendAsync(HttpContext http, string encoding, byte[] body)
    {
        http.Response.Headers.ContentEncoding = encoding;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] Compress(string encoding, byte[] body)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.SmallestSize),
        })
            packing.Write(body);
        return packed.ToArray();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }
}
