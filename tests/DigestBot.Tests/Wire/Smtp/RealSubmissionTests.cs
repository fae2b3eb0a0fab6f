using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Postfix with Dovecot behind it, as people run it: every mechanism over STARTTLS and over implicit TLS, right and wrong.</summary>
public class RealSubmissionTests
{
    private const string User = "bot@example.test", Password = "correct horse";
    private const string Foreign = "jürgen", ForeignPassword = "пароль ñ 密码";

    [Theory]
    [InlineData(SmtpSecurity.Required)]
    [InlineData(SmtpSecurity.Implicit)]
    public async Task Every_mechanism_signs_in_and_a_wrong_secret_does_not(SmtpSecurity security)
    {
        await using var sasl = await DovecotSasl.StartAsync((User, Password), (Foreign, ForeignPassword));
        await using var postfix = await Postfix.StartAsync([.. sasl.Submission, .. security == SmtpSecurity.Implicit ? new[] { "smtpd_tls_wrappermode = yes" } : []]);
        var options = Letters.At(postfix.Port) with { Security = security, CaFile = sasl.CaFile, User = User, Password = Password };

        var refused = await (options with { User = null }).OpenAsync();
        (await refused.PostAsync(Letters.ToReader, Letters.Short)).Reply!.Stage.ShouldBe(SmtpStage.Rcpt, "the server must not take mail from strangers");
        await refused.DisposeAsync();

        foreach (var mechanism in (string[])["PLAIN", "LOGIN", "SCRAM-SHA-256"])
        {
            (await SendAsync(options with { Authentication = mechanism })).ShouldBe(mechanism, postfix.Log + sasl.Log);
            (await SendAsync(options with { Authentication = mechanism, User = Foreign, Password = ForeignPassword })).ShouldBe(mechanism, postfix.Log + sasl.Log);
            (await SendAsync(options with { Authentication = mechanism, Password = "wrong" })).ShouldStartWith("PasswordRefused 535", Case.Sensitive, sasl.Log);
        }
        (await SendAsync(options)).ShouldBe("SCRAM-SHA-256", "the strongest that this server knows");

        foreach (var mechanism in (string[])["OAUTHBEARER", "XOAUTH2"])
        {
            var token = sasl.Token(User, TimeSpan.FromHours(1));
            (await SendAsync(options with { Authentication = mechanism, AccessToken = _ => ValueTask.FromResult(token) })).ShouldBe(mechanism, postfix.Log + sasl.Log);
            var old = sasl.Token(User, -TimeSpan.FromHours(1));
            (await SendAsync(options with { Authentication = mechanism, AccessToken = _ => ValueTask.FromResult(old) })).ShouldStartWith("PasswordRefused 535", Case.Sensitive, sasl.Log);
            // An old one from a cache: the fresh one is tried on the same connection.
            (await SendAsync(options with { Authentication = mechanism, AccessToken = gone => ValueTask.FromResult(gone is null ? old : token) })).ShouldBe(mechanism, postfix.Log + sasl.Log);
        }
        (await postfix.MessagesAsync("reader@example.test", 11)).Count.ShouldBe(11);
        foreach (var mechanism in (string[])["PLAIN", "LOGIN", "SCRAM-SHA-256", "OAUTHBEARER", "XOAUTH2"])
            postfix.Log.ShouldContain($"sasl_method={mechanism}, sasl_username={User}");
    }

    private static async Task<string> SendAsync(SmtpOptions options)
    {
        var findings = new SmtpFindings();
        try
        {
            await using var session = await (options with { Findings = findings }).OpenAsync();
            var result = await session.PostAsync(Letters.ToReader, Letters.Short);
            await session.QuitAsync(TestContext.Current.CancellationToken);
            return result.Outcome == SendOutcome.Delivered ? findings.Mechanism! : result.ToString();
        }
        catch (SmtpConnectException error)
        {
            return $"{error.Failure} {error.Reply?.Code} {error.Message}";
        }
    }
}
