using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using DigestBot.Demo;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

public class SmtpSessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_caller_hears_before_the_message_is_complete_on_the_wire()
    {
        var taken = 0;
        await using var sink = MailSink.Start((_, _) =>
        {
            taken++;
            return ValueTask.CompletedTask;
        });
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        var result = await session.PostAsync(Letters.ToReader, Letters.Short, async stop =>
        {
            await Task.Delay(200, stop);
            taken.ShouldBe(0);
        });
        result.Outcome.ShouldBe(SendOutcome.Delivered);
        taken.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_caller_cannot_journal_nothing_is_delivered()
    {
        var taken = 0;
        await using (var sink = MailSink.Start((_, _) =>
        {
            taken++;
            return ValueTask.CompletedTask;
        }))
        {
            await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
            await Should.ThrowAsync<IOException>(async () => await session.PostAsync(Letters.ToReader, Letters.Short, _ => throw new IOException("disk full")));
            session.IsUsable.ShouldBeFalse();
        }
        taken.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_before_the_final_dot_throws_and_after_it_leaves_doubt()
    {
        await using var sink = await SmtpSink.StartAsync("-W", ".:5");
        using var early = new CancellationTokenSource();
        await using (var session = await Letters.At(sink.Port).OpenAsync())
            await Should.ThrowAsync<OperationCanceledException>(async () =>
                await session.SendAsync(Letters.ToReader, Letters.Short, async _ => await early.CancelAsync(), early.Token));

        using var late = new CancellationTokenSource();
        await using (var session = await Letters.At(sink.Port).OpenAsync())
        {
            late.CancelAfter(500);
            var result = await session.SendAsync(Letters.ToReader, Letters.Short, null, late.Token);
            result.Outcome.ShouldBe(SendOutcome.ConnectionLost);
            result.InDoubt.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("a\nb\r\n", 1)]
    [InlineData("a\rb\r\n", 1)]
    [InlineData("a\r\n.\nMAIL FROM:<x@example.org>\r\n", 4)]
    [InlineData("abc\r", 3)]
    public async Task A_line_end_that_stands_alone_is_refused_and_the_session_goes_on(string message, int at)
    {
        await using var sink = MailSink.Start((_, _) => ValueTask.CompletedTask);
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        var error = await Should.ThrowAsync<ArgumentException>(async () => await session.PostAsync(Letters.ToReader, Encoding.ASCII.GetBytes(message)));
        error.Message.ShouldContain($"octet {at};");
        (await session.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
    }

    [Theory]
    [InlineData("reader@example.test\r\nRCPT TO:<spy@example.org>")]
    [InlineData("reader@example.test> SIZE=1")]
    [InlineData("<reader@example.test>")]
    public async Task No_address_can_forge_a_command(string address)
    {
        await using var sink = MailSink.Start((_, _) => ValueTask.CompletedTask);
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        await Should.ThrowAsync<ArgumentException>(async () => await session.PostAsync(new Envelope("bot@example.org", address), Letters.Short));
        await Should.ThrowAsync<ArgumentException>(async () => await session.PostAsync(new Envelope(address, "reader@example.test"), Letters.Short));
        session.IsUsable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_in_pieces_arrives_whole()
    {
        var taken = new TaskCompletionSource<SunkMail>();
        await using var sink = MailSink.Start((mail, _) =>
        {
            taken.SetResult(mail);
            return ValueTask.CompletedTask;
        });
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        var whole = Letters.Of(string.Concat(Enumerable.Repeat(".dots\r\n..more\r\n", 30_000)));
        await session.SendAsync(Letters.ToReader, Pieces.Of(whole, 7), null, Stop);
        (await taken.Task).Message.AsSpan().SequenceEqual(whole.Span).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_left_between_messages_is_noticed_without_asking()
    {
        await using var sink = MailSink.Start((_, _) => ValueTask.CompletedTask, new MailSinkLimits(Idle: TimeSpan.FromSeconds(0.2)));
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        session.IsUsable.ShouldBeTrue();
        await Task.Delay(600, Stop);
        session.IsUsable.ShouldBeFalse();
        var result = await session.PostAsync(Letters.ToReader, Letters.Short);
        result.Outcome.ShouldBe(SendOutcome.ConnectionLost);
        result.InDoubt.ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_never_crosses_a_network_in_the_clear()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "This machine has no address but loopback, where a password may go in the clear.");
        var transcript = new Transcript("clear", [],
            [(1, "S: 220 test.example"), (2, "C: EHLO *"), (3, "S: 250-test.example"), (4, "S: 250 AUTH PLAIN"), (5, "!silence")]);
        await using var server = new ScriptedSmtpServer(transcript, null, own);
        var options = Letters.At(server.Port) with { Host = own.ToString(), Security = SmtpSecurity.Opportunistic, User = "bob", Password = "secret" };
        var error = await Should.ThrowAsync<SmtpConnectException>(async () => await options.OpenAsync());
        error.Failure.ShouldBe(SmtpConnectFailure.NoAuthentication);
        (await server.FailureAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_host_that_is_unknown_or_refuses_says_what_to_check()
    {
        var unknown = await Should.ThrowAsync<SmtpConnectException>(async () => await (Letters.At(25) with { Host = "no-such-host.invalid" }).OpenAsync());
        unknown.Failure.ShouldBe(SmtpConnectFailure.HostUnknown);
        unknown.Message.ShouldStartWith("no-such-host.invalid:25 (connecting): the host name is not known");
        var refused = await Should.ThrowAsync<SmtpConnectException>(async () => await Letters.At(FreePort.Find()).OpenAsync());
        refused.Failure.ShouldBe(SmtpConnectFailure.Unreachable);
        refused.Message.ShouldContain("nothing listens on this port");
        refused.IsTemporary.ShouldBeTrue();
    }

    [Theory]
    [InlineData("192.0.2.1", "[192.0.2.1]")]
    [InlineData("2001:db8::1", "[IPv6:2001:db8::1]")]
    [InlineData("fe80::1%2", "[IPv6:fe80::1]")]
    public void An_address_literal_has_no_interface_in_it(string address, string literal) => Opening.AddressLiteral(IPAddress.Parse(address)).ShouldBe(literal);

    [Fact]
    public void The_settings_never_show_the_password() =>
        (Letters.At(25) with { User = "bob", Password = "correct horse" }).ToString().ShouldNotContain("horse");

    [Fact]
    public void The_final_dot_is_waited_for_longer_than_the_ten_minutes_of_the_standard() =>
        (SmtpTimeouts.Standard.FinalDot, SmtpTimeouts.Standard.Greeting, SmtpTimeouts.Standard.Data, SmtpTimeouts.Standard.Block)
            .ShouldBe((TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)));
}
