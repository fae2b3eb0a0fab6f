using System.Collections.Concurrent;
using System.Globalization;
using DigestBot.Demo;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

public class MailSinkTests
{
    [Fact]
    public async Task Every_message_reaches_the_program_as_it_was()
    {
        var taken = new ConcurrentQueue<SunkMail>();
        await using var sink = MailSink.Start((mail, _) =>
        {
            taken.Enqueue(mail);
            return ValueTask.CompletedTask;
        });
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        (await session.PostAsync(new Envelope("", ["a@example.test", "b@example.test"]), Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
        (await session.PostAsync(Letters.ToReader, ReadOnlyMemory<byte>.Empty)).Outcome.ShouldBe(SendOutcome.Delivered);
        var mails = taken.ToArray();
        mails[0].From.ShouldBe("");
        mails[0].Recipients.ShouldBe(["a@example.test", "b@example.test"]);
        mails[0].Message.ShouldBe(Letters.Short.ToArray());
        mails[1].Message.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_could_not_be_handled_is_for_later()
    {
        await using var sink = MailSink.Start((_, _) => throw new IOException("disk\r\nfull"));
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        var result = await session.PostAsync(Letters.ToReader, Letters.Short);
        result.Outcome.ShouldBe(SendOutcome.Temporary);
        result.Reply!.Text.ShouldBe("the handler failed: disk full");
        result.KeepsConnection.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_too_much_is_refused()
    {
        await using var sink = MailSink.Start((_, _) => ValueTask.CompletedTask, new MailSinkLimits(Connections: 1, MessageOctets: 100, Recipients: 1));
        await using var session = await Letters.At(sink.EndPoint.Port).OpenAsync();
        (await session.PostAsync(Letters.ToReader, Letters.Of(new string('x', 200)))).Reply!.EnhancedStatus.ShouldBe("5.3.4");
        var two = await session.PostAsync(new Envelope("", ["a@example.test", "b@example.test"]), "Subject: x\r\n\r\n"u8.ToArray());
        two.Refused.Single().Reply.EnhancedStatus.ShouldBe("4.5.3");
        var error = await Should.ThrowAsync<SmtpConnectException>(async () => await Letters.At(sink.EndPoint.Port).OpenAsync());
        error.Reply!.Code.ShouldBe(421);
    }

    [Fact]
    public async Task Chunks_make_a_message_whatever_octets_they_hold()
    {
        var taken = new ConcurrentQueue<SunkMail>();
        await using var sink = MailSink.Start((mail, _) =>
        {
            taken.Enqueue(mail);
            return ValueTask.CompletedTask;
        }, new MailSinkLimits(MessageOctets: 100, Chunking: true));
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(sink.EndPoint, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        // All in one write, as PIPELINING allows; then one that is too large, one out of turn, and one without a number.
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(
            "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@x.example>\r\nBDAT 5\r\n.\r\n\n.BDAT 0\r\nBDAT 4 LAST\r\n\r\n\0\rMAIL FROM:<>\r\nRCPT TO:<b@x.example>\r\nBDAT 101 LAST\r\n"
            + new string('x', 101) + "BDAT 3 LAST\r\nabcRSET\r\nMAIL FROM:<>\r\nRCPT TO:<c@x.example>\r\nDATA\r\nhello\r\n.\r\nBDAT\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        var codes = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        codes.ShouldContain("250-CHUNKING");
        codes.Where(line => line[3] == ' ').Skip(2).Select(line => line[..3])
            .ShouldBe(["250", "250", "250", "250", "250", "250", "250", "552", "503", "250", "250", "250", "354", "250", "501"]);
        taken.Select(mail => mail.Recipients.Single()).ShouldBe(["a@x.example", "c@x.example"]);
        taken.First().Message.ShouldBe(".\r\n\n.\r\n\0\r"u8.ToArray());
    }

    [Fact]
    public async Task A_stranger_to_our_client_is_understood_too()
    {
        var taken = 0;
        await using var sink = MailSink.Start((_, _) =>
        {
            Interlocked.Increment(ref taken);
            return ValueTask.CompletedTask;
        });
        await Tool.RunAsync(Tool.Path("smtp-source", "postfix"), "-s", "4", "-m", "40", "-l", "20000", "-f", "a@example.org", "-t", "b@example.test",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sink.EndPoint.Port}"));
        taken.ShouldBe(40);
    }

    [Fact]
    public async Task A_client_that_sends_no_line_end_is_not_listened_to_for_ever()
    {
        await using var sink = MailSink.Start((_, _) => ValueTask.CompletedTask);
        using var client = new System.Net.Sockets.TcpClient();
        var stop = TestContext.Current.CancellationToken;
        await client.ConnectAsync(sink.EndPoint, stop);
        await client.GetStream().WriteAsync(new byte[10_000], stop);
        var octets = new byte[1000];
        try
        {
            while (await client.GetStream().ReadAsync(octets, stop) > 0)
                continue;
        }
        catch (IOException)
        {
            // Closed with our octets unread.
        }
    }
}
