using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>The short way for plain addresses says what the long one says.</summary>
public sealed class PlainAddressTests
{
    [Fact]
    public void What_is_taken_at_a_glance_is_what_a_longer_look_gives()
    {
        string[] pieces = ["a", "b1", "Reader", ".", "..", "-", "--", "_", "+", "@", "mail", "example", ".org", ".ORG", ".museum", "1", "xn--", "é", "\"", " ", "(c)", "<", "[1.2.3.4]", new string('l', 63), new string('l', 64)];
        var chance = new Random(5321);
        var plain = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = $"{string.Concat(chance.GetItems(pieces, chance.Next(1, 4)))}@{string.Concat(chance.GetItems(pieces, chance.Next(1, 5)))}";
            if (PlainAddress.Read(text) is not { } quick) continue;
            plain++;
            // A space in front is ignored there, and is nothing plain.
            EmailAddress.TryParse(" " + text, out var slow, out var reason).ShouldBeTrue($"{text}: {reason}");
            slow.ShouldBe(quick);
            slow.ToString().ShouldBe(text);
        }

        plain.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("reader@mail.example")]
    [InlineData("First.Last+news=x_y-z@a.b-c.example")]
    public void Most_addresses_are_plain(string text) => PlainAddress.Read(text).ShouldNotBeNull().ToString().ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("reader@")]
    [InlineData("@mail.example")]
    [InlineData("reader@host")]
    [InlineData("reader@127.0.0.1")]
    [InlineData("reader@Mail.example")]
    [InlineData("a@b@mail.example")]
    [InlineData("reader@mail..example")]
    [InlineData("reader@mail.example.")]
    [InlineData("reader\n@mail.example")]
    [InlineData("reader@mail.example\r\n")]
    public void Others_need_a_longer_look(string? text) => PlainAddress.Read(text).ShouldBeNull();
}
