using System.Globalization;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Faults as Postfix's smtp-sink makes them, at every stage.</summary>
public class RealSinkTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-p")]
    [InlineData("-e")]
    [InlineData("-8")]
    [InlineData("-P")]
    [InlineData("-N -E -a")]
    [InlineData("-w 1")]
    [InlineData("-W .:1")]
    public async Task Mail_is_delivered_octet_by_octet_whatever_the_server_can_do(string flags)
    {
        await using var sink = await SmtpSink.StartAsync(dump: true, Words(flags));
        await using var session = await Letters.At(sink.Port).OpenAsync();
        var message = Letters.Of(".a dot\r\n..\r\nGr\u00fc\u00dfe\r\n\r\n.\r\n");
        for (var i = 0; i < 2; i++)
        {
            var result = await session.PostAsync(Letters.ToReader, message);
            result.Outcome.ShouldBe(SendOutcome.Delivered, result.Reason);
            result.KeepsConnection.ShouldBeTrue();
        }
        await session.QuitAsync(TestContext.Current.CancellationToken);
        sink.Messages.Count.ShouldBe(2);
        foreach (var kept in sink.Messages)
            kept.ShouldContain("\n.a dot\n..\nGr\u00fc\u00dfe\n\n.\n");
    }

    [Theory]
    [InlineData("-r MAIL", "Temporary Mail 450 4.3.0 keeps")]
    [InlineData("-r RCPT", "Temporary Rcpt 450 4.3.0 keeps")]
    [InlineData("-r DATA", "Temporary Data 450 4.3.0 keeps")]
    [InlineData("-r .", "Temporary FinalDot 450 4.3.0 keeps")]
    [InlineData("-r RCPT,RSET", "Temporary Rcpt 450 4.3.0 closed")]
    [InlineData("-f MAIL", "Permanent Mail 500 5.3.0 keeps")]
    [InlineData("-f RCPT", "Permanent Rcpt 500 5.3.0 keeps")]
    [InlineData("-f DATA", "Permanent Data 500 5.3.0 keeps")]
    [InlineData("-f .", "Permanent FinalDot 500 5.3.0 keeps")]
    [InlineData("-f EHLO", "Delivered keeps")]
    [InlineData("-q MAIL", "ConnectionLost closed")]
    [InlineData("-q RCPT", "ConnectionLost closed")]
    [InlineData("-q DATA", "ConnectionLost closed")]
    [InlineData("-q .", "ConnectionLost in doubt")]
    [InlineData("-Q MAIL", "Temporary Mail 421 closed")]
    [InlineData("-Q RCPT", "Temporary Rcpt 421 closed")]
    [InlineData("-Q DATA", "Temporary Data 421 closed")]
    [InlineData("-Q .", "Temporary FinalDot 421 closed")]
    public async Task A_fault_is_told_for_what_it_is(string flags, string expected)
    {
        await using var sink = await SmtpSink.StartAsync(Words(flags));
        await using var session = await Letters.At(sink.Port).OpenAsync();
        Shown(await session.PostAsync(Letters.ToReader, Letters.Short)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("-r CONNECT", "Greeting Refused temporary")]
    [InlineData("-f CONNECT", "Greeting Refused settled")]
    [InlineData("-q CONNECT", "Greeting Lost temporary")]
    [InlineData("-Q CONNECT", "Greeting Refused temporary")]
    [InlineData("-r EHLO", "Ehlo Refused temporary")]
    [InlineData("-f EHLO,HELO", "Ehlo Refused settled")]
    [InlineData("-q EHLO", "Ehlo Lost temporary")]
    [InlineData("-Q EHLO", "Ehlo Refused temporary")]
    public async Task A_session_that_cannot_be_opened_says_how_far_it_came(string flags, string expected)
    {
        await using var sink = await SmtpSink.StartAsync(Words(flags));
        var error = await Should.ThrowAsync<SmtpConnectException>(async () => await Letters.At(sink.Port).OpenAsync());
        $"{error.Stage} {error.Failure} {(error.IsTemporary ? "temporary" : "settled")}".ShouldBe(expected, error.Message);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000_000)]
    public async Task A_server_that_refuses_right_after_DATA_and_stops_reading_does_not_hang_the_session(int length)
    {
        await using var sink = await SmtpSink.StartAsync("-A", "0");
        await using var session = await Letters.At(sink.Port).OpenAsync();
        var result = await session.PostAsync(Letters.ToReader, Letters.Of(string.Concat(Enumerable.Repeat("line\r\n", length / 6))));
        result.Outcome.ShouldBe(SendOutcome.Permanent, result.Reason);
        result.InDoubt.ShouldBeFalse();
    }

    [Fact]
    public async Task A_slow_answer_to_the_final_dot_is_waited_for_and_one_that_is_too_slow_leaves_doubt()
    {
        await using var sink = await SmtpSink.StartAsync("-W", ".:2");
        await using (var patient = await Letters.At(sink.Port, seconds: 20).OpenAsync())
            (await patient.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
        var options = Letters.At(sink.Port);
        await using var hasty = await (options with { Timeouts = options.Timeouts with { FinalDot = TimeSpan.FromSeconds(0.5) } }).OpenAsync();
        Shown(await hasty.PostAsync(Letters.ToReader, Letters.Short)).ShouldBe("ConnectionLost in doubt");
    }

    [Fact]
    public async Task Eight_sessions_send_at_once()
    {
        await using var sink = await SmtpSink.StartAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var session = await Letters.At(sink.Port).OpenAsync();
            for (var i = 0; i < 100; i++)
                (await session.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
            await session.QuitAsync(TestContext.Current.CancellationToken);
            return session.Delivered;
        }));
        sent.Sum().ShouldBe(800);
    }

    private static string[] Words(string flags) => flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Shown(SendResult result) => string.Join(' ', new[]
    {
        result.Outcome.ToString(), result.Reply is { IsPositive: false } reply ? reply.Stage.ToString() : "",
        result.Reply is { IsPositive: false } refusal ? refusal.Code.ToString(CultureInfo.InvariantCulture) : "",
        result.Reply is { IsPositive: false, EnhancedStatus: { } status, EndsConnection: false } ? status : "",
        result.InDoubt ? "in doubt" : result.KeepsConnection ? "keeps" : "closed",
    }.Where(word => word.Length > 0));
}
