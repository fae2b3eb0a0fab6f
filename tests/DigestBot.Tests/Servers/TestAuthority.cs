using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DigestBot.Tests.Servers;

/// <summary>A certificate authority that only the tests trust.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private readonly X509Certificate2 _root;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-ca-").FullName;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=DigestBot test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow - 2 * Year, DateTimeOffset.UtcNow + Year);
        CaFile = Path.Combine(_folder, "ca.pem");
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
    }

    /// <summary>PEM file with the authority's certificate.</summary>
    public string CaFile { get; }

    /// <summary>A server's certificate with its key.</summary>
    /// <param name="kind"><c>good</c> (localhost and 127.0.0.1), <c>wrong-name</c>, <c>expired</c>, <c>early</c> or <c>self-signed</c>.</param>
    public X509Certificate2 Issue(string kind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var host = kind == "wrong-name" ? "other.example.org" : "localhost";
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (kind != "wrong-name")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        var (from, to) = kind switch
        {
            "expired" => (now - Year, now - TimeSpan.FromDays(2)),
            "early" => (now + TimeSpan.FromDays(2), now + Year / 2),
            _ => (now - TimeSpan.FromDays(1), now + Year / 2),
        };
        using var certificate = kind == "self-signed"
            ? request.CreateSelfSigned(from, to)
            : request.Create(_root, from, to, [1, 2, 3, 4]).CopyWithPrivateKey(key);
        // SslStream wants a key that outlives this method.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
