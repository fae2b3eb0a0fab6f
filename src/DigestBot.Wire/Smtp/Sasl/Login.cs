namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>LOGIN, which no RFC describes: user name, then password, whatever the server's two questions are.</summary>
internal sealed class Login(string user, string password) : ISaslClient
{
    private int _asked;

    public string Name => "LOGIN";

    public string? First => null;

    public string? Objection => null;

    public string Answer(string? challenge) => _asked++ switch
    {
        0 => user,
        1 => password,
        _ => throw new SaslException("the server asks for more than user name and password."),
    };

    public void Accept()
    {
        // LOGIN proves nothing about the server; its certificate did.
    }
}
