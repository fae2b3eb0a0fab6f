using System.Buffers;
using System.Text;
using DigestBot.Wire.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Mime;

public class QuotedPrintableTests
{
    [Theory]
    [InlineData("Grüße = 1", "Gr=C3=BC=C3=9Fe =3D 1")]
    [InlineData("ends with space \nand tab\t", "ends with space=20\r\nand tab=09")]
    [InlineData("one\rtwo\r\nthree\n", "one\r\ntwo\r\nthree\r\n")]
    [InlineData(".", "=2E")]
    [InlineData("From me", "=46rom me")]
    public void Text_is_encoded(string text, string expected) => Encode(text).ShouldBe(expected);

    [Fact]
    public void Lines_are_at_most_76_long_and_no_character_is_cut()
    {
        Prop.ForAll<string>(text =>
        {
            text = string.Concat(Enumerable.Repeat(MessageWriterTests.WellFormed(text), 30));
            foreach (var line in Encode(text).Split("\r\n"))
            {
                line.Length.ShouldBeLessThanOrEqualTo(QuotedPrintable.LineLength);
                (line.EndsWith(' ') || line.EndsWith('\t') || line == ".").ShouldBeFalse();
                var octets = QuotedPrintableText.Decode(Encoding.ASCII.GetBytes(line));
                new UTF8Encoding(false, true).GetString(octets); // throws when the line ends inside a character
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_word_of_any_length_comes_back()
    {
        for (var length = 0; length < 400; length++)
        {
            var text = new string('x', length) + "é" + new string('y', length % 80) + " ";
            Encoding.UTF8.GetString(QuotedPrintableText.Decode(Encoding.ASCII.GetBytes(Encode(text)))).ShouldBe(text);
        }
    }

    private static string Encode(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        QuotedPrintable.Encode(text, output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
