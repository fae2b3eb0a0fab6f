using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>The server's part in SCRAM-SHA-256 as RFC 5802 3 writes it down, and what it can do wrong.</summary>
internal sealed record ScramServer
{
    public int Iterations { get; init; } = 4096;

    /// <summary>What follows the client's nonce; with "!" in front, what stands in its place.</summary>
    public string Nonce { get; init; } = "andTheServersPart";

    /// <summary>Says yes and shows a signature that is none.</summary>
    public bool CannotProve { get; init; }

    /// <summary>Says yes at once after the client's proof.</summary>
    public bool ProvesNothing { get; init; }

    /// <summary>Refuses every proof, as a server does that keeps passwords in another form.</summary>
    public bool HasNoVerifier { get; init; }

    /// <summary>Knows another kind of channel binding alone.</summary>
    public bool OtherBinding { get; init; }

    /// <param name="first">client-first-message.</param>
    /// <param name="user">Who may sign in, as it stands in the message.</param>
    /// <param name="password">With what.</param>
    /// <param name="certificate">The one that the channel must be bound to; null for a mechanism without binding.</param>
    /// <param name="ask">Sends a challenge and returns the answer.</param>
    /// <returns>The last reply.</returns>
    public async Task<string> SignInAsync(string first, string user, string password, X509Certificate2? certificate, Func<string, Task<string>> ask)
    {
        var gs2 = first[..(first.IndexOf(",,", StringComparison.Ordinal) + 2)];
        var bare = first[gs2.Length..];
        if (OtherBinding && certificate is not null)
            return await ask("e=unsupported-channel-binding-type") == "*" ? "501 5.7.0 cancelled" : "535 5.7.8 no";
        var nonce = Nonce.StartsWith('!') ? Nonce[1..] : bare[(bare.IndexOf(",r=", StringComparison.Ordinal) + 3)..] + Nonce;
        var salt = "salt of the test"u8.ToArray();
        var serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={nonce},s={Convert.ToBase64String(salt)},i={Iterations}");
        var final = await ask(serverFirst);
        if (final == "*")
            return "501 5.7.0 cancelled";
        var withoutProof = final[..final.LastIndexOf(",p=", StringComparison.Ordinal)];
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
        var message = Encoding.UTF8.GetBytes($"{bare},{serverFirst},{withoutProof}");
        var proof = Convert.FromBase64String(final[(final.LastIndexOf(",p=", StringComparison.Ordinal) + 3)..]);
        var signature = HMACSHA256.HashData(SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), message);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= signature[i];
        var bound = Encoding.ASCII.GetBytes(gs2).Concat(certificate is null ? [] : SHA256.HashData(certificate.RawData)).ToArray();
        var right = SHA256.HashData(proof).AsSpan().SequenceEqual(SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)))
            && bare.StartsWith($"n={user},r=", StringComparison.Ordinal) && withoutProof == $"c={Convert.ToBase64String(bound)},r={nonce}"
            && gs2 == (certificate is null ? gs2 == "y,," ? "y,," : "n,," : "p=tls-server-end-point,,");
        if (!right || HasNoVerifier)
            return "535 5.7.8 no";
        if (ProvesNothing)
            return "235 2.7.0 welcome";
        var proven = CannotProve ? new byte[32] : HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message);
        return await ask("v=" + Convert.ToBase64String(proven)) == "" ? "235 2.7.0 welcome" : "501 5.7.0 cancelled";
    }
}
