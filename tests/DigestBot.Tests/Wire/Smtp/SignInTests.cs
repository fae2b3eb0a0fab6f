using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Which mechanism is taken, what becomes of a refusal, and what the log and the wire get to see.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly StringBuilder _log = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("LOGIN PLAIN SCRAM-SHA-1 SCRAM-SHA-256-PLUS SCRAM-SHA-256 GSSAPI XOAUTH2", "SCRAM-SHA-256-PLUS")]
    [InlineData("LOGIN PLAIN SCRAM-SHA-256", "SCRAM-SHA-256")]
    [InlineData("login plain", "PLAIN")]
    [InlineData("LOGIN", "LOGIN")]
    public async Task The_strongest_mechanism_that_both_know_is_taken(string offered, string taken)
    {
        await using var server = new SignInServer { Mechanisms = offered, Certificate = _authority.Issue("good") };
        (await SignInAsync(Options(server))).ShouldBe(taken);
        server.Heard.Where(line => line.Contains("AUTH ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("tls AUTH " + taken);
        NothingSecret();
    }

    [Theory]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("scram-sha-256-plus")]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task A_mechanism_that_is_named_is_taken(string named)
    {
        await using var server = new SignInServer { Mechanisms = "PLAIN LOGIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS", Certificate = _authority.Issue("good") };
        (await SignInAsync(Options(server) with { Authentication = named })).ShouldBe(named.ToUpperInvariant());
    }

    [Theory]
    [InlineData("PLAIN", "SCRAM-SHA-256", null, "does not offer SCRAM-SHA-256, only PLAIN")]
    [InlineData("PLAIN", "XOAUTH2", null, "does not go with a password")]
    [InlineData("PLAIN", "PLAIN", "t", "does not go with an access token")]
    [InlineData("PLAIN", null, "t", "Give a password instead")]
    [InlineData("XOAUTH2", null, null, "Give an access token instead")]
    [InlineData("NTLM", null, null, "app password")]
    [InlineData("", null, null, "offers no sign-in here")]
    public async Task What_does_not_fit_is_said_without_a_try(string offered, string? named, string? token, string said)
    {
        await using var server = new SignInServer { Mechanisms = offered, Certificate = _authority.Issue("good") };
        var options = Options(server) with { Authentication = named, AccessToken = token is null ? null : _ => ValueTask.FromResult(token) };
        var error = await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(options));
        (error.Failure, error.Stage, error.IsTemporary).ShouldBe((SmtpConnectFailure.NoAuthentication, SmtpStage.Auth, false));
        error.Message.ShouldContain(said);
        server.Heard.ShouldNotContain(line => line.Contains("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PLAIN", "PLAIN")]
    [InlineData("LOGIN", "LOGIN")]
    [InlineData("PLAIN LOGIN", "PLAIN")]
    [InlineData("SCRAM-SHA-256", "SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN", "SCRAM-SHA-256-PLUS, PLAIN")]
    public async Task A_wrong_password_is_tried_with_two_mechanisms_at_most(string offered, string tried)
    {
        await using var server = new SignInServer { Mechanisms = offered, Certificate = _authority.Issue("good"), Password = "another" };
        var error = await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(Options(server)));
        (error.Failure, error.Reply!.Code, error.IsTemporary).ShouldBe((SmtpConnectFailure.PasswordRefused, 535, false));
        error.Message.ShouldContain("user name or password was refused");
        string.Join(", ", server.Heard.Where(line => line.StartsWith("tls AUTH ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])).ShouldBe(tried);
        NothingSecret();
    }

    [Fact]
    public async Task A_server_without_the_form_of_password_that_SCRAM_needs_gets_PLAIN()
    {
        await using var server = new SignInServer { Mechanisms = "SCRAM-SHA-256 PLAIN", Certificate = _authority.Issue("good"), Scram = new ScramServer { HasNoVerifier = true } };
        (await SignInAsync(Options(server))).ShouldBe("PLAIN");
        await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(Options(server) with { Authentication = "SCRAM-SHA-256" }));
    }

    [Fact]
    public async Task A_server_that_knows_another_kind_of_binding_gets_SCRAM_without()
    {
        await using var server = new SignInServer { Mechanisms = "SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN", Certificate = _authority.Issue("good"), Scram = new ScramServer { OtherBinding = true } };
        (await SignInAsync(Options(server))).ShouldBe("SCRAM-SHA-256");
        server.Heard.ShouldContain("tls *");
    }

    [Fact]
    public async Task A_server_that_cannot_prove_that_it_knows_the_password_gets_nothing_more()
    {
        foreach (var scram in (ScramServer[])[new() { CannotProve = true }, new() { ProvesNothing = true }, new() { Nonce = "!replayed" }])
        {
            await using var server = new SignInServer { Mechanisms = "SCRAM-SHA-256 PLAIN LOGIN", Certificate = _authority.Issue("good"), Scram = scram };
            var error = await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(Options(server)));
            error.Failure.ShouldBe(SmtpConnectFailure.NoAuthentication);
            error.Message.ShouldContain("Do not trust it");
            server.Heard.Count(line => line.StartsWith("tls AUTH ", StringComparison.Ordinal)).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("SCRAM-SHA-256")]
    public async Task User_and_password_may_be_in_any_script(string mechanism)
    {
        const string User = "jürgen@bücher.example", Password = "пароль 密码 ñ";
        await using var server = new SignInServer { Mechanisms = mechanism, Certificate = _authority.Issue("good"), User = User, Password = Password };
        (await SignInAsync(Options(server) with { User = User, Password = Password })).ShouldBe(mechanism);
        _log.ToString().ShouldNotContain(Password);
    }

    [Theory]
    [InlineData("bob\0", "x")]
    [InlineData("bob", "x\0bob")]
    [InlineData("bob\u0001auth=Bearer y", "x")]
    public async Task What_could_end_a_field_is_not_sent(string user, string password)
    {
        await using var server = new SignInServer { Certificate = _authority.Issue("good") };
        (await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(Options(server) with { User = user, Password = password }))).Failure.ShouldBe(SmtpConnectFailure.Settings);
    }

    [Theory]
    [InlineData("XOAUTH2", "")]
    [InlineData("OAUTHBEARER", "AQ==")]
    public async Task A_token_that_is_refused_is_put_into_words_and_a_fresh_one_is_tried_once(string mechanism, string acknowledged)
    {
        await using var server = new SignInServer { Mechanisms = "PLAIN " + mechanism, Certificate = _authority.Issue("good"), Tokens = ["fresh"] };
        var asked = new List<string?>();
        var options = Options(server) with { AccessToken = refused => { asked.Add(refused); return ValueTask.FromResult(refused is null ? "stale" : "fresh"); } };
        (await SignInAsync(options)).ShouldBe(mechanism);
        asked.ShouldBe([null, "stale"]);
        server.Heard.ShouldContain("tls " + acknowledged);

        var error = await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(options with { AccessToken = _ => ValueTask.FromResult("stale") }));
        error.Failure.ShouldBe(SmtpConnectFailure.PasswordRefused);
        error.Message.ShouldContain("the access token of bob was refused: 535 5.7.8 no. The token is not valid, or not any more (scope mail). Get a new one, for this user.");
        NothingSecret("stale", "fresh");
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("x\u0001y")]
    [InlineData("")]
    [InlineData("ü")]
    public async Task What_is_no_token_is_not_sent(string token)
    {
        await using var server = new SignInServer { Mechanisms = "OAUTHBEARER", Certificate = _authority.Issue("good") };
        (await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(Options(server) with { AccessToken = _ => ValueTask.FromResult(token) }))).Failure.ShouldBe(SmtpConnectFailure.Token);
        server.Heard.ShouldNotContain(line => line.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_token_goes_on_a_line_of_its_own()
    {
        var token = new string('x', 4000);
        await using var server = new SignInServer { Mechanisms = "XOAUTH2", Certificate = _authority.Issue("good"), Tokens = [token] };
        (await SignInAsync(Options(server) with { AccessToken = _ => ValueTask.FromResult(token) })).ShouldBe("XOAUTH2");
        server.Heard.ShouldContain("tls AUTH XOAUTH2");
        NothingSecret(token);
    }

    [Theory]
    [InlineData(SmtpSecurity.None)]
    [InlineData(SmtpSecurity.Opportunistic)]
    public async Task Nobody_signs_in_over_a_network_in_the_clear(SmtpSecurity security)
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "This machine has no address but loopback, where one may sign in in the clear.");
        await using var server = new SignInServer(own) { Mechanisms = "PLAIN LOGIN SCRAM-SHA-256 XOAUTH2" };
        foreach (var token in (string?[])[null, "t"])
        {
            var options = Options(server) with { Host = own.ToString(), Security = security, AccessToken = token is null ? null : _ => ValueTask.FromResult(token) };
            var error = await Should.ThrowAsync<SmtpConnectException>(() => SignInAsync(options));
            error.Failure.ShouldBe(SmtpConnectFailure.NoAuthentication);
            error.Message.ShouldContain("nothing secret was sent");
        }
        server.Heard.ShouldNotContain(line => line.Contains("AUTH", StringComparison.Ordinal));
    }

    private SmtpOptions Options(SignInServer server) => Letters.At(server.Port) with
    {
        Host = "localhost", Security = SmtpSecurity.Required, User = "bob", Password = "correct horse", CaFile = _authority.CaFile,
    };

    private async Task<string?> SignInAsync(SmtpOptions options)
    {
        var findings = new SmtpFindings();
        await using var session = await (options with { Findings = findings }).OpenAsync(line => _log.AppendLine(line));
        (await session.PostAsync(Letters.ToReader, Letters.Short)).Outcome.ShouldBe(SendOutcome.Delivered);
        return findings.Mechanism;
    }

    // Neither as it is nor in base64: what the client says of an exchange is masked as a whole.
    private void NothingSecret(params string[] more)
    {
        foreach (var secret in (string[])["correct horse", Convert.ToBase64String("correct horse"u8), .. more])
            _log.ToString().ShouldNotContain(secret);
        foreach (var line in _log.ToString().Split('\n').Where(line => line.StartsWith("S: 334", StringComparison.Ordinal)))
            line.TrimEnd().ShouldBe("S: 334 ********");
        foreach (var line in _log.ToString().Split('\n').Where(line => line.StartsWith("C: AUTH ", StringComparison.Ordinal)))
            (line.Trim().Split(' ') is ["C:", "AUTH", _] or ["C:", "AUTH", _, "********"]).ShouldBeTrue(line);
        _log.ToString().ShouldNotContain(",p=");
    }
}
