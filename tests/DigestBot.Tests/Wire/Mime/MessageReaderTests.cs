using System.Text;
using DigestBot.Wire.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Mime;

public class MessageReaderTests
{
    [Fact]
    public void Any_octets_are_read_without_an_exception()
    {
        Prop.ForAll<byte[]>(bytes => { Touch(bytes); }).QuickCheckThrowOnFailure();
        var random = new Random(1);
        var seeds = Directory.GetFiles(Path.Combine(Corpora.ProjectRoot, "tests/fixtures/mail"), "*.eml").Select(File.ReadAllBytes).ToList();
        foreach (var seed in seeds)
            for (var i = 0; i < 40; i++)
            {
                var mutated = (byte[])seed.Clone();
                for (var j = 0; j < 8; j++)
                    mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                Touch(mutated);
                Touch(mutated[..random.Next(mutated.Length)]);
            }
    }

    [Fact]
    public void Pieces_of_an_encoded_character_are_joined()
    {
        Subject("=?utf-8?B?w6TDtsM=?= =?utf-8?B?vA==?=").ShouldBe("äöü");
        Subject("=?utf-8?Q?a?= =?utf-8?Q?b?=  c").ShouldBe("ab  c");
        Subject("x =?iso-8859-1?q?=E9t=E9?= y").ShouldBe("x été y");
        Subject("=?utf-8?Q?broken").ShouldBe("=?utf-8?Q?broken");
        Subject("=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=").ShouldBe("日本語");
        Subject("=?utf-8*en?Q?caf=C3=A9?=").ShouldBe("café");

        static string Subject(string value) => MessageReader.Read(Encoding.UTF8.GetBytes($"Subject: {value}\r\n\r\n")).Subject;
    }

    [Theory]
    [InlineData("a@example.org", "|a@example.org")]
    [InlineData("\"Doe, Jane\" <jane@example.org>, bob@example.org (Bob)", "Doe, Jane|jane@example.org;Bob|bob@example.org")]
    [InlineData("Friends: a@example.org, B <b@example.org>;, c@example.org", "|a@example.org;B|b@example.org;|c@example.org")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("<@relay.example:a@example.org>", "|a@example.org")]
    [InlineData("=?utf-8?q?J=C3=BCrgen?= Test <j@example.org>", "Jürgen Test|j@example.org")]
    [InlineData("\"quoted local\"@example.org", "|\"quoted local\"@example.org")]
    [InlineData("broken <a@example.org, next@example.org", "broken|a@example.org;|next@example.org")]
    [InlineData("Only A Name", "Only A Name|")]
    public void Addresses_are_read(string value, string expected)
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes($"To: {value}\r\n\r\n"));
        string.Join(';', message.To.Select(to => $"{to.Name}|{to.Address}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Sat, 1 Aug 2026 07:05:00 +0200", "2026-08-01T07:05:00+02:00")]
    [InlineData("1 Aug 26 07:05 EST", "2026-08-01T07:05:00-05:00")]
    [InlineData("Sat, 01-Aug-2026 07:05:59 GMT (a comment)", "2026-08-01T07:05:59+00:00")]
    [InlineData("Sat Aug  1 07:05:00 2026", "2026-08-01T07:05:00+00:00")]
    [InlineData("Fri, 31 Dec 99 23:59:60 -0330", "1999-12-31T23:59:59-03:30")]
    public void Dates_are_read(string text, string expected) =>
        MailDate.Parse(text).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 Feb 2026 00:00:00 +0000")]
    [InlineData("99999999999999999999")]
    public void What_is_no_date_is_none(string text) => MailDate.Parse(text).ShouldBeNull();

    /// <summary>Asks for everything that can be asked for.</summary>
    internal static ReceivedMessage Touch(byte[] bytes)
    {
        var message = MessageReader.Read(bytes);
        _ = (message.Subject, message.From, message.To, message.Date, message.MessageId, message.InReplyTo, message.References, message.TextBody, message.HtmlBody);
        foreach (var part in message.AllParts())
        {
            _ = (part.FileName, part.ContentId, part.Disposition, part.Content.Length);
            foreach (var field in part.Headers)
                _ = (field.Name, field.Value);
            if (part.Message is { } inner)
                _ = (inner.Subject, inner.TextBody);
        }
        _ = (DeliveryReport.Read(message), AutomaticMail.Classify(message.Headers), ReplyText.Visible(message.TextBody ?? ""));
        return message;
    }
}
