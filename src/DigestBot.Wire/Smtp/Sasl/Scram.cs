using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>SCRAM-SHA-256 (RFC 5802, RFC 7677), bound to the TLS channel where both sides can (-PLUS): the password never leaves, and the server proves that it knows it.</summary>
internal sealed class Scram : ISaslClient
{
    /// <summary>RFC 7677 4: fewer make a stolen exchange cheap to guess from.</summary>
    private const int FewestIterations = 4096;

    /// <summary>About a second of one core.</summary>
    private const int MostIterations = 1_000_000;

    private readonly string _password;
    private readonly string _nonce;
    private readonly string _bare;
    private readonly string _header;
    private readonly byte[] _binding;
    private byte[]? _serverSignature;
    private bool _proven;

    /// <param name="user">The user name.</param>
    /// <param name="password">The password.</param>
    /// <param name="nonce">Printable, without commas, never used before.</param>
    /// <param name="binding">The channel, and what is known of the server's wish to be bound to it.</param>
    /// <exception cref="SaslException">User name or password cannot be prepared.</exception>
    public Scram(string user, string password, string nonce, ScramBinding binding)
    {
        _password = SaslPrep.Prepare(password, "password");
        _nonce = nonce;
        _bare = $"n={Escaped(SaslPrep.Prepare(user, "user name"))},r={nonce}";
        Name = binding.Use == BindingUse.Bound ? Plus : Usual;
        _header = binding.Use switch { BindingUse.Bound => $"p={ChannelBinding.Name},,", BindingUse.Possible => "y,,", _ => "n,," };
        _binding = binding.Use == BindingUse.Bound ? binding.Data : [];
    }

    public const string Usual = "SCRAM-SHA-256";

    public const string Plus = "SCRAM-SHA-256-PLUS";

    public string Name { get; }

    public string First => _header + _bare;

    public string? Objection { get; private set; }

    /// <summary>A nonce (RFC 5802 5.1): 144 random bits.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    /// <summary>A name between commas (RFC 5802 5.1).</summary>
    public static string Escaped(string name) => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    public string Answer(string? challenge)
    {
        if (challenge is null)
            throw new SaslException("the server's challenge is not base64.");
        if (_serverSignature is null)
            return Proof(challenge);
        if (_proven)
            throw new SaslException("the server asks for more than the mechanism has.");
        Verify(challenge);
        return "";
    }

    public void Accept()
    {
        if (!_proven)
            throw new SaslException("the server says yes without having proved that it knows the password. Do not trust it; check the host.");
    }

    private string Proof(string serverFirst)
    {
        var (nonce, salt, iterations) = Read(serverFirst);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(_password), salt, iterations, HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes);
        var final = $"c={Convert.ToBase64String([.. Encoding.ASCII.GetBytes(_header), .. _binding])},r={nonce}";
        var exchange = Encoding.UTF8.GetBytes($"{_bare},{serverFirst},{final}");
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), exchange);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= clientKey[i];
        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), exchange);
        return $"{final},p={Convert.ToBase64String(proof)}";
    }

    private (string Nonce, byte[] Salt, int Iterations) Read(string serverFirst)
    {
        Refused(serverFirst);
        var parts = serverFirst.Split(',');
        if (parts.Length < 3 || !parts[0].StartsWith("r=", StringComparison.Ordinal) || !parts[1].StartsWith("s=", StringComparison.Ordinal) || !parts[2].StartsWith("i=", StringComparison.Ordinal))
            throw new SaslException("the server's first message is not one of SCRAM (RFC 5802 7).", another: true);
        var nonce = parts[0][2..];
        if (nonce.Length <= _nonce.Length || !nonce.StartsWith(_nonce, StringComparison.Ordinal))
            throw new SaslException("the server did not take up this end's nonce: somebody may be replaying another exchange. Do not trust it; check the host.");
        var salt = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1][2..], salt, out var length) || length == 0)
            throw new SaslException("the server's salt is not base64.", another: true);
        if (!int.TryParse(parts[2].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < FewestIterations or > MostIterations)
            throw new SaslException(string.Create(CultureInfo.InvariantCulture,
                $"the server wants {new string([.. parts[2].Skip(2).Take(12)])} iterations; {FewestIterations} (RFC 7677 4) to {MostIterations} are taken. Its operator must set the password again, with another count."), another: true);
        return (nonce, salt[..length], iterations);
    }

    private void Verify(string serverFinal)
    {
        Refused(serverFinal);
        var said = serverFinal.Split(',')[0];
        var signature = new byte[64];
        if (!said.StartsWith("v=", StringComparison.Ordinal) || !Convert.TryFromBase64String(said[2..], signature, out var length)
            || !CryptographicOperations.FixedTimeEquals(signature.AsSpan(0, length), _serverSignature))
            throw new SaslException("the server could not prove that it knows the password. Do not trust it; check the host.");
        _proven = true;
    }

    private void Refused(string message)
    {
        if (!message.StartsWith("e=", StringComparison.Ordinal))
            return;
        var error = string.Concat(message[2..].Split(',')[0].Take(100).Select(static c => char.IsControl(c) ? ' ' : c));
        Objection = error switch
        {
            "invalid-proof" or "unknown-user" => "user name or password is wrong",
            "channel-bindings-dont-match" or "server-does-support-channel-binding" => $"somebody may stand between this machine and the server ({error})",
            _ => $"the server said {error}",
        };
        throw new SaslException(Objection + ".", another: error == "unsupported-channel-binding-type");
    }
}
