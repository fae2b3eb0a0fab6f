using DigestBot.Tests.Wire.Mime;
using Microsoft.Extensions.Configuration;

namespace DigestBot.Tests.Cli;

/// <summary>The list Mail:Dkim: what cannot work is named, as any other setting is.</summary>
public class DkimSettingsTests
{
    [Theory]
    [InlineData("Mail:Dkim", "news1", "Mail:Dkim = 'news1': it must be a list of objects with Selector, KeyFile, Domain.")]
    [InlineData("Mail:Dkim:1", "news1", "Mail:Dkim:1 = 'news1': Mail:Dkim must be a list of objects with Selector, KeyFile, Domain.")]
    [InlineData("Mail:Dkim:Selector", "news1", "Mail:Dkim:Selector = 'news1': Mail:Dkim must be a list of objects")]
    [InlineData("Mail:Dkim:0:Slector", "news1", "Mail:Dkim:0:Slector = 'news1': there is no such setting. The section Mail:Dkim:0 knows Selector, KeyFile, Domain.")]
    [InlineData("Mail:Dkim:0:Selector:0", "news1", "Mail:Dkim:0:Selector = '…': it must be text.")]
    [InlineData("Mail:Dkim:0:Selector", "", "Mail:Dkim:0:Selector = '': it must be letters, digits and hyphens, such as news1.")]
    [InlineData("Mail:Dkim:0:Selector", "news_1", "Mail:Dkim:0:Selector = 'news_1': it must be letters, digits and hyphens, such as news1.")]
    [InlineData("Mail:Dkim:0:KeyFile", "", "Mail:Dkim:0:KeyFile = '': it must be a PEM file; \"digestbot doctor --dkim --new SELECTOR\" makes one.")]
    [InlineData("Mail:Dkim:0:Domain", "localhost", "Mail:Dkim:0:Domain = 'localhost': it must be a domain, or empty for From's.")]
    [InlineData("Mail:Dkim:0:Domain", "bank.example", "Mail:Dkim:0:Domain = 'bank.example': it must be the domain of Mail:From (news.example), or one above or below it")]
    [InlineData("Mail:Dkim:0:Domain", "notnews.example", "Mail:Dkim:0:Domain = 'notnews.example': it must be the domain of Mail:From")]
    [InlineData("Mail:Dkim:1:Selector", "NEWS1", "Mail:Dkim:1:Selector = 'NEWS1': it must be a name of its own")]
    [InlineData("Mail:Dkim:4:Selector", "news5", "Mail:Dkim = '5 keys': it must be 4 keys at most.")]
    public void What_cannot_sign_is_named_with_what_would_be_right(string setting, string value, string line)
    {
        var settings = new Dictionary<string, string?> { ["Mail:From"] = "digest@news.example", ["Mail:Dkim:0:Selector"] = "news1", ["Mail:Dkim:0:KeyFile"] = "a.pem" };
        if (setting is "Mail:Dkim:0:Selector:0") settings.Remove("Mail:Dkim:0:Selector");
        for (var i = 1; setting.StartsWith("Mail:Dkim:4", StringComparison.Ordinal) && i < 4; i++) settings[$"Mail:Dkim:{i}:Selector"] = $"news{i + 1}";
        settings[setting] = value;
        Should.Throw<SettingsException>(() => Read(settings)).Problems.ShouldContain(problem => problem.StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "news.example")]
    [InlineData("example", null)]
    [InlineData("mail.news.example", "mail.news.example")]
    [InlineData("NEWS.example", "news.example")]
    [InlineData("bücher.news.example", "xn--bcher-kva.news.example")]
    public void The_signing_domain_is_froms_or_one_of_the_same_organisation(string domain, string? signing)
    {
        Dictionary<string, string?> given = new() { ["Mail:From"] = "digest@news.example", ["Mail:Dkim:0:Selector"] = "news1", ["Mail:Dkim:0:KeyFile"] = "a.pem", ["Mail:Dkim:0:Domain"] = domain };
        if (signing is null)
        {
            Should.Throw<SettingsException>(() => Read(given)).Message.ShouldContain("Mail:Dkim:0:Domain");
            return;
        }

        var mail = Read(given).Mail;
        mail.Dkim.Single().DomainFor(mail).ShouldBe(signing);
    }

    [Fact]
    public void Several_keys_are_read_in_their_order()
    {
        var read = Read(new() { ["Mail:From"] = "digest@news.example", ["Mail:Dkim:0:Selector"] = "b", ["Mail:Dkim:0:KeyFile"] = "b.pem", ["Mail:Dkim:1:Selector"] = "a", ["Mail:Dkim:1:KeyFile"] = "a.pem" });
        read.Mail.Dkim.Select(key => (key.Selector, key.KeyFile)).ShouldBe([("b", "b.pem"), ("a", "a.pem")]);
    }

    [Theory]
    [InlineData("small", "2048 to 4096 bits (RFC 8301 3.2); this one has 1024.")]
    [InlineData("public", "this begins with PUBLIC KEY.")]
    [InlineData("no-such", "\"digestbot doctor --dkim --new news1\" makes one")]
    public async Task The_program_does_not_start_with_a_key_that_cannot_sign(string key, string said)
    {
        using var program = new DigestBotProgram(("Mail:From", "digest@news.example"), ("Mail:Dkim:0:Selector", "news1"), ("Mail:Dkim:0:KeyFile", DkimFixtures.KeyFile(key)), ("Web:Listen", "http://127.0.0.1:0"));
        foreach (var verb in (string[])["serve", "doctor"])
        {
            var ended = await program.RunAsync(verb);
            ended.Exit.ShouldBe(1, ended.Output + ended.Errors);
            ended.Errors.ShouldContain($"Mail:Dkim:0:KeyFile = '{DkimFixtures.KeyFile(key)}': it must be ");
            ended.Errors.ShouldContain(said);
            ended.Errors.ShouldNotContain("   at ");
            ended.Errors.ShouldNotContain("MII");
        }
    }

    private static Settings Read(Dictionary<string, string?> settings) => Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
