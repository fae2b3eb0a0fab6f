using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Authentication;
using DigestBot.Wire.Smtp.Sasl;

namespace DigestBot.Wire.Smtp;

/// <summary>From a fresh connection to a session that can send: greeting, EHLO, encryption, EHLO again, sign-in, and with some servers EHLO once more.</summary>
internal sealed class Opening(SmtpOptions options, SmtpConnection connection, Action<string>? log)
{
    private readonly CommandText _command = new();

    /// <summary>What the server can do, as it said last.</summary>
    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <exception cref="SmtpConnectException">The session cannot be opened.</exception>
    /// <exception cref="ConnectionLostException">The connection ended.</exception>
    public async ValueTask RunAsync()
    {
        if (options.Security == SmtpSecurity.Implicit)
            await EncryptAsync();
        Expect(await connection.ReadAsync(SmtpStage.Greeting), "the server does not accept connections from here; read its answer");
        await GreetAsync();
        if (options.Security is SmtpSecurity.Required or SmtpSecurity.Opportunistic && await StartTlsAsync())
            await GreetAsync();
        await SignInAsync();
        // Such a server hands the connection on once it knows who it is: what answers now can do other things, or says that its own relay is gone.
        if (Capabilities.Burl && options.User is { Length: > 0 })
            await GreetAsync();
        // What it said too much would be taken for the answer to the first message's command, and the message would be to blame.
        if (connection.HasEarlyReply)
            throw Failed(SmtpStage.Ehlo, SmtpConnectFailure.NotSmtp, "the server spoke unasked after it had answered, so its answers cannot be told apart. Check the port, and what stands in between.");
    }

    private async ValueTask GreetAsync()
    {
        var name = options.HeloName ?? OwnName();
        if (name.Length is 0 or > 255 || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw Failed(SmtpStage.Ehlo, SmtpConnectFailure.Settings, "the EHLO name must be a full host name such as mail.example.org, without spaces.");
        var reply = await AskAsync("EHLO " + name, SmtpStage.Ehlo);
        if (reply.IsPositive)
        {
            Capabilities = SmtpCapabilities.Parse(reply);
            options.Findings?.Capabilities = Capabilities;
            return;
        }
        // RFC 5321 3.2: a server that refuses EHLO for good may be one that only knows HELO.
        Capabilities = SmtpCapabilities.None;
        if (reply.Code >= 500)
            reply = await AskAsync("HELO " + name, SmtpStage.Ehlo);
        Expect(reply, $"the server refuses the name {name}; set the EHLO name to one that resolves to this machine");
    }

    private async ValueTask<bool> StartTlsAsync()
    {
        var required = options.Security == SmtpSecurity.Required;
        if (!Capabilities.StartTls)
            return required
                ? throw Failed(SmtpStage.StartTls, SmtpConnectFailure.NoStartTls,
                    "STARTTLS is not offered, and encryption is required. Something may be stripping it on the way; try port 465 with Implicit, or choose Opportunistic for a relay that you trust.")
                : false;
        var reply = await AskAsync("STARTTLS", SmtpStage.StartTls);
        // RFC 3207 6, CVE-2011-0411: what came in the clear behind the 220 was not said by the encrypted server.
        if (connection.HasEarlyReply)
            throw Failed(SmtpStage.StartTls, SmtpConnectFailure.Injected,
                "something was put into the connection before it was encrypted. The network in between, or the server, is not to be trusted.");
        if (!reply.IsPositive)
            return required
                ? throw Failed(SmtpStage.StartTls, SmtpConnectFailure.NoStartTls, $"STARTTLS was refused: {reply}. The server's operator must set up TLS.", reply)
                : false;
        await EncryptAsync();
        return true;
    }

    private async ValueTask EncryptAsync()
    {
        var check = new CertificateCheck(options, MustBeValid);
        try
        {
            await connection.EncryptAsync(check.Handshake());
        }
        catch (AuthenticationException) when (check.Problem is not null)
        {
            throw Failed(SmtpStage.Tls, SmtpConnectFailure.Certificate, check.Problem + ".");
        }
        catch (AuthenticationException error)
        {
            throw Failed(SmtpStage.Tls, SmtpConnectFailure.Tls,
                $"{error.GetBaseException().Message} {TlsAdvice}", null, error);
        }
        finally
        {
            options.Findings?.Certificate = check.Shown;
            if (check.Shown is { } shown)
                log?.Invoke($"-- {shown}");
        }
        if (check.Problem is not null)
            log?.Invoke("-- certificate not verified: " + check.Problem);
    }

    private string TlsAdvice => options.Security == SmtpSecurity.Implicit
        ? "If the port speaks plainly first, as 587 and 25 do, choose Required; else the server must offer TLS 1.2 or later."
        : "The server must offer TLS 1.2 or later; its operator can tell.";

    private bool MustBeValid => options.Security != SmtpSecurity.Opportunistic || (options.User is not null && !connection.IsLoopback);

    private async ValueTask SignInAsync()
    {
        if (options.User is not { Length: > 0 })
            return;
        var signIn = new SignIn(options, connection, Capabilities.Authentication, (line, shown) => AskAsync(line, SmtpStage.Auth, shown));
        try
        {
            var mechanism = await signIn.RunAsync();
            options.Findings?.Mechanism = mechanism;
        }
        catch (SaslException error)
        {
            throw Failed(SmtpStage.Auth, SmtpConnectFailure.NoAuthentication, $"signing in failed: {error.Message}");
        }
    }

    private async ValueTask<SmtpReply> AskAsync(string line, SmtpStage stage, string? shown = null)
    {
        await connection.WriteAsync(_command.Clear().Line(line).Octets, stage, shown);
        return await connection.ReadAsync(stage);
    }

    private void Expect(SmtpReply reply, string advice)
    {
        if (!reply.IsPositive)
            throw Failed(reply.Stage, SmtpConnectFailure.Refused, $"the server answered {reply}; {(reply.IsTemporary ? "it may pass by itself" : advice)}.", reply);
    }

    private SmtpConnectException Failed(SmtpStage stage, SmtpConnectFailure failure, string what, SmtpReply? reply = null, Exception? inner = null) =>
        new(options, stage, failure, what, reply, inner);

    /// <summary>RFC 5321 4.1.4: the full name where there is one, else this end's address in brackets.</summary>
    private string OwnName()
    {
        var known = IPGlobalProperties.GetIPGlobalProperties();
        var name = known.DomainName is { Length: > 0 } domain && !known.HostName.Contains('.', StringComparison.Ordinal)
            ? $"{known.HostName}.{domain}"
            : known.HostName;
        if (name.Contains('.', StringComparison.Ordinal) && SmtpAddress.TryParse("x@" + name, out _, out _))
            return name;
        return AddressLiteral(connection.LocalAddress ?? IPAddress.Loopback);
    }

    /// <summary>An address in brackets (RFC 5321 4.1.3). The interface of a link-local one ("%2") is this machine's affair and no part of it.</summary>
    internal static string AddressLiteral(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]" : $"[{address}]";
}
