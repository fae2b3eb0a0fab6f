namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>PLAIN (RFC 4616): user name and password as they are; section 2 leaves their preparation to the server.</summary>
internal sealed class Plain(string user, string password) : ISaslClient
{
    public string Name => "PLAIN";

    public string First => $"\0{user}\0{password}";

    public string? Objection => null;

    public string Answer(string? challenge) => throw new SaslException("the server asks for more than PLAIN has.");

    public void Accept()
    {
        // PLAIN proves nothing about the server; its certificate did.
    }
}
