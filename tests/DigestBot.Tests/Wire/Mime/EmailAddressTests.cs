using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class EmailAddressTests
{
    [Theory]
    [InlineData("reader@example.org", "reader@example.org")]
    [InlineData("  Reader+news@Example.ORG ", "Reader+news@example.org")]
    [InlineData("o'brien@example.org", "o'brien@example.org")]
    [InlineData("reader@bücher.example", "reader@xn--bcher-kva.example")]
    [InlineData("reader@XN--BCHER-KVA.example", "reader@xn--bcher-kva.example")]
    [InlineData("\"two words\"@example.org", "\"two words\"@example.org")]
    [InlineData("\"plain\"@example.org", "plain@example.org")]
    [InlineData("\"a@b\"@example.org", "\"a@b\"@example.org")]
    [InlineData("la\u0308ser@example.org", "l\u00e4ser@example.org")]
    [InlineData("a@b.c-d.museum", "a@b.c-d.museum")]
    public void A_good_address_is_taken_in_its_normal_form(string text, string normal)
    {
        EmailAddress.TryParse(text, out var address, out var reason).ShouldBeTrue(reason);
        address.ToString().ShouldBe(normal);
        EmailAddress.Normalise(text).ShouldBe(normal);
        EmailAddress.Normalise(normal).ShouldBe(normal);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("  ", "empty")]
    [InlineData("reader", "no @")]
    [InlineData("@example.org", "before the @")]
    [InlineData("reader@", "after the @")]
    [InlineData("a@b@example.org", "more than one @")]
    [InlineData(".reader@example.org", "begins or ends with a dot")]
    [InlineData("rea..der@example.org", "two dots")]
    [InlineData("rea der@example.org", "space")]
    [InlineData("reader(me)@example.org", "comment")]
    [InlineData("reader@example.org(home)", "comment")]
    [InlineData("reader<x>@example.org", "angle brackets")]
    [InlineData("läser☃@example.org", "character that mail cannot carry")]
    [InlineData("reader@example", "no dot")]
    [InlineData("reader@[192.0.2.1]", "address literal")]
    [InlineData("reader@192.0.2.1", "number")]
    [InlineData("reader@-example.org", "hyphen")]
    [InlineData("reader@exa_mple.org", "host names cannot have")]
    [InlineData("reader@example..org", "empty part")]
    [InlineData("reader@example.org.", "")]
    [InlineData("reader@example.org\r\nBcc: x@example.org", "control")]
    [InlineData("\"reader@example.org", "quot")]
    [InlineData("\"a\nb\"@example.org", "control")]
    [InlineData("reader@\ud800.org", "")]
    public void A_bad_address_is_refused_with_the_reason(string? text, string reason)
    {
        EmailAddress.TryParse(text, out var address, out var given).ShouldBeFalse();
        address.ShouldBeNull();
        given.ShouldNotBeEmpty();
        given.ShouldContain(reason);
    }

    [Fact]
    public void Lengths_are_limited()
    {
        EmailAddress.TryParse(new string('a', 64) + "@example.org", out _, out _).ShouldBeTrue();
        EmailAddress.TryParse(new string('a', 65) + "@example.org", out _, out var local).ShouldBeFalse();
        local.ShouldContain("64");
        EmailAddress.TryParse("a@" + new string('b', 64) + ".org", out _, out var label).ShouldBeFalse();
        label.ShouldContain("63");
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4));
        EmailAddress.TryParse("abcdefghijk@" + domain, out _, out var whole).ShouldBeFalse();
        whole.ShouldContain("254");
        EmailAddress.TryParse(new string('a', 1_000_000) + "@" + new string('b', 1_000_000), out _, out _).ShouldBeFalse();
    }
}
