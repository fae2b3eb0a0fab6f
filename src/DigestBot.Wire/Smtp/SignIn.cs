using DigestBot.Wire.Smtp.Sasl;

namespace DigestBot.Wire.Smtp;

/// <summary>Signing in after EHLO: which mechanism, with which secret, and never where somebody could listen.</summary>
/// <param name="options">Who, and how.</param>
/// <param name="connection">The connection, encrypted or not.</param>
/// <param name="offered">What the server offers, upper case.</param>
/// <param name="ask">Sends a line, which the log shows as the second argument, and returns the reply.</param>
internal sealed class SignIn(SmtpOptions options, SmtpConnection connection, IReadOnlyList<string> offered, Func<string, string, ValueTask<SmtpReply>> ask)
{
    private const int MaxToken = 9000;

    private readonly List<string> _refused = [];
    private SmtpReply? _refusal;
    private string? _objection;

    /// <summary>Signs in.</summary>
    /// <returns>The mechanism's name.</returns>
    /// <exception cref="SmtpConnectException">It was not possible.</exception>
    public async ValueTask<string> RunAsync()
    {
        Check(options.User, "user name");
        Check(options.Password, "password");
        if (connection.Tls is null && !connection.IsLoopback)
            throw Failed(SmtpConnectFailure.NoAuthentication,
                "the connection is not encrypted, so nothing secret was sent. Use a port and a policy with encryption (587 with Required, 465 with Implicit), or remove the user name.");
        var usable = Mechanisms.Usable(options, offered);
        if (usable.Count == 0)
            throw Failed(SmtpConnectFailure.NoAuthentication, Mechanisms.WhyNone(options, offered));
        if (options.AccessToken is null)
            return await ByPasswordAsync(usable);
        var token = await TokenAsync(null);
        if (await TryAsync(WithToken(usable[0], token)))
            return usable[0];
        // It may have been an old one: once more, when there is another.
        var fresh = _refusal is { Code: >= 500 } ? await TokenAsync(token) : token;
        if (fresh != token && await TryAsync(WithToken(usable[0], fresh)))
            return usable[0];
        throw Refused();
    }

    private async ValueTask<string> ByPasswordAsync(IReadOnlyList<string> usable)
    {
        var binding = ChannelBinding.Of(connection.Tls);
        foreach (var name in usable)
        {
            // A server that refuses SCRAM for this user may only lack the form of password that SCRAM needs; the second kind of SCRAM would lack it too.
            // PLAIN and LOGIN differ in nothing.
            if (_refused.Count > 0 && (IsScram(name) || !_refused.TrueForAll(IsScram)))
                continue;
            try
            {
                if (await TryAsync(WithPassword(name, binding)))
                    return name;
            }
            catch (SaslException error) when (error.Another && usable[^1] != name)
            {
                continue;
            }
            catch (SaslException error)
            {
                throw Failed(SmtpConnectFailure.NoAuthentication, $"signing in with {name} failed: {error.Message}");
            }
            catch (Exception error) when (_refusal is not null && error is ConnectionLostException or LastWordsException)
            {
                // It closed the connection after the first refusal, which is what is to be told.
                break;
            }
            if (_refusal is { Code: not (504 or 534 or 535) })
                break;
        }
        throw Refused();
    }

    private ISaslClient WithPassword(string name, byte[]? binding)
    {
        var (user, password) = (options.User!, options.Password ?? "");
        return name switch
        {
            "PLAIN" => new Plain(user, password),
            "LOGIN" => new Login(user, password),
            Scram.Plus when binding is null => throw new SaslException("the framework gives no data to bind to this channel.", another: true),
            Scram.Plus => new Scram(user, password, Scram.NewNonce(), new ScramBinding(BindingUse.Bound, binding)),
            _ => new Scram(user, password, Scram.NewNonce(), new ScramBinding(binding is not null && !offered.Contains(Scram.Plus) ? BindingUse.Possible : BindingUse.None, [])),
        };
    }

    private OAuth WithToken(string name, string token) => new(name, options.User!, token, options.Host, options.Port);

    private async ValueTask<bool> TryAsync(ISaslClient client)
    {
        var reply = await Authentication.RunAsync(client, ask);
        if (reply.IsPositive)
            return true;
        (_refusal, _objection) = (reply, client.Objection);
        if (reply.Code == 535)
            _refused.Add(client.Name);
        return false;
    }

    private static bool IsScram(string name) => name.StartsWith("SCRAM-", StringComparison.Ordinal);

    private async ValueTask<string> TokenAsync(string? refused)
    {
        string token;
        try
        {
            token = await options.AccessToken!(refused);
        }
        catch (AccessTokenException error)
        {
            throw Failed(SmtpConnectFailure.Token, error.Message, null, error);
        }
        // RFC 6750 2.1. Anything else could end the field that the token stands in.
        if (token.Length is 0 or > MaxToken || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw Failed(SmtpConnectFailure.Token, token.Length == 0
                ? "the access token is empty."
                : $"what was given as access token is none: it must be up to {MaxToken} printable ASCII characters without spaces.");
        return token;
    }

    private void Check(string? text, string what)
    {
        // NUL separates the fields of PLAIN, ^A those of OAuth.
        if (text is not null && text.AsSpan().ContainsAny('\0', '\u0001'))
            throw Failed(SmtpConnectFailure.Settings, $"the {what} cannot contain NUL or ^A.");
    }

    private SmtpConnectException Refused()
    {
        if (_refusal is not { } reply)
            return Failed(SmtpConnectFailure.NoAuthentication, Mechanisms.WhyNone(options, offered));
        if (reply.IsTemporary && reply.Code < 500)
            return Failed(SmtpConnectFailure.PasswordRefused, $"the server cannot check {(options.AccessToken is null ? "the password" : "the token")} now: {reply}.", reply);
        if (options.AccessToken is not null)
            return Failed(SmtpConnectFailure.PasswordRefused, $"the access token of {options.User} was refused: {reply}. {(_objection is { } words ? char.ToUpperInvariant(words[0]) + words[1..] : "Get a new one, for this user.")}", reply);
        var tried = _refused.Count > 1 ? $" (tried {string.Join(", ", _refused)})" : "";
        return Failed(SmtpConnectFailure.PasswordRefused, $"user name or password was refused{tried}: {reply}. Check both; many providers want an app password.", reply);
    }

    private SmtpConnectException Failed(SmtpConnectFailure failure, string what, SmtpReply? reply = null, Exception? inner = null) =>
        new(options, SmtpStage.Auth, failure, what, reply, inner);
}
