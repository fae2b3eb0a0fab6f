using System.Text;
using DigestBot.Wire.Smtp;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Smtp;

public class SmtpAddressTests
{
    [Theory]
    [InlineData("reader@example.org", "reader@example.org", false)]
    [InlineData("first.last+tag=x@mail.example.org", "first.last+tag=x@mail.example.org", false)]
    [InlineData("two..dots.@example.org", "two..dots.@example.org", false)]
    [InlineData("\"quo@ted\"@example.org", "\"quo@ted\"@example.org", false)]
    [InlineData("\"a\\\"b\"@example.org", "\"a\\\"b\"@example.org", false)]
    [InlineData("\"rea der\"@example.org", "\"rea der\"@example.org", false)]
    [InlineData("reader@b\u00fccher.example", "reader@xn--bcher-kva.example", false)]
    [InlineData("l\u00e9a@b\u00fccher.example", "l\u00e9a@xn--bcher-kva.example", true)]
    [InlineData("root@localhost", "root@localhost", false)]
    [InlineData("reader@[192.0.2.1]", "reader@[192.0.2.1]", false)]
    [InlineData("reader@[IPv6:2001:db8::1]", "reader@[IPv6:2001:db8::1]", false)]
    public void An_address_goes_as_it_is_with_its_domain_in_ascii(string address, string wire, bool utf8) =>
        SmtpAddress.Parse(address).ShouldBe(new SmtpAddress(wire, utf8));

    [Theory]
    [InlineData("")]
    [InlineData("reader")]
    [InlineData("@example.org")]
    [InlineData("reader@")]
    [InlineData("reader@.example.org")]
    [InlineData("reader@example..org")]
    [InlineData("reader@example.org.")]
    [InlineData("rea der@example.org")]
    [InlineData("\"a>b\"@example.org")]
    [InlineData("\"a\"b\"@example.org")]
    [InlineData("\"a\\\"@example.org")]
    [InlineData("\"\"@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("reader@example.org\r\n")]
    [InlineData("reader\0@example.org")]
    [InlineData("reader\u2028@example.org")]
    [InlineData("reader\u202e@example.org")]
    [InlineData("reader\ud800@example.org")]
    [InlineData("reader@exa mple.org")]
    [InlineData("reader@exa_\u00fc\u0000.org")]
    [InlineData("reader@[192.0.2.1] SIZE=1")]
    [InlineData("reader@[]")]
    public void What_is_no_address_is_refused_in_one_line(string address)
    {
        SmtpAddress.TryParse(address, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull();
        problem.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public void An_address_that_is_too_long_is_refused()
    {
        SmtpAddress.TryParse(new string('a', 243) + "@example.org", out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("longer than 254 octets");
        SmtpAddress.TryParse(new string('a', 242) + "@example.org", out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void Whatever_is_accepted_stays_within_its_brackets() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
            !SmtpAddress.TryParse(text.Get + "@example.org", out var parsed, out _)
            || (parsed.Wire.All(c => c >= ' ' && c is not ('<' or '>')) && Encoding.UTF8.GetByteCount(parsed.Wire) <= 254))
            .QuickCheckThrowOnFailure();
}
