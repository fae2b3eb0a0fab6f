using System.Security.Cryptography;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class DkimKeyTests
{
    [Theory]
    [InlineData("pkcs8")]
    [InlineData("pkcs1")]
    public void A_key_is_read_in_either_form_and_its_record_holds_its_public_half(string name)
    {
        using var key = DkimFixtures.Key(name);
        key.Bits.ShouldBe(2048);
        key.Record.Name.ShouldBe("news1._domainkey.news.example");
        key.Record.Value.ShouldStartWith("v=DKIM1; k=rsa; p=");
        using var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(DkimFixtures.KeyFile(name)));
        key.Record.Value["v=DKIM1; k=rsa; p=".Length..].ShouldBe(Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void A_record_is_split_into_strings_that_dns_can_hold_and_nothing_is_lost()
    {
        using var key = DkimFixtures.Key();
        key.Record.Strings.Count.ShouldBe(2);
        key.Record.Strings.ShouldAllBe(text => text.Length <= 255);
        string.Concat(key.Record.Strings).ShouldBe(key.Record.Value);
        key.Record.ToString().ShouldBe($"news1._domainkey.news.example. IN TXT ( \"{key.Record.Strings[0]}\" \"{key.Record.Strings[1]}\" )");
    }

    [Theory]
    [InlineData("small", "2048 to 4096 bits (RFC 8301 3.2); this one has 1024")]
    [InlineData("ec", "what this holds is none or damaged")]
    [InlineData("public", "this begins with PUBLIC KEY")]
    [InlineData("encrypted", "without a password; \"openssl pkey")]
    public void What_cannot_sign_is_refused_with_what_would_be_right(string name, string said)
    {
        var error = Should.Throw<DkimKeyException>(() => DkimFixtures.Key(name));
        error.Message.ShouldStartWith("an RSA ");
        error.Message.ShouldContain(said);
        error.Message.ShouldNotContain("MII");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEv")]
    public void A_file_that_holds_no_key_is_refused(string pem) => Should.Throw<DkimKeyException>(() => DkimKey.FromPem("news.example", "news1", pem)).Message.ShouldStartWith("an RSA private key in PEM");

    [Theory]
    [InlineData("news1", true)]
    [InlineData("2026-03.news", true)]
    [InlineData("", false)]
    [InlineData("news_1", false)]
    [InlineData("-news", false)]
    [InlineData("news.", false)]
    [InlineData("new s", false)]
    [InlineData("a;d=evil.example", false)]
    [InlineData("../news", false)]
    [InlineData("néws", false)]
    public void A_selector_is_a_name_in_dns(string selector, bool fine) => (DkimKey.SelectorProblem(selector, "news.example").Length == 0).ShouldBe(fine);

    [Fact]
    public void A_selector_and_a_domain_that_dns_cannot_hold_together_are_refused()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 4));
        DkimKey.SelectorProblem("news1", domain).ShouldContain("shorter");
        Should.Throw<ArgumentException>(() => DkimKey.FromPem(domain, "news1", ""));
    }

    [Fact]
    public void A_new_key_can_sign_and_is_another_each_time()
    {
        var (one, other) = (DkimKey.NewPem(), DkimKey.NewPem());
        one.ShouldNotBe(other);
        using var key = DkimKey.FromPem("news.example", "news1", one);
        key.Bits.ShouldBe(DkimKey.SmallestBits);
    }
}
