using System.Text;
using DigestBot.Wire.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Mime;

public class MessageWriterTests
{
    private static readonly DateTimeOffset Morning = new(2026, 8, 1, 7, 5, 0, TimeSpan.FromHours(2));

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        Prop.ForAll<string, string, string>((subject, name, body) =>
        {
            subject = OneLine(subject);
            name = OneLine(name);
            body = WellFormed(body);
            var message = MessageReader.Read(Writer(subject, name).Text(EncodedBody.Of(body), flowed: false).Html(EncodedBody.Of(body)).ToArray());
            message.Problems.ShouldBeEmpty();
            message.Subject.ShouldBe(subject);
            message.From.ShouldBe([new Mailbox(name.Trim() is { Length: > 0 } shown ? shown : null, "bot@example.org")]);
            message.TextBody.ShouldBe(Lines(body));
            Lines(message.HtmlBody!).ShouldBe(Lines(body));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_line_is_short_seven_bit_and_ends_with_CRLF()
    {
        Prop.ForAll<string, string, string>((subject, name, body) =>
        {
            subject = string.Concat(Enumerable.Repeat(OneLine(subject) + " ", 20));
            Check(Writer(subject, OneLine(name)).Text(body ?? "").Html(string.Concat(Enumerable.Repeat(body, 50))).ToArray());
        }).QuickCheckThrowOnFailure();

        static void Check(byte[] message)
        {
            var text = Encoding.Latin1.GetString(message);
            text.ShouldEndWith("\r\n");
            foreach (var line in text[..^2].Split("\r\n"))
            {
                line.Length.ShouldBeLessThanOrEqualTo(78);
                line.ShouldAllBe(c => c >= ' ' && c < 127 || c == '\t', line);
            }
        }
    }

    [Theory]
    [InlineData("Hello\r\nBcc: victim@example.org")]
    [InlineData("Hello\nBcc: victim@example.org")]
    [InlineData("Hello\rBcc: victim@example.org")]
    [InlineData("Hello\0there")]
    public void A_value_cannot_forge_a_header(string value)
    {
        Should.Throw<ArgumentException>(() => new MessageWriter().Subject(value));
        Should.Throw<ArgumentException>(() => new MessageWriter().Header("X-Note", value));
        Should.Throw<ArgumentException>(() => new MessageWriter().TextHeader("X-Note", value));
        Should.Throw<ArgumentException>(() => new MessageWriter().From(new Mailbox(value, "bot@example.org")));
        Should.Throw<ArgumentException>(() => new MessageWriter().To(new Mailbox(null, value + "@example.org")));
        Should.Throw<ArgumentException>(() => new MessageWriter().To(new Mailbox(null, "reader@example.org" + value)));
        Should.Throw<ArgumentException>(() => new MessageWriter().MessageId(value + "@example.org"));
        Should.Throw<ArgumentException>(() => new MessageWriter().Add(WrittenField.ListId(value, "daily.example.org")));
        Should.Throw<ArgumentException>(() => new MessageWriter().Add(WrittenField.ListId(null, value)));
        Should.Throw<ArgumentException>(() => new MessageWriter().Header(value, "x"));
    }

    [Theory]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org>, <b@example.org")]
    [InlineData("a@example.org (comment)")]
    [InlineData("näme@example.org, b@example.org")]
    [InlineData("@example.org")]
    [InlineData("")]
    public void An_address_cannot_become_two(string address) =>
        Should.Throw<ArgumentException>(() => new MessageWriter().To(new Mailbox(null, address)));

    [Theory]
    [InlineData("Subject: x")]
    [InlineData("Sub ject")]
    [InlineData("Sübject")]
    [InlineData("")]
    [InlineData("Content-Type")]
    public void A_header_name_is_checked(string name) => Should.Throw<ArgumentException>(() => new MessageWriter().Header(name, "x"));

    [Fact]
    public void A_header_occurs_once() => Should.Throw<ArgumentException>(() => new MessageWriter().Subject("a").Header("subject", "b"));

    [Fact]
    public void Headers_keep_the_order_in_which_they_were_given_and_long_ones_are_folded()
    {
        var bytes = Writer("Dein Überblick für heute: sieben Artikel über Gestaltung, Wissenschaft und Musik", "Täglicher Bote")
            .Header("List-Unsubscribe", "<https://example.org/leave/0123456789abcdef0123456789abcdef0123456789abcdef>, <mailto:bot@example.org?subject=unsubscribe%200123456789>")
            .Add(WrittenField.ListId("Daily digest", "daily.example.org")).Text("Hello").ToArray();
        var text = Encoding.ASCII.GetString(bytes);
        text.ShouldStartWith("From: =?UTF-8?Q?T=C3=A4glicher_Bote?= <bot@example.org>\r\nTo: reader@example.org\r\nSubject: Dein =?UTF-8?Q?");
        text.ShouldContain("\r\nDate: Sat, 1 Aug 2026 07:05:00 +0200\r\nMessage-ID: <1.2@example.org>\r\n");
        text.ShouldContain("\r\nList-Unsubscribe:\r\n <https".Replace(":\r\n ", ": ", StringComparison.Ordinal));
        text.ShouldContain(">,\r\n <mailto:");
        text.ShouldContain("\r\nList-Id: Daily digest <daily.example.org>\r\n");
    }

    [Fact]
    public void The_boundary_follows_from_the_message_id_and_never_occurs_in_a_body()
    {
        var first = Writer("a", "b").Text("x").Html("y").ToArray();
        Writer("a", "b").Text("x").Html("y").ToArray().ShouldBe(first);
        var boundary = MessageReader.Read(first).Root.ContentType.Parameters["boundary"];
        // Whoever knows it, because it follows from the Message-ID, cannot write it: "=" is never left as it is.
        var second = MessageReader.Read(Writer("a", "b").Text("x").Html($"--{boundary}--\r\n{new string('日', 200)}--{boundary}\r\n").ToArray());
        second.Root.Parts.Count.ShouldBe(2);
        second.HtmlBody.ShouldNotBeNull().ShouldContain($"--{boundary}--");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pieces_encoded_apart_make_one_body(bool base64)
    {
        string[] texts = ["Erstes Stück: Grüße\r\n", "<p>second = third</p>   \r\n", ".\r\nFrom here\r\n", "日本語"];
        var body = EncodedBody.OfPieces([.. texts.Select(EncodedPiece.Of)], base64);
        var message = MessageReader.Read(Writer("s", "n").Text("t").Html(body).ToArray());
        message.HtmlBody.ShouldBe(string.Concat(texts) + "\r\n");
    }

    [Fact]
    public void Chinese_is_base64_and_English_is_not()
    {
        EncodedBody.Of("今天的新闻都在这里。\n").TransferEncoding.ShouldBe("base64");
        EncodedBody.Of("Today's news — all of it.\n").TransferEncoding.ShouldBe("quoted-printable");
    }

    internal static MessageWriter Writer(string subject, string name) => new MessageWriter()
        .From(new Mailbox(name, "bot@example.org")).To(new Mailbox(null, "reader@example.org"))
        .Subject(subject).Date(Morning).MessageId("1.2@example.org");

    internal static string OneLine(string? text) => WellFormed(text).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);

    internal static string WellFormed(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [Fact]
    public void Pieces_say_the_same_in_both_encodings()
    {
        var random = new Random(57);
        for (var i = 0; i < 50; i++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Text.NastyText.Of(random, random.Next(40)).Replace('\0', ' ')).ToList();
            EncodedPiece[] pieces = [.. texts.Select(EncodedPiece.Of)];
            var (quoted, base64) = (EncodedBody.OfPieces(pieces, base64: false), EncodedBody.OfPieces(pieces, base64: true));
            pieces.Sum(piece => (long)piece.QuotedPrintable.Length).ShouldBe(quoted.Length);
            EncodedBody.Base64Length(pieces.Sum(piece => piece.Octets)).ShouldBeInRange(base64.Length, base64.Length + 78);
            var read = MessageReader.Read(Writer("s", "n").Text(quoted, flowed: false).Html(base64).ToArray());
            read.AllParts().Single(part => part.ContentType.Subtype == "html").Text.ShouldBe(read.AllParts().Single(part => part.ContentType.Subtype == "plain").Text);
        }
    }
}
