using DigestBot.Tests.Servers;

namespace DigestBot.Tests.Cli;

/// <summary><c>digestbot doctor</c> in front of relays that are right and wrong: what it shows, and what it says to change.</summary>
public sealed class DoctorRelayTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Postfix_with_Dovecot_is_shown_and_mail_waits_until_the_password_is_right()
    {
        await using var sasl = await DovecotSasl.StartAsync(("bot@example.test", "correct horse"));
        await using var postfix = await Postfix.StartAsync(sasl.Submission);
        using var program = Program("127.0.0.1", postfix.Port, "Required", sasl.CaFile, ("Smtp:User", "bot@example.test"), ("Smtp:PasswordFile", "secret"), ("Smtp:ProtocolLog", "smtp.log"));
        program.Write("secret", "wrong horse\n");

        var wrong = await RelayLineAsync(program);
        wrong.ShouldStartWith($"WRONG relay: 127.0.0.1:{postfix.Port} (signing in): user name or password was refused (tried SCRAM-SHA-256, PLAIN): 535 5.7.8 ");
        wrong.ShouldContain("Check both");
        wrong.ShouldNotContain("horse");

        (await program.RunAsync("subscribers", "add", "reader@example.test", "--topics", "science")).Exit.ShouldBe(0);
        var waiting = await program.RunAsync("run", "send");
        (waiting.Output + waiting.Errors).ShouldContain("user name or password was refused");
        (await StatesAsync(program)).ShouldBe(["queued 0"]);

        program.Write("secret", "correct horse\n");
        var right = await RelayLineAsync(program);
        right.ShouldStartWith($"ok    relay: 127.0.0.1:{postfix.Port} (Required); Tls13 ");
        foreach (var part in (string[])["certificate of 127.0.0.1, issued by \"CN=Test authority\", valid until ", "(warning: 1 days left)", "signed in as bot@example.test with SCRAM-SHA-256", "PIPELINING", "SIZE ", "AUTH "])
            right.ShouldContain(part);
        var sent = await program.RunAsync("run", "send");
        sent.Exit.ShouldBe(0, sent.Output + sent.Errors);
        (await postfix.MessagesAsync("reader@example.test")).Count.ShouldBe(1);
        (await StatesAsync(program)).ShouldBe(["sent 1"]);

        var log = await File.ReadAllTextAsync(Path.Combine(program.Folder, "smtp.log"), TestContext.Current.CancellationToken);
        log.ShouldContain("C: AUTH SCRAM-SHA-256 ********");
        log.ShouldContain("S: 235 2.7.0");
        log.ShouldNotContain("horse");
    }

    [Theory]
    [InlineData("Required")]
    [InlineData("Implicit")]
    public async Task Dovecots_own_submission_is_shown_and_what_is_wrong_with_it_is_said(string security)
    {
        var behind = FreePort.Find();
        await using var dovecot = await DovecotSubmission.StartAsync(behind);
        var port = security == "Implicit" ? dovecot.ImplicitPort : dovecot.Port;
        using var program = Program("127.0.0.1", port, security, dovecot.CaFile, ("Smtp:User", dovecot.User), ("Smtp:PasswordFile", "secret"));
        program.Write("secret", "wrong horse\n");
        var wrong = await RelayLineAsync(program);
        wrong.ShouldStartWith($"WRONG relay: 127.0.0.1:{port} (signing in): user name or password was refused (tried SCRAM-SHA-256, PLAIN): 535 5.7.8 ");
        wrong.ShouldContain("Check both");

        program.Write("secret", dovecot.Password + "\n");
        (await RelayLineAsync(program)).ShouldContain("Failed to connect to relay server");

        await using var sink = await SmtpSink.StartAtAsync(behind);
        var right = await RelayLineAsync(program);
        right.ShouldStartWith($"ok    relay: 127.0.0.1:{port} ({security}); Tls13 ");
        foreach (var part in (string[])["signed in as ana with SCRAM-SHA-256", "CHUNKING", "DSN", "BURL "]) right.ShouldContain(part);
        using var named = Program("localhost", port, security, dovecot.CaFile, ("Smtp:User", dovecot.User), ("Smtp:Password", dovecot.Password));
        (await RelayLineAsync(named)).ShouldContain("the certificate is for 127.0.0.1, not for localhost; set the host to the certificate's name.");
    }

    [Theory]
    [InlineData("expired", "the certificate, or one that vouches for it, has expired (valid until ", "It shows the certificate of localhost, 127.0.0.1, issued by ")]
    [InlineData("wrong-name", "the certificate is for other.example.org, not for localhost; set the host to the certificate's name.", "It shows the certificate of other.example.org")]
    [InlineData("self-signed", "which is not trusted here; give that authority's certificate as the CA file.", "issued by \"CN=localhost\"")]
    public async Task A_wrong_certificate(string kind, params string[] said)
    {
        await using var server = new SignInServer { Certificate = _authority.Issue(kind) };
        using var program = Program("localhost", server.Port, "Required", _authority.CaFile, ("Smtp:User", "bob"), ("Smtp:Password", "correct horse"));
        var line = await RelayLineAsync(program);
        line.ShouldStartWith($"WRONG relay: localhost:{server.Port} (TLS handshake): ");
        foreach (var part in said) line.ShouldContain(part);
        line.ShouldEndWith("Until then mail waits.");
        server.Heard.ShouldNotContain(heard => heard.Contains("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Required", true, "(waiting for the greeting): the connection was lost: no answer within 10 s", "This port speaks TLS from the first byte: set Smtp:Security to Implicit.")]
    [InlineData("Implicit", false, "(TLS handshake): ", "This port speaks plainly first: set Smtp:Security to Required (STARTTLS).")]
    public async Task A_port_of_the_other_kind(string security, bool isImplicit, string found, string advice)
    {
        await using var server = new SignInServer { Certificate = _authority.Issue("good"), Implicit = isImplicit };
        using var program = Program("localhost", server.Port, security, _authority.CaFile, ("Smtp:User", "bob"), ("Smtp:Password", "correct horse"));
        var line = await RelayLineAsync(program);
        line.ShouldContain(found);
        line.ShouldContain(advice);
        server.Heard.ShouldNotContain(heard => heard.Contains("AUTH", StringComparison.Ordinal), "the other kind is tried without a password");
        using var right = Program("localhost", server.Port, isImplicit ? "Implicit" : "Required", _authority.CaFile, ("Smtp:User", "bob"), ("Smtp:Password", "correct horse"));
        (await RelayLineAsync(right)).ShouldContain("signed in as bob with PLAIN");
    }

    [Fact]
    public async Task A_host_that_is_unknown_a_port_that_refuses_and_STARTTLS_that_is_missing()
    {
        using (var unknown = Program("no-such-host.invalid", 587, "Required", ""))
            (await RelayLineAsync(unknown)).ShouldContain("the host name is not known");
        using (var refused = Program("127.0.0.1", FreePort.Find(), "Required", ""))
            (await RelayLineAsync(refused)).ShouldContain("nothing listens on this port. Check host and port (587 with STARTTLS, 465 with TLS from the start, 25 for a relay).");
        await using var server = new SignInServer();
        using (var stripped = Program("127.0.0.1", server.Port, "Required", "", ("Smtp:User", "bob"), ("Smtp:Password", "correct horse")))
            (await RelayLineAsync(stripped)).ShouldContain("STARTTLS is not offered, and encryption is required.");
        using (var open = Program("127.0.0.1", server.Port, "None", ""))
            (await RelayLineAsync(open)).ShouldBe($"ok    relay: 127.0.0.1:{server.Port} (None); not encrypted; not signed in (Smtp:User is empty); offers AUTH PLAIN LOGIN, HELP");
        server.Heard.ShouldNotContain(heard => heard.Contains("correct", StringComparison.Ordinal) || heard.StartsWith("clear AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("553 5.7.1 not your address", "Set Mail:From (or Mail:Bounces, where that is set) to an address whose mail it takes")]
    [InlineData("530 5.7.0 authentication required", "It does not take mail from whoever is not known to it: give it a user name and a password (Smtp:User).")]
    [InlineData("451 4.3.0 not now", "It may pass by itself")]
    public async Task A_sender_that_the_relay_refuses_is_said_with_what_to_change(string answer, string advice)
    {
        await using var server = new SignInServer { MailAnswer = answer };
        using var program = Program("127.0.0.1", server.Port, "None", "");
        var line = await RelayLineAsync(program);
        line.ShouldStartWith($"WRONG relay: 127.0.0.1:{server.Port} (None): the relay refuses the sender of our mails, digest+");
        line.ShouldContain($"@news.example (a token in it is another for each mail): {answer}. {advice}");
        // As a mail's would be, with a token of its own; no recipient is named, and nothing is sent.
        var heard = server.Heard.Where(said => !said.StartsWith("clear EHLO", StringComparison.Ordinal)).ToList();
        heard[0].ShouldMatch(@"^clear MAIL FROM:<digest\+[A-Za-z0-9_-]{8,}@news\.example>$");
        heard[1..].ShouldBe(["clear RSET", "clear QUIT"]);
    }

    [Fact]
    public async Task A_token_from_a_program_and_what_the_program_says_when_it_has_none()
    {
        await using var server = new SignInServer { Mechanisms = "PLAIN XOAUTH2 OAUTHBEARER", Certificate = _authority.Issue("good"), Tokens = ["fresh"] };
        using var program = Program("localhost", server.Port, "Required", _authority.CaFile, ("Smtp:User", "bob"), ("Smtp:TokenCommand", "/bin/sh token.sh"));
        program.Write("token.sh", "echo 'consent was withdrawn' >&2\nexit 1\n");
        (await RelayLineAsync(program)).ShouldContain("(signing in): the token command /bin/sh (Smtp:TokenCommand) ended with 1 and said \"consent was withdrawn\".");
        program.Write("token.sh", "echo stale\n");
        (await RelayLineAsync(program)).ShouldContain("the access token of bob was refused: 535 5.7.8 no. The token is not valid, or not any more (scope mail). Get a new one, for this user.");
        program.Write("token.sh", "echo fresh\n");
        (await RelayLineAsync(program)).ShouldContain("signed in as bob with OAUTHBEARER");
    }

    private static DigestBotProgram Program(string host, int port, string security, string caFile, params (string Setting, object Value)[] more) =>
        new([("Mail:From", "digest@news.example"), ("Smtp:Host", host), ("Smtp:Port", port), ("Smtp:Security", security), ("Smtp:CaFile", caFile), ("Smtp:HeloName", "client.example.org"), .. more]);

    private static async Task<string> RelayLineAsync(DigestBotProgram program)
    {
        var ended = await program.RunAsync("doctor");
        return ended.Lines.SingleOrDefault(line => line[6..].StartsWith("relay", StringComparison.Ordinal)) ?? throw new InvalidOperationException(ended.Output + ended.Errors);
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(DigestBotProgram program)
    {
        await using var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(program.Folder, "data", "digestbot.db")};Mode=ReadOnly");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT state || ' ' || attempts FROM outbox ORDER BY id";
        await using var rows = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await rows.ReadAsync()) states.Add(rows.GetString(0));
        return states;
    }
}
