using System.Text;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

public class ReplyParserTests
{
    [Theory]
    [InlineData("250 2.1.0 ok\r\n", 250, "2.1.0", "ok")]
    [InlineData("250\r\n", 250, null, "")]
    [InlineData("250 \n", 250, null, "")]
    [InlineData("550-5.1.1 no such\r\n550 5.1.1 mailbox\r\n", 550, "5.1.1", "no such\nmailbox")]
    [InlineData("550-\r\n550 x\r\n", 550, null, "\nx")]
    [InlineData("250 4.1.0 class of another\r\n", 250, null, "4.1.0 class of another")]
    [InlineData("550 5.1 short\r\n", 550, null, "5.1 short")]
    [InlineData("550 5.1234.1 long\r\n", 550, null, "5.1234.1 long")]
    [InlineData("550 5.7.26\r\n", 550, "5.7.26", "")]
    [InlineData("250-a\r\n251 b\r\n", 251, null, "a\nb")]
    [InlineData("250 \u00fcn\u00efcode \u0007bell\r\r\n", 250, null, "\u00fcn\u00efcode  bell")]
    public void A_reply_is_the_same_however_it_arrives(string wire, int code, string? status, string text)
    {
        var octets = Encoding.UTF8.GetBytes(wire + "250 next\r\n");
        for (var piece = 1; piece <= octets.Length; piece++)
        {
            var parser = new ReplyParser(SmtpStage.Mail);
            var (start, end) = (0, 0);
            SmtpReply? reply = null;
            while (reply is null)
            {
                end = Math.Min(end + piece, octets.Length);
                reply = parser.Take(octets.AsSpan(start, end - start), out var consumed);
                start += consumed;
            }
            reply.ShouldBe(new SmtpReply(code, status, text, SmtpStage.Mail));
            Encoding.UTF8.GetString(octets[start..]).ShouldBe("250 next\r\n");
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("25 ok\r\n")]
    [InlineData("+OK ready\r\n")]
    [InlineData("150 early\r\n")]
    [InlineData("600 late\r\n")]
    [InlineData("2500 ok\r\n")]
    [InlineData("250-a\r\n550 b\r\n")]
    [InlineData("250-a\r\nb\r\n")]
    public void What_is_no_reply_is_refused(string wire) =>
        Should.Throw<SmtpProtocolException>(() => new ReplyParser(SmtpStage.Mail).Take(Encoding.ASCII.GetBytes(wire), out _));

    [Theory]
    [InlineData(450, SmtpStage.Rcpt, true)]
    [InlineData(552, SmtpStage.Rcpt, true)]
    [InlineData(552, SmtpStage.FinalDot, false)]
    [InlineData(530, SmtpStage.Mail, true)]
    [InlineData(550, SmtpStage.Rcpt, false)]
    public void A_refusal_is_temporary_or_permanent_and_never_both(int code, SmtpStage stage, bool temporary)
    {
        var reply = new SmtpReply(code, null, "", stage);
        reply.IsTemporary.ShouldBe(temporary);
        reply.IsPermanent.ShouldBe(!temporary);
    }

    [Fact]
    public void Capabilities_are_read_in_any_case_and_order()
    {
        var found = SmtpCapabilities.Parse(new SmtpReply(250, null, "mx\nsize 1000\nPipelining\nAUTH=LOGIN\nAuth plain LOGIN\nXUNKNOWN\n\n8bitmime\nSIZE=x", SmtpStage.Ehlo));
        (found.Pipelining, found.EightBitMime, found.Size, found.StartTls).ShouldBe((true, true, true, false));
        found.MaxSize.ShouldBe(1000);
        found.Authentication.ShouldBe(["LOGIN", "PLAIN"]);
    }
}
