using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Every kind of certificate under every policy, with and without a password: who gets mail, who gets a password, and what is said.</summary>
public sealed class TlsPolicyTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("good", null)]
    [InlineData("expired", "has expired (valid until ")]
    [InlineData("early", "is not valid before ")]
    [InlineData("wrong-name", "the certificate is for other.example.org, not for localhost; set the host to the certificate's name")]
    [InlineData("self-signed", "which is not trusted here; give that authority's certificate as the CA file")]
    public async Task A_certificate_that_is_wrong_gets_neither_mail_nor_password(string kind, string? said)
    {
        foreach (var security in (SmtpSecurity[])[SmtpSecurity.Required, SmtpSecurity.Implicit])
        {
            await using var server = new SignInServer { Certificate = _authority.Issue(kind), Implicit = security == SmtpSecurity.Implicit };
            var findings = new SmtpFindings();
            var options = Options(server.Port, security) with { Findings = findings };
            if (said is null)
            {
                (await TryAsync(options)).ShouldBe("delivered");
                (findings.Certificate!.Names, findings.Certificate.Problem).ShouldBe(("localhost, 127.0.0.1", null));
                (findings.Certificate.NotAfter - DateTimeOffset.UtcNow).TotalDays.ShouldBeInRange(181, 183);
                continue;
            }
            (await TryAsync(options)).ShouldBe("Tls Certificate");
            findings.Certificate!.Problem!.ShouldContain(said);
            server.Heard.ShouldNotContain(line => line.StartsWith("tls", StringComparison.Ordinal) || line.Contains("AUTH", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("good", true, "delivered")]
    [InlineData("self-signed", true, "Tls Certificate")]
    [InlineData("expired", true, "Tls Certificate")]
    [InlineData("wrong-name", true, "Tls Certificate")]
    [InlineData("good", false, "delivered")]
    [InlineData("self-signed", false, "delivered")]
    [InlineData("expired", false, "delivered")]
    public async Task Opportunistic_checks_the_certificate_where_a_password_is_at_stake(string kind, bool password, string outcome)
    {
        // Not loopback, where nobody listens in; its name is in no certificate, so "good" is issued to the address.
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "This machine has no address but loopback.");
        using var issuer = TestCertificates.Authority("Another authority");
        var folder = Directory.CreateTempSubdirectory("digestbot-own-ca-").FullName;
        try
        {
            var trusted = Path.Combine(folder, "ca.pem");
            await File.WriteAllTextAsync(trusted, issuer.ExportCertificatePem(), TestContext.Current.CancellationToken);
            using var certificate = kind == "good" ? TestCertificates.Issue(issuer, own.ToString(), DateTimeOffset.UtcNow.AddDays(2)) : _authority.Issue(kind);
            await using var server = new SignInServer(own) { Certificate = certificate };
            var options = Options(server.Port, SmtpSecurity.Opportunistic) with { Host = own.ToString(), CaFile = kind == "good" ? trusted : _authority.CaFile };
            (await TryAsync(password ? options : options with { User = null })).ShouldBe(outcome);
            server.Heard.ShouldNotContain(line => line.StartsWith("clear AUTH", StringComparison.Ordinal));
            server.Heard.Any(line => line.StartsWith("tls AUTH", StringComparison.Ordinal)).ShouldBe(password && outcome == "delivered");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_self_signed_certificate_may_be_pinned_and_its_name_still_counts()
    {
        using var certificate = _authority.Issue("self-signed");
        var pinned = Path.Combine(Path.GetDirectoryName(_authority.CaFile)!, "pinned.pem");
        await File.WriteAllTextAsync(pinned, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using var server = new SignInServer { Certificate = certificate };
        (await TryAsync(Options(server.Port, SmtpSecurity.Required) with { CaFile = pinned })).ShouldBe("delivered");
        (await TryAsync(Options(server.Port, SmtpSecurity.Required) with { CaFile = pinned, Host = "localhost.localdomain" })).ShouldBeOneOf("Tls Certificate", "Connect HostUnknown");
        (await TryAsync(Options(server.Port, SmtpSecurity.Required))).ShouldBe("Tls Certificate");
        await using var other = new SignInServer { Certificate = _authority.Issue("good") };
        (await TryAsync(Options(other.Port, SmtpSecurity.Required) with { CaFile = pinned })).ShouldBe("Tls Certificate", "the pinned one alone is trusted");
    }

    [Theory]
    [InlineData("/no/such/file.pem", "cannot be used")]
    [InlineData("empty", "it holds no certificate")]
    public async Task A_CA_file_that_is_none_is_named(string file, string said)
    {
        if (file == "empty")
        {
            file = Path.Combine(Path.GetDirectoryName(_authority.CaFile)!, "empty.pem");
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        }
        await using var server = new SignInServer { Certificate = _authority.Issue("good") };
        var error = await Should.ThrowAsync<SmtpConnectException>(async () => await (Options(server.Port, SmtpSecurity.Required) with { CaFile = file }).OpenAsync());
        error.Failure.ShouldBe(SmtpConnectFailure.Settings);
        error.Message.ShouldContain(file);
        error.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData(SmtpSecurity.Required, "StartTls NoStartTls")]
    [InlineData(SmtpSecurity.Implicit, "Tls Tls")]
    [InlineData(SmtpSecurity.Opportunistic, "delivered")]
    [InlineData(SmtpSecurity.None, "delivered")]
    public async Task A_server_whose_STARTTLS_was_taken_away_gets_what_the_policy_allows(SmtpSecurity security, string outcome)
    {
        await using var server = new SignInServer();
        (await TryAsync(Options(server.Port, security) with { User = null })).ShouldBe(outcome);
        server.Taken.ShouldBe(outcome == "delivered" ? 1 : 0);
    }

    [Theory]
    [InlineData("expired", "expired", "")]
    [InlineData("wrong-name", "other.example.org", "")]
    [InlineData("self-signed", "not trusted here", "")]
    [InlineData("good", "TLS 1.2 or later", "-tls1_1 -cipher DEFAULT@SECLEVEL=0")]
    [InlineData("good", null, "-tls1_2")]
    [InlineData("good", null, "-tls1_3")]
    public async Task Openssl_with_a_bad_certificate_or_version_is_left_before_a_word_is_said(string kind, string? said, string flags)
    {
        using var certificate = _authority.Issue(kind);
        await using var server = await OpenSslServer.StartAsync(certificate, "220 test.example\r\n250-test.example\r\n250 AUTH PLAIN\r\n235 ok\r\n", flags.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var error = await Should.ThrowAsync<SmtpConnectException>(async () => await Options(server.Port, SmtpSecurity.Implicit).OpenAsync());
        if (said is null)
            // It answers before it is asked, which is refused too; but the handshake stood.
            error.Stage.ShouldNotBe(SmtpStage.Tls, error.Message);
        else
            (error.Stage, error.Message.Contains(said, StringComparison.Ordinal)).ShouldBe((SmtpStage.Tls, true), error.Message);
        server.Output.ShouldNotContain("AUTH");
    }

    private SmtpOptions Options(int port, SmtpSecurity security) => Letters.At(port) with
    {
        Host = "localhost", Security = security, User = "bob", Password = "correct horse", CaFile = _authority.CaFile,
    };

    private static async Task<string> TryAsync(SmtpOptions options)
    {
        try
        {
            await using var session = await options.OpenAsync();
            return (await session.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ToString().ToLowerInvariant();
        }
        catch (SmtpConnectException error)
        {
            return $"{error.Stage} {error.Failure}";
        }
    }
}
