using System.Diagnostics;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Wire.Imap;

[Collection(Alone.Name)]
public class HostileServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "x")]
    [InlineData("* SEARCH ", "1 ")]
    [InlineData("A1 OK ", "x")]
    [InlineData("", "* OK [ALERT] hello\r\n")]
    [InlineData("", "* XUNKNOWN 1\r\n")]
    [InlineData("", "* 1 FETCH (UID 7 FLAGS (\\Seen))\r\n")]
    [InlineData("", "* 1 FETCH {1}\r\nx {1}\r\nx\r\n")]
    [InlineData("* 1 FETCH ", "{1}\r\nx ")]
    public async Task A_server_that_never_stops_is_left_within_bounds(string beginning, string rest)
    {
        await using var server = HostileServer.Endless(beginning, rest);
        await using var client = await ImapClient.ConnectAsync(server.Options, Stop);
        var watch = Stopwatch.StartNew();
        var failed = await Should.ThrowAsync<ImapException>(() => client.FetchAsync(7, Stop));
        failed.Kind.ShouldBe(ImapFailure.Protocol);
        failed.MustReconnect.ShouldBeTrue();
        failed.Message.Length.ShouldBeLessThan(1000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await Should.ThrowAsync<ImapException>(() => client.NoopAsync(Stop))).Kind.ShouldBe(ImapFailure.Closed);
    }

    [Fact]
    public async Task An_endless_literal_fills_time_and_not_memory()
    {
        await using var server = HostileServer.Endless("* 1 FETCH (UID 7 BODY[] {200000000}\r\n", "x");
        await using var client = await ImapClient.ConnectAsync(server.Options with { MaxMessageBytes = 1000 }, Stop);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var failed = await Should.ThrowAsync<ImapException>(() => client.FetchAsync(7, Stop));
        failed.Kind.ShouldBe(ImapFailure.Protocol);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64L * 1024 * 1024);
    }

    [Theory]
    [InlineData("{268435457}")]
    [InlineData("{99999999999999999999999}")]
    [InlineData("~{9223372036854775807+}")]
    public async Task A_literal_beyond_the_limit_is_not_even_begun(string size)
    {
        await using var server = HostileServer.Saying($"* 1 FETCH (UID 7 BODY[] {size}\r\n");
        await using var client = await ImapClient.ConnectAsync(server.Options, Stop);
        var failed = await Should.ThrowAsync<ImapException>(() => client.FetchAsync(7, Stop));
        failed.Kind.ShouldBe(ImapFailure.Protocol);
        failed.Message.ShouldContain("literal");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public async Task Lists_nested_without_end_are_refused(int depth)
    {
        await using var server = HostileServer.Saying($"* 1 FETCH {new string('(', depth)}{new string(')', depth)}\r\nA1 OK done\r\n");
        await using var client = await ImapClient.ConnectAsync(server.Options, Stop);
        var failed = await Should.ThrowAsync<ImapException>(() => client.FetchAsync(7, Stop));
        failed.Kind.ShouldBe(ImapFailure.Protocol);
        failed.Message.ShouldContain("deep");
    }

    [Theory]
    [InlineData("")]
    [InlineData("* SEARCH 1 2")]
    [InlineData("* 1 FETCH (UID 7 BODY[] {50}\r\nhalf")]
    public async Task A_silent_server_is_not_waited_for_longer_than_allowed(string beginning)
    {
        await using var server = HostileServer.Saying(beginning);
        await using var client = await ImapClient.ConnectAsync(server.Options with { CommandTimeout = TimeSpan.FromMilliseconds(300) }, Stop);
        var failed = await Should.ThrowAsync<ImapException>(() => client.FetchAsync(7, Stop));
        failed.Kind.ShouldBe(ImapFailure.Timeout);
        failed.Temporary.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_wait_is_a_cancellation_and_ends_the_conversation()
    {
        await using var server = HostileServer.Saying("");
        await using var client = await ImapClient.ConnectAsync(server.Options, Stop);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => client.NoopAsync(cancelled.Token));
        (await Should.ThrowAsync<ImapException>(() => client.NoopAsync(Stop))).Kind.ShouldBe(ImapFailure.Closed);
    }

    [Fact]
    public async Task What_is_slipped_in_before_tls_is_not_believed()
    {
        await using var server = HostileServer.Saying(
            "A1 OK begin\r\nA2 OK [CAPABILITY IMAP4rev1] injected\r\n", "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n");
        var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(server.Options with { Security = ImapSecurity.StartTls }, Stop));
        failed.Kind.ShouldBe(ImapFailure.Protocol);
        failed.Message.ShouldContain("slipped in");
    }

    [Fact]
    public async Task Nobody_at_the_port_is_said_plainly()
    {
        var server = HostileServer.Saying("");
        var options = server.Options;
        await server.DisposeAsync();
        var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(options, Stop));
        failed.Kind.ShouldBe(ImapFailure.Connect);
        failed.Message.ShouldContain($"127.0.0.1:{options.Port}");
    }

    [Theory]
    [InlineData("127.0.0.1", -1, "valid from")]
    [InlineData("other.test", 1, "made out to other.test, not to 127.0.0.1")]
    [InlineData("127.0.0.1", 1, null)]
    public async Task A_certificate_must_be_valid_and_made_out_to_the_host(string host, int days, string? objection)
    {
        using var authority = TestCertificates.Authority("Test authority");
        using var certificate = TestCertificates.Issue(authority, host, DateTimeOffset.UtcNow.AddDays(days));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, authority.ExportCertificatePem(), Stop);
            await using var server = HostileServer.Tls(certificate);
            var options = server.Options with { Security = ImapSecurity.Implicit, CaFile = file, ConnectTimeout = TimeSpan.FromSeconds(2) };
            var failed = await Should.ThrowAsync<ImapException>(() => ImapClient.ConnectAsync(options, Stop));
            failed.Kind.ShouldBe(objection is null ? ImapFailure.Timeout : ImapFailure.Tls);
            failed.Message.ShouldContain(objection ?? "no login within");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("x)\r\nA9 LOGOUT")]
    [InlineData("\\")]
    [InlineData("")]
    [InlineData("ümlaut")]
    public async Task No_flag_can_smuggle_a_command(string flag)
    {
        await using var server = HostileServer.Saying("");
        await using var client = await ImapClient.ConnectAsync(server.Options, Stop);
        await Should.ThrowAsync<ArgumentException>(() => client.AddFlagsAsync([1], [flag], Stop));
        await Should.ThrowAsync<ArgumentException>(() => client.SearchAsync(new ImapSearch(WithoutKeyword: flag), Stop));
    }
}
