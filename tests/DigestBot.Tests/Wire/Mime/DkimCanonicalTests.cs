using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class DkimCanonicalTests
{
    public static TheoryData<string> Cases => DkimFixtures.Names("canonical-");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fields_and_body_get_the_form_that_the_standard_gives_them(string name)
    {
        var expected = DkimFixtures.Read<CanonicalCase>(name);
        expected.Fields.Select(Relaxed).ShouldBe(expected.CanonicalFields, expected.Source);
        DkimFixtures.BodyHash(expected.Body).ShouldBe(expected.BodyHash ?? Convert.ToBase64String(SHA256.HashData(DkimFixtures.Octets(expected.CanonicalBody))), expected.Source);
        // What these tests compare with elsewhere has to be right too.
        expected.Fields.Select(PlainDkim.Field).ShouldBe(expected.CanonicalFields);
        PlainDkim.Body(expected.Body).ShouldBe(expected.CanonicalBody);
    }

    [Fact]
    public void An_empty_body_has_the_hash_that_the_standard_names() =>
        DkimFixtures.BodyHash("").ShouldBe("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="); // RFC 6376 3.4.4

    [Fact]
    public void Whatever_the_body_its_hash_is_that_of_its_canonical_form()
    {
        string[] pieces = [" ", "  ", "\t", "\r\n", "\r\n", "\r\n\r\n", "a", "bc", "word word", "\r", "\n", " \r\n", "\t \r\n", "=20", new string('x', 300)];
        var chance = new Random(6376);
        for (var i = 0; i < 20_000; i++)
        {
            var body = string.Concat(chance.GetItems(pieces, chance.Next(12)));
            DkimFixtures.BodyHash(body).ShouldBe(Convert.ToBase64String(SHA256.HashData(DkimFixtures.Octets(PlainDkim.Body(body)))), Shown(body));
        }
    }

    [Fact]
    public void Whatever_the_field_its_form_is_that_of_the_standard()
    {
        string[] names = ["Subject", "X-Y", "LIST-ID ", "a\t", "from \t"];
        string[] pieces = [" ", "\t", "  ", "\r\n ", "\r\n\t", " \r\n ", "a", "B:c", ":", "word", "=?utf-8?q?x?="];
        var chance = new Random(5322);
        for (var i = 0; i < 20_000; i++)
        {
            var field = chance.GetItems(names, 1)[0] + ":" + string.Concat(chance.GetItems(pieces, chance.Next(10))) + "\r\n";
            Relaxed(field).ShouldBe(PlainDkim.Field(field), Shown(field));
        }
    }

    [Theory]
    [InlineData("a  b\r\n", "a b\r\n")]
    [InlineData("a \r\n", "a\r\n")]
    [InlineData("a\tb\r\n", "a b\r\n")]
    [InlineData("a\r\n\r\n", "a\r\n")]
    public void What_servers_may_change_in_white_space_changes_no_hash(string one, string other) => DkimFixtures.BodyHash(one).ShouldBe(DkimFixtures.BodyHash(other));

    [Theory]
    [InlineData("a b\r\n", "ab\r\n")]
    [InlineData(" a\r\n", "a\r\n")]
    [InlineData("a\r\nb\r\n", "a\r\n\r\nb\r\n")]
    [InlineData("a\r\n", "A\r\n")]
    public void Any_other_change_does(string one, string other) => DkimFixtures.BodyHash(one).ShouldNotBe(DkimFixtures.BodyHash(other));

    private static string Relaxed(string field)
    {
        var output = new ArrayBufferWriter<byte>();
        DkimHeader.Relax(DkimFixtures.Octets(field), output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }

    private static string Shown(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
