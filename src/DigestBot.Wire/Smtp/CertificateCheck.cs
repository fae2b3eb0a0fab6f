using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DigestBot.Wire.Smtp;

/// <summary>Decides whether a server's certificate is good, and says in words why it is not.</summary>
internal sealed class CertificateCheck(SmtpOptions options, bool required)
{
    /// <summary>Why the last certificate was not valid; null when it was.</summary>
    public string? Problem { get; private set; }

    /// <summary>The certificate that was shown last; null for none.</summary>
    public ServerCertificate? Shown { get; private set; }

    /// <summary>How to shake hands.</summary>
    /// <exception cref="SmtpConnectException">The CA file cannot be read.</exception>
    public SslClientAuthenticationOptions Handshake() => new()
    {
        TargetHost = options.Host,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            var shown = certificate as X509Certificate2;
            Problem = errors == SslPolicyErrors.None ? null : ServerCertificate.OneLine(Describe(shown, chain, errors));
            Shown = shown is null ? null : ServerCertificate.Of(shown, Problem);
            return Problem is null || !required;
        },
    };

    private X509ChainPolicy Policy()
    {
        // Revocation lists are fetched over plain HTTP from wherever the certificate says; browsers and mail servers have given them up.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.CaFile is not { Length: > 0 } file)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(file, error.Message, error);
        }
        return policy.CustomTrustStore.Count > 0 ? policy : throw Unusable(file, "it holds no certificate", null);
    }

    private SmtpConnectException Unusable(string file, string why, Exception? error) => new(
        options, SmtpStage.Tls, SmtpConnectFailure.Settings,
        $"the file of trusted authorities {file} cannot be used: {why}. Give a PEM file, or none to trust the system's authorities.", null, error);

    private string Describe(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return "the server shows no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the certificate is for {ServerCertificate.NamesOf(certificate)}, not for {options.Host}; set the host to the certificate's name";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status) ?? default;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return certificate.NotBefore > chain!.ChainPolicy.VerificationTime
                ? $"the certificate is not valid before {Day(certificate.NotBefore)}; check this machine's clock"
                : $"the certificate, or one that vouches for it, has expired (valid until {Day(certificate.NotAfter)}); the server's operator must renew it";
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            return $"the certificate is signed by \"{certificate.Issuer}\", which is not trusted here; give that authority's certificate as the CA file";
        return $"the certificate is not valid ({(status == default ? errors.ToString() : status.ToString())})";
    }

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
