using System.Buffers;
using System.Text;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Smtp;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Recipients;

/// <summary>Whatever is typed as an address or name, a message has the fields that were meant, and a command is one line.</summary>
public class ForgeryTests
{
    private static readonly string[] Pieces =
    [
        "a", "reader", ".", "..", "@", "@example.test", "@b\u00fccher.test", "@[192.0.2.1]", "@localhost", "\"", "\\", " ", "\t", "\r", "\n", "\r\n", "\r\nBcc: eve@example.test", "\n\nbody", "\0", "<", ">", ",", ";", ":", "(", ")",
        "\u0085", "\u2028", "\u202e", "\u200b", "\ud800", "\udc00", "\u00e9", "\u8aad", "\ud83d\ude00", "\u037e", "\uff0c", "\uff20", "\ufe64", "\u0130", "%0d%0a", "=?utf-8?q?=0D=0ABcc:_x?=", "SIZE=1", new string('x', 70),
    ];

    // The same cases on every run.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(10_000).WithReplay(20260302, 8601);

    private static readonly Gen<string> Piece = Gen.Frequency((1, Gen.Elements(Pieces)), (1, Gen.Elements("a", "reader", ".", "\"", "+tag")));

    private static readonly Arbitrary<string> Typed = (from count in Gen.Choose(1, 6) from pieces in Piece.ListOf(count) from end in Gen.Elements("", "@example.test", "@example.test", "\"@example.test") select string.Concat(pieces) + end).ToArbitrary();

    private static readonly SmtpCapabilities Everything = new() { Pipelining = true, EightBitMime = true, SmtpUtf8 = true };

    [Fact]
    public void Signup_takes_nothing_that_the_writer_or_the_client_refuses_and_no_field_is_forged()
    {
        var taken = 0;
        Prop.ForAll(Typed, text =>
        {
            if (!EmailAddress.TryParse(text, out var address, out _)) return;
            taken++;
            var message = Write(address.ToString(), "Digest");
            message.Headers.Select(field => field.Name).ShouldBe(["From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
            message.To.Single().Address.ShouldBe(address.ToString());
            message.TextBody.ShouldBe("body\n");
            OneLine(address.ToString());
            EmailAddress.Normalise(address.ToString()).ShouldBe(address.ToString());
        }).Check(Fixed);
        taken.ShouldBeGreaterThan(500, "a test that refuses everything shows nothing");
    }

    [Fact]
    public void What_the_writer_or_the_client_takes_from_anywhere_forges_nothing_either()
    {
        var (written, ordered) = (0, 0);
        Prop.ForAll(Typed, Typed, (text, name) =>
        {
            try
            {
                var message = Write(text, name);
                written++;
                message.Headers.Select(field => field.Name).ShouldBe(["From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
                message.To.Count.ShouldBe(1);
                message.From.Count.ShouldBe(1);
                message.TextBody.ShouldBe("body\n");
            }
            catch (ArgumentException)
            {
                // Refused, aloud.
            }

            if (!SmtpAddress.TryParse(text, out _, out _)) return;
            ordered++;
            OneLine(text);
        }).Check(Fixed);
        written.ShouldBeGreaterThan(100);
        ordered.ShouldBeGreaterThan(500);
    }

    private static ReceivedMessage Write(string to, string name) =>
        MessageReader.Read(new DigestBot.Wire.Mime.MessageWriter().From(new Mailbox(name, "bot@example.org")).To(new Mailbox(null, to)).Subject("A test").Text("body\n").ToArray());

    private static void OneLine(string address)
    {
        var order = Order.Of(new Envelope(address, address), new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes("Subject: x\r\n\r\ny\r\n")), Everything, true, out _);
        foreach (var line in (string[])[order.Mail, .. order.Recipients])
        {
            line.Any(char.IsControl).ShouldBeFalse(line);
            (line.Count(c => c == '<'), line.Count(c => c == '>')).ShouldBe((1, 1), line);
        }

        order.Recipients.Single().ShouldEndWith(">");
    }
}
