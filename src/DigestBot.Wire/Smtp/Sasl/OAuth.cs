namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>An OAuth 2.0 access token instead of a password: OAUTHBEARER (RFC 7628), or XOAUTH2, its forerunner at large providers.</summary>
internal sealed class OAuth : ISaslClient
{
    private readonly bool _bearer;

    /// <param name="name">OAUTHBEARER or XOAUTH2.</param>
    /// <param name="user">The mailbox.</param>
    /// <param name="token">The token; its characters have been checked.</param>
    /// <param name="host">The server, as OAUTHBEARER names it.</param>
    /// <param name="port">Its port.</param>
    public OAuth(string name, string user, string token, string host, int port)
    {
        (Name, _bearer) = (name, name == Bearer);
        // RFC 7628 3.1; commas and equals signs in the name are written as in RFC 5801 4.
        First = _bearer
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n,a={Scram.Escaped(user)},\u0001host={host}\u0001port={port}\u0001auth=Bearer {token}\u0001\u0001")
            : $"user={user}\u0001auth=Bearer {token}\u0001\u0001";
    }

    public const string Bearer = "OAUTHBEARER";

    public const string Forerunner = "XOAUTH2";

    public string Name { get; }

    public string First { get; }

    public string? Objection { get; private set; }

    /// <summary>The only challenge is the reason of a refusal. RFC 7628 3.2.3: it is acknowledged (^A, or nothing for XOAUTH2); then the server refuses with a code.</summary>
    public string Answer(string? challenge)
    {
        if (Objection is not null)
            throw new SaslException("the server asks again after it has refused the token.");
        Objection = OAuthError.InWords(challenge ?? "");
        return _bearer ? "\u0001" : "";
    }

    public void Accept()
    {
        // A token proves nothing about the server; its certificate did.
        if (Objection is not null)
            throw new SaslException($"the server refused the token and then took it: {Objection}");
    }
}
