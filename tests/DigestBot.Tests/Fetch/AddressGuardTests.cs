using System.Net;
using DigestBot.Fetch;

namespace DigestBot.Tests.Fetch;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")] // carrier-grade NAT
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")] // where clouds tell their secrets
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.178.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")] // IPv4-compatible
    [InlineData("::ffff:127.0.0.1")] // IPv4-mapped
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")] // IPv4-translated
    [InlineData("64:ff9b::127.0.0.1")] // NAT64
    [InlineData("64:ff9b::c0a8:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")] // 6to4 of 127.0.0.1
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("4000::1")] // outside 2000::/3 nothing is given out
    public void An_address_that_is_not_on_the_public_internet_is_not_dialled(string address) =>
        AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:101:101::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:200::1")]
    public void A_public_address_is_dialled(string address) => AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://127.1:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://0177.0.0.1:PORT/")]
    [InlineData("http://0x7f000001:PORT/")]
    [InlineData("http://0x7f.0.0.1:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://LOCALHOST:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://[::ffff:7f00:1]:PORT/")]
    [InlineData("http://1.1.1.1@127.0.0.1:PORT/")]
    [InlineData("http://example.org:80@127.0.0.1:PORT/")]
    [InlineData("http://①②⑦.0.0.1:PORT/")]
    public async Task However_it_is_written_an_internal_address_gets_no_request(string address)
    {
        await using var inside = await Publisher.StartAsync();
        inside.Serve("/", "secret");
        address = address.Replace("PORT", inside.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var stop = TestContext.Current.CancellationToken;

        using var guarded = new Fetcher(new FetchOptions(), "https://bot.example", TimeProvider.System);
        var refused = (await guarded.FetchAsync(address, "*/*", null, null, stop)).ShouldBeOfType<FetchResult.Failed>();
        refused.Reason.ShouldContain("not on the public internet");
        refused.Temporary.ShouldBeFalse();
        inside.Requests.ShouldBeEmpty();

        // The same address does lead there, once it is allowed.
        using var open = new Fetcher(new FetchOptions { AllowPrivateAddresses = true }, "https://bot.example", TimeProvider.System);
        (await open.FetchAsync(address, "*/*", null, null, stop)).ShouldBeOfType<FetchResult.Fetched>();
    }

    [Theory]
    [InlineData("http://localhost.:PORT/")]
    [InlineData("http://127.0.0.1.:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[::]:PORT/")]
    [InlineData("http://0.0.0.0:PORT/")]
    [InlineData("http://0:PORT/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    public async Task An_internal_address_in_a_form_that_may_not_resolve_gets_no_request_either(string address)
    {
        await using var inside = await Publisher.StartAsync();
        inside.Serve("/", "secret");
        address = address.Replace("PORT", inside.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var guarded = new Fetcher(new FetchOptions { TimeoutSeconds = 5 }, "https://bot.example", TimeProvider.System);
        (await guarded.FetchAsync(address, "*/*", null, null, TestContext.Current.CancellationToken)).ShouldBeOfType<FetchResult.Failed>();
        inside.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_from_outside_to_an_internal_address_is_not_followed(int status)
    {
        // 127.0.0.2 plays the public internet.
        await using var outside = await Publisher.StartAsync("127.0.0.2");
        await using var inside = await Publisher.StartAsync();
        inside.Serve("/secret", "secret");
        using var fetcher = new Fetcher(new FetchOptions(), "https://bot.example", TimeProvider.System, address => address.Equals(IPAddress.Parse("127.0.0.2")) || AddressGuard.IsPublic(address));

        var failed = (await fetcher.FetchAsync(outside.Redirect("/feed", status, inside.Address + "/secret"), "*/*", null, null, TestContext.Current.CancellationToken)).ShouldBeOfType<FetchResult.Failed>();
        failed.Reason.ShouldContain("127.0.0.1");
        outside.Count("/feed").ShouldBe(1);
        inside.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("gopher://127.0.0.1:25/x")]
    [InlineData("data:text/xml,<rss/>")]
    [InlineData("//127.0.0.1/x")]
    [InlineData("/etc/passwd")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task Only_http_and_https_are_fetched(string address)
    {
        using var fetcher = new Fetcher(new FetchOptions { AllowPrivateAddresses = true }, "https://bot.example", TimeProvider.System);
        var failed = (await fetcher.FetchAsync(address, "*/*", null, null, TestContext.Current.CancellationToken)).ShouldBeOfType<FetchResult.Failed>();
        failed.Temporary.ShouldBeFalse();
    }
}
