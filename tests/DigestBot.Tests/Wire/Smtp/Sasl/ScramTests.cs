using System.Text;
using DigestBot.Wire.Smtp.Sasl;

namespace DigestBot.Tests.Wire.Smtp.Sasl;

public class ScramTests
{
    private const string Nonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    [Fact]
    public void The_exchange_of_RFC_7677_comes_out_to_the_letter()
    {
        var scram = Client();
        scram.Name.ShouldBe("SCRAM-SHA-256");
        scram.First.ShouldBe("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        scram.Answer(ServerFirst).ShouldBe("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        scram.Answer("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=").ShouldBe("");
        scram.Accept();
    }

    [Theory]
    [InlineData("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl9")]
    [InlineData("v=")]
    [InlineData("")]
    [InlineData("v=!!!")]
    public void A_server_that_cannot_prove_itself_is_left(string final)
    {
        var scram = Client();
        scram.Answer(ServerFirst);
        Should.Throw<SaslException>(() => scram.Answer(final)).ShouldSatisfyAllConditions(
            error => error.Message.ShouldContain("could not prove"), error => error.Another.ShouldBeFalse("PLAIN would give it the password"));
        Should.Throw<SaslException>(scram.Accept);
    }

    [Theory]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce", false)]
    [InlineData("r=xOprNGfwEbeRWWbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce", false)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095", "4095 iterations", true)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001", "1000001 iterations", true)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999", "iterations", true)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1", "iterations", true)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=,i=4096", "salt", true)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOmore,s=%,i=4096", "salt", true)]
    [InlineData("m=more,r=rOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "first message", true)]
    [InlineData("", "first message", true)]
    [InlineData("e=other-error", "other-error", false)]
    [InlineData("e=channel-bindings-dont-match", "between", false)]
    [InlineData("e=unsupported-channel-binding-type", "unsupported", true)]
    [InlineData(null, "base64", false)]
    public void A_first_message_that_cannot_be_trusted_gets_no_proof(string? message, string said, bool another)
    {
        var error = Should.Throw<SaslException>(() => Client().Answer(message));
        error.Message.ShouldContain(said);
        error.Another.ShouldBe(another);
    }

    [Fact]
    public void Commas_and_equals_signs_of_a_user_name_do_not_end_it() =>
        new Scram("a=b,c", "pencil", Nonce, default).First.ShouldBe("n,,n=a=3Db=2Cc,r=" + Nonce);

    [Fact]
    public void A_nonce_is_printable_without_commas_and_never_the_same()
    {
        var nonces = Enumerable.Range(0, 100).Select(_ => Scram.NewNonce()).ToList();
        nonces.Distinct().Count().ShouldBe(100);
        nonces.ShouldAllBe(nonce => nonce.Length == 24 && nonce.All(c => c > ' ' && c <= '~' && c != ','));
    }

    // RFC 4013 3, and what its tables name.
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("pa\u00DFw\u00F6rt", "pa\u00DFw\u00F6rt")]
    [InlineData("o\u0308", "\u00F6")]
    [InlineData("a\u00A0b\u3000c", "a b c")]
    [InlineData("密码", "密码")]
    [InlineData("a\u0007", null)]
    [InlineData("a\u007f", null)]
    [InlineData("\uE000", null)]
    [InlineData("a\u202Eb", null)]
    [InlineData("\uFFFD", null)]
    public void Passwords_are_prepared_as_SASLprep_says(string given, string? prepared)
    {
        if (prepared is null)
            Should.Throw<SaslException>(() => SaslPrep.Prepare(given, "password")).Message.ShouldStartWith("the password holds U+");
        else
            SaslPrep.Prepare(given, "password").ShouldBe(prepared);
    }

    [Theory]
    [InlineData("""{"status":"invalid_token","scope":"mail"}""", "the token is not valid, or not any more (scope mail). Get a new one, for this user.")]
    [InlineData("""{"status":"401","schemes":"bearer mac","scope":"https://mail.example/"}""", "the token is not valid, or not any more (scope https://mail.example/). Get a new one, for this user.")]
    [InlineData("""{"status":"insufficient_scope","scope":"send"}""", "the token does not allow sending (scope send). Get one with that scope.")]
    [InlineData("""{"status":"invalid_request"}""", "the server could not read the request. Check user name and token.")]
    [InlineData("""{"status":500}""", "the server refused the token with status 500. Get a new one, for this user.")]
    [InlineData("[1]", "the server refused the token and said \"[1]\". Get a new token.")]
    [InlineData("no\r\nJSON", "the server refused the token and said \"no  JSON\". Get a new token.")]
    public void What_a_server_says_of_a_token_is_put_into_words(string challenge, string words) => OAuthError.InWords(challenge).ShouldBe(words);

    [Fact]
    public void A_hostile_answer_about_a_token_stays_short()
    {
        OAuthError.InWords(new string('[', 5000)).Length.ShouldBeLessThan(400);
        OAuthError.InWords("{\"status\":\"" + new string('x', 7000) + "\"}").Length.ShouldBeLessThan(400);
        OAuthError.InWords(new string('x', 50_000)).Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Tokens_stand_in_the_forms_of_RFC_7628_and_of_its_forerunner()
    {
        new OAuth("OAUTHBEARER", "a,b@example.org", "vF9dft4qmT", "server.example.org", 587).First
            .ShouldBe("n,a=a=2Cb@example.org,\u0001host=server.example.org\u0001port=587\u0001auth=Bearer vF9dft4qmT\u0001\u0001");
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new OAuth("XOAUTH2", "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg", "h", 1).First))
            .ShouldBe("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==");
    }

    private static Scram Client() => new("user", "pencil", Nonce, default);
}
