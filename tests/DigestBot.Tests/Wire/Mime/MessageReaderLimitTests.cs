using System.Diagnostics;
using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Messages made to exhaust the reader. They run alone, because they are measured.</summary>
[CollectionDefinition(nameof(MessageReaderLimitTests), DisableParallelization = true)]
[Collection(nameof(MessageReaderLimitTests))]
public class MessageReaderLimitTests(ITestOutputHelper output)
{
    [Fact]
    public void Nesting_is_bounded()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 5000; i++)
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        var message = MessageReaderTests.Touch(Encoding.ASCII.GetBytes(text.ToString()));
        message.Problems.ShouldContain(problem => problem.What.Contains("nested"));
    }

    [Fact]
    public void Messages_inside_messages_are_bounded()
    {
        MessageReaderTests.Touch(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 5000)))).Problems.ShouldNotBeEmpty();
        var encoded = "Subject: core\r\n\r\nHello"u8.ToArray();
        for (var i = 0; i < 20; i++)
            encoded = Encoding.ASCII.GetBytes("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(encoded));
        var message = MessageReaderTests.Touch(encoded);
        for (var i = 0; i < 20; i++)
            message = message.Root.Message.ShouldNotBeNull();
        message.Subject.ShouldBe("core");
    }

    [Fact]
    public void Parts_and_header_lines_are_bounded()
    {
        var parts = MessageReaderTests.Touch(Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 20_000))));
        parts.Root.Parts.Count.ShouldBe(MimeLimits.Parts - 1);
        parts.Problems.ShouldContain(problem => problem.What.Contains("parts"));
        var lines = MessageReaderTests.Touch(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X: y\r\n", 50_000)) + "\r\nbody"));
        lines.Headers.Count.ShouldBe(MimeLimits.HeaderLines);
        lines.TextBody.ShouldBe("body");
    }

    [Theory]
    [InlineData("", "A: =?a?q?\n")]
    [InlineData("", " folded\n")]
    [InlineData("To: ", "<")]
    [InlineData("To: ", "\"a\\")]
    [InlineData("", "To: a@b,c@d,e@f\n")]
    [InlineData("Return-Path: <>\nContent-Type: message/delivery-status\n\n", "Final-Recipient: rfc822; a\n")]
    [InlineData("Return-Path: <>\nContent-Type: message/delivery-status\n\n", "x\n")]
    [InlineData("Return-Path: <>\n\n", "<a@example.org>:\n550 \n")]
    [InlineData("Nested", "--\n")]
    [InlineData("Nested", "--b0--x\n")]
    [InlineData("Nested", "--b89\n")]
    [InlineData("Content-Type: text/html\n\n", "<")]
    [InlineData("Content-Type: text/html\n\n", "<a =\"'")]
    [InlineData("Content-Type: text/html\n\n", "<a ='><b \">")]
    [InlineData("Content-Type: text/html\n\n", "<blockquote>x")]
    [InlineData("Content-Type: text/html\n\n", "&lt")]
    [InlineData("Content-Type: text/plain; format=flowed\n\n", "> ")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "= ")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "=\n")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "YQ==")]
    public void Fifty_megabytes_are_read_in_two_seconds_and_200_megabytes(string head, string repeated)
    {
        const int Size = 50_000_000;
        if (head == "Nested")
            head = string.Concat(Enumerable.Range(0, 90).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        var unit = Encoding.ASCII.GetBytes(repeated);
        var bytes = new byte[Size];
        var at = Encoding.ASCII.GetBytes(head, bytes);
        for (; at < Size; at += unit.Length)
            unit.AsSpan(0, Math.Min(unit.Length, Size - at)).CopyTo(bytes.AsSpan(at));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        MessageReaderTests.Touch(bytes);
        clock.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine($"{clock.ElapsedMilliseconds} ms, {allocated / 1_000_000} MB allocated");
        // More than the promise: this asks for everything that can be asked for, unoptimised, on a machine that others use too; and not all that is allocated is held at once.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(6));
        allocated.ShouldBeLessThan(300_000_000);
    }
}
