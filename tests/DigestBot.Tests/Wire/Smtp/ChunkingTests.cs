using System.Buffers;
using System.Collections.Concurrent;
using DigestBot.Demo;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>BDAT (RFC 3030): the length goes before the message, nothing is stuffed, and the next message's commands follow the last octet.</summary>
public class ChunkingTests
{
    private readonly ConcurrentQueue<string> _log = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_every_size_arrive_octet_by_octet_each_announced_with_the_end_of_the_one_before()
    {
        var taken = new ConcurrentQueue<SunkMail>();
        await using var sink = Sink((mail, _) =>
        {
            taken.Enqueue(mail);
            return ValueTask.CompletedTask;
        });
        await using var session = await (Letters.At(sink.EndPoint.Port) with { Chunking = true }).OpenAsync(_log.Enqueue);
        // Around one and two buffers of 128 KiB, lines of dots, and an end that is no line's end.
        int[] lengths = [0, 1, 131_000, 131_040, 131_072, 131_100, 262_144, 400_000];
        var mails = lengths.Select((length, i) => new NextMessage(new Envelope("bot@example.org", $"reader{i}@example.test"), Dots(length))).ToList();
        for (var i = 0; i < mails.Count; i++)
        {
            var next = i + 1 < mails.Count ? mails[i + 1] : (NextMessage?)null;
            var result = await session.SendAnnouncingAsync(mails[i].Envelope, new ReadOnlySequence<byte>(mails[i].Message), _ => ValueTask.FromResult(next), Stop);
            result.Outcome.ShouldBe(SendOutcome.Delivered, result.Reason);
        }

        taken.Select(mail => mail.Message.Length).ShouldBe(lengths);
        foreach (var (mail, sent) in taken.Zip(mails)) mail.Message.AsSpan().SequenceEqual(sent.Message.Span).ShouldBeTrue();
        _log.ShouldNotContain("C: DATA");
        _log.Count(line => line.StartsWith("C: MAIL", StringComparison.Ordinal)).ShouldBe(mails.Count);
        _log.Zip(_log.Skip(1)).ShouldContain(pair => pair.First.EndsWith(" octets of the message)", StringComparison.Ordinal) && pair.Second.StartsWith("C: MAIL", StringComparison.Ordinal), "nothing was announced");
    }

    [Fact]
    public async Task What_was_announced_behind_a_chunk_that_is_refused_was_not_tried()
    {
        await using var sink = Sink((mail, _) => mail.Recipients[0] == "first@example.test" ? throw new IOException("disk full") : ValueTask.CompletedTask);
        await using var session = await (Letters.At(sink.EndPoint.Port) with { Chunking = true }).OpenAsync();
        var next = new NextMessage(new Envelope("bot@example.org", "second@example.test"), Letters.Short);
        var first = await session.SendAnnouncingAsync(new Envelope("bot@example.org", "first@example.test"), new ReadOnlySequence<byte>(Letters.Short), _ => ValueTask.FromResult<NextMessage?>(next), Stop);
        (first.Outcome, first.Reply!.Stage, first.InDoubt).ShouldBe((SendOutcome.Temporary, SmtpStage.FinalDot, false));
        session.IsUsable.ShouldBeFalse();
        var second = await session.PostAsync(next.Envelope, next.Message);
        (second.Untried, second.InDoubt).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_message_that_is_not_let_go_has_not_been_sent_to_its_last_octet()
    {
        var taken = 0;
        await using var sink = Sink((_, _) =>
        {
            taken++;
            return ValueTask.CompletedTask;
        });
        await using var session = await (Letters.At(sink.EndPoint.Port) with { Chunking = true }).OpenAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await session.PostAsync(Letters.ToReader, Dots(300_000), _ => throw new InvalidOperationException("no leave")));
        session.IsUsable.ShouldBeFalse();
        await using var after = await Letters.At(sink.EndPoint.Port).OpenAsync();
        (await after.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
        taken.ShouldBe(1);
    }

    [Fact]
    public async Task Postfix_files_the_same_octets_by_BDAT_as_by_DATA()
    {
        await using var postfix = await Postfix.StartAsync();
        var message = Letters.Of(".\r\n..\r\nGr\u00fc\u00dfe\r\n" + string.Concat(Enumerable.Repeat(".a line with a dot\r\n", 10_000)));
        foreach (var chunking in (bool[])[false, true])
        {
            await using var session = await (Letters.At(postfix.Port) with { Chunking = chunking }).OpenAsync();
            session.Capabilities.Chunking.ShouldBeTrue();
            for (var i = 0; i < 2; i++) (await session.PostAsync(Letters.ToReader, message)).Outcome.ShouldBe(SendOutcome.Delivered, postfix.Log);
            await session.QuitAsync(Stop);
        }

        var bodies = (await postfix.MessagesAsync("reader@example.test", 4)).Select(mail => mail[mail.IndexOf("\n\n", StringComparison.Ordinal)..]).ToList();
        bodies.ShouldAllBe(body => body == bodies[0]);
        bodies[0].ShouldStartWith("\n\n.\n..\nGr\u00fc\u00dfe\n.a line with a dot\n");
        postfix.Log.ShouldContain(" bdat=2 ");
    }

    private static MailSink Sink(Func<SunkMail, CancellationToken, ValueTask> handler) => MailSink.Start(handler, new MailSinkLimits(Chunking: true));

    private static byte[] Dots(int length)
    {
        var octets = new byte[length];
        for (var i = 0; i < length; i++) octets[i] = (i % 4) switch { 0 or 1 => (byte)'.', 2 when i + 1 < length => (byte)'\r', 3 => (byte)'\n', _ => (byte)'.' };
        return octets;
    }
}
