using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DigestBot.Wire.Mime;

/// <summary>An RSA key that signs for a domain, and where its public half is published (RFC 6376 3.1, 3.6). May be used from several threads.</summary>
public sealed class DkimKey : IDisposable
{
    /// <summary>The smallest key in bits: RFC 8301 3.2 advises so many, and providers count less as no signature.</summary>
    public const int SmallestBits = 2048;

    /// <summary>The largest key in bits that every verifier must take (RFC 8301 3.2).</summary>
    public const int LargestBits = 4096;

    // An RSA object is not promised to work for two threads at once: each takes one of its own, and puts it back.
    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _parameters;

    private DkimKey(string domain, string selector, RSA rsa)
    {
        (Domain, Selector, Bits) = (domain, selector, rsa.KeySize);
        Record = new DkimRecord($"{selector}._domainkey.{domain}", "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()));
        _parameters = rsa.ExportParameters(includePrivateParameters: true);
        _idle.Add(rsa);
    }

    /// <summary>The signing domain, d=.</summary>
    public string Domain { get; }

    /// <summary>The selector, s=: one domain has several keys, each under a name of its own.</summary>
    public string Selector { get; }

    /// <summary>Length of the modulus.</summary>
    public int Bits { get; }

    /// <summary>What DNS has to say, so that others can verify.</summary>
    public DkimRecord Record { get; }

    /// <summary>Octets of a signature.</summary>
    internal int SignatureOctets => (Bits + 7) / 8;

    /// <summary>Takes a private key in PEM: PKCS#8 (<c>BEGIN PRIVATE KEY</c>) or PKCS#1 (<c>BEGIN RSA PRIVATE KEY</c>).</summary>
    /// <param name="domain">The signing domain, in ASCII.</param>
    /// <param name="selector">As <see cref="SelectorProblem"/> allows it.</param>
    /// <param name="pem">The text of the file.</param>
    /// <exception cref="ArgumentException">A domain or selector that cannot be one.</exception>
    /// <exception cref="DkimKeyException">No such key in the text, or one that is too small or too large.</exception>
    public static DkimKey FromPem(string domain, string selector, string pem)
    {
        if (SelectorProblem(selector, domain) is { Length: > 0 } problem)
            throw new ArgumentException($"The selector must be {problem}.", nameof(selector));
        var rsa = RSA.Create();
        try
        {
            Import(rsa, pem);
            if (rsa.KeySize is < SmallestBits or > LargestBits)
                throw new DkimKeyException($"an RSA key of {SmallestBits} to {LargestBits} bits (RFC 8301 3.2); this one has {rsa.KeySize}");
            return new DkimKey(domain, selector, rsa);
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    /// <summary>Makes a key of <see cref="SmallestBits"/>, as PKCS#8 in PEM.</summary>
    public static string NewPem()
    {
        using var rsa = RSA.Create(SmallestBits);
        return rsa.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>RFC 6376 3.1: a selector is labels of letters, digits and hyphens, separated by dots; with the domain it must make a name that DNS can hold.</summary>
    /// <returns>Empty, or what would be right.</returns>
    public static string SelectorProblem(string selector, string domain)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(domain);
        const string Shape = "letters, digits and hyphens, such as news1";
        foreach (var label in selector.Split('.'))
        {
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return Shape;
            foreach (var c in label)
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return Shape;
        }

        return $"{selector}._domainkey.{domain}".Length > EmailDomain.Longest ? $"shorter: with ._domainkey.{domain} it makes a name of more than {EmailDomain.Longest} characters" : "";
    }

    /// <summary>RSASSA-PKCS1-v1_5 of a SHA-256 hash (RFC 6376 3.3.2): the same for the same hash.</summary>
    internal void Sign(ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        if (!_idle.TryTake(out var rsa))
            rsa = RSA.Create(_parameters);
        try
        {
            rsa.SignHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            _idle.Add(rsa);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var rsa))
            rsa.Dispose();
    }

    private static void Import(RSA rsa, string pem)
    {
        const string Right = "an RSA private key in PEM, PKCS#8 (BEGIN PRIVATE KEY) or PKCS#1 (BEGIN RSA PRIVATE KEY)";
        if (!PemEncoding.TryFind(pem, out var found))
            throw new DkimKeyException($"{Right}; this is no PEM");
        var label = pem[found.Label];
        if (label is not ("PRIVATE KEY" or "RSA PRIVATE KEY"))
            throw new DkimKeyException(label == "ENCRYPTED PRIVATE KEY" ? $"{Right} without a password; \"openssl pkey -in FILE -out NEWFILE\" removes it" : $"{Right}; this begins with {label}");
        try
        {
            rsa.ImportFromPem(pem.AsSpan()[found.Location]);
        }
        catch (CryptographicException e)
        {
            throw new DkimKeyException($"{Right}; what this holds is none or damaged", e);
        }
    }
}
