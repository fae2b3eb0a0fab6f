using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class DkimSignerTests
{
    private static readonly DateTimeOffset Time = new(2024, 5, 6, 7, 0, 0, 123, TimeSpan.FromHours(2));
    private static readonly DkimSigner One = new([DkimFixtures.Key()]);

    public static TheoryData<string> Cases => DkimFixtures.Names("signed-");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_gets_the_signature_that_others_accepted(string name)
    {
        var expected = DkimFixtures.Read<SignedCase>(name);
        using var key = DkimFixtures.Key(expected.Key, expected.Selector);
        DkimFixtures.Fields(new DkimSigner([key]), expected.Message, DateTimeOffset.FromUnixTimeSeconds(expected.Time)).ShouldBe(expected.Field);
    }

    [Fact]
    public void The_signature_says_what_it_should_and_stands_before_everything()
    {
        var message = Text(One.Sign(Writer(), Time));
        message.ShouldStartWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=news.example; s=news1;\r\n t=1714971600; bh=");
        var tags = Regex.Matches(Signature(message), @"[;:]\s*([a-z]+)=").Select(match => match.Groups[1].Value);
        tags.ShouldBe(["v", "a", "c", "d", "s", "t", "bh", "h", "b"], "no l=, no x=, no i=");
        message[Signature(message).Length..].ShouldBe(Encoding.ASCII.GetString(Writer().ToArray()));
        Signature(message).Split("\r\n").Max(line => line.Length).ShouldBeLessThanOrEqualTo(78);
    }

    [Fact]
    public void Each_field_of_the_list_is_signed_and_named_once_more_than_it_is_there()
    {
        // As tests of delivered mail ask for it: Cc, Sender, In-Reply-To, References are not there, and named all the same.
        string[] there = ["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Auto-Submitted"];
        string[] absent = ["Cc", "Sender", "Content-Transfer-Encoding", "In-Reply-To", "References"];
        var named = Named(Text(One.Sign(Writer(), Time)));
        named.GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(there.ToDictionary(name => name, _ => 2).Concat(absent.ToDictionary(name => name, _ => 1)), ignoreOrder: true);
    }

    [Fact]
    public void The_same_message_gets_the_same_octets_from_parts_that_have_signed_nothing_before()
    {
        var first = Text(One.Sign(Writer(), Time));
        Text(new DkimSigner([DkimFixtures.Key()]).Sign(Writer(), Time)).ShouldBe(first);
        Text(One.Sign(Writer(), Time.AddSeconds(1))).ShouldNotBe(first);
    }

    [Fact]
    public void Each_key_adds_a_signature_of_its_own()
    {
        var signer = new DkimSigner([DkimFixtures.Key(), DkimFixtures.Key("pkcs1", "news2")]);
        var message = Text(signer.Sign(Writer(), Time));
        Regex.Count(message, "DKIM-Signature:").ShouldBe(2);
        Holds(message, "pkcs8").ShouldBeTrue();
        var second = message[Signature(message).Length..];
        second.ShouldContain("s=news2;");
        Holds(second, "pkcs1").ShouldBeTrue();
    }

    [Fact]
    public void Without_a_key_nothing_is_added() => Text(DkimSigner.None.Sign(Writer(), Time)).ShouldBe(Encoding.ASCII.GetString(Writer().ToArray()));

    [Fact]
    public void Whatever_the_message_its_signature_holds_and_no_change_goes_unseen()
    {
        string[] names = ["To", "Cc", "Subject", "X-Other", "List-Id", "References", "Received", "Precedence"];
        string[] pieces = [" ", "  ", "\t", "\r\n ", "\r\n\t", "a", "word", ";", "b=", "=", "x@y.example"];
        string[] lines = ["", "", " ", "a b", "a  b", "\ttab", "trailing ", "trailing\t ", "-- =", new string('y', 200)];
        var chance = new Random(2024);
        for (var i = 0; i < 200; i++)
        {
            var header = string.Concat(Enumerable.Range(0, chance.Next(6)).Select(_ => $"{chance.GetItems(names, 1)[0]}:{string.Concat(chance.GetItems(pieces, chance.Next(8)))}.\r\n"));
            var message = $"{header}From: a@news.example\r\n{header}\r\n{string.Join("\r\n", chance.GetItems(lines, chance.Next(12)))}";
            var signed = DkimFixtures.Fields(One, message, Time) + message;
            Holds(signed, "pkcs8").ShouldBeTrue(signed);
            Holds(signed.Replace("From: a@", "From: b@", StringComparison.Ordinal), "pkcs8").ShouldBeFalse();
            Holds(signed + "more\r\n", "pkcs8").ShouldBeFalse();
            Holds("Subject: another\r\n" + signed, "pkcs8").ShouldBeFalse();
            Holds("Received: from here\r\n" + signed, "pkcs8").ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("To: a@b.example\r\n\r\n")]
    [InlineData("From: a@b.example\r\nFrom: c@b.example\r\n\r\n")]
    [InlineData("From: a@b.example\r\nno field\r\n\r\n")]
    [InlineData("From: a@b.example\r\n")]
    public void What_no_verifier_would_accept_is_not_signed(string message) => Should.Throw<ArgumentException>(() => DkimFixtures.Fields(One, message, Time));

    [Fact]
    public async Task Several_threads_sign_with_one_key()
    {
        var expected = Text(One.Sign(Writer(), Time));
        var signed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 25).Select(_ => Text(One.Sign(Writer(), Time))).ToList())));
        signed.SelectMany(messages => messages).ShouldAllBe(message => message == expected);
    }

    internal static MessageWriter Writer() =>
        new MessageWriter().From(new Mailbox("Digest", "digest@news.example")).To(new Mailbox(null, "ada@example.org")).Subject("Heute: sieben Artikel über Größe").Date(Time)
            .MessageId("1.abc@news.example").ReplyTo(new Mailbox(null, "digest+abc@news.example")).Header("Auto-Submitted", "auto-generated").Add(WrittenField.ListId("Digest", "digest.news.example"))
            .Header("List-Unsubscribe", "<https://news.example/unsubscribe/abcdefghijklmnopqrstuvwxyz>, <mailto:digest+abc@news.example?subject=unsubscribe>")
            .Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click").Header("Precedence", "bulk").Header("Feedback-ID", "a:digest:en:digestbot")
            .Text("Zwei  Leerzeichen,\tein Tabulator \n\nEnde\n\n\n").Html("<p>Zwei  Leerzeichen</p>\n\n");

    private static bool Holds(string message, string key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(DkimFixtures.KeyFile(key)));
        return PlainDkim.Holds(message, rsa);
    }

    private static string Signature(string message) => Regex.Match(message, @"^DKIM-Signature:.*\r\n(?:[ \t].*\r\n)*", RegexOptions.Multiline).Value.Replace("\n\r\n", "\n", StringComparison.Ordinal);

    private static string[] Named(string message) => Regex.Replace(Regex.Match(Signature(message), @"[; ]h=([^;]*);").Groups[1].Value, @"\s", "").Split(':');

    private static string Text(RentedBuffer message) => Encoding.ASCII.GetString(message.Written.Span);
}
