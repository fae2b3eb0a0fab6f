using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DigestBot.Wire.Imap;

/// <summary>TLS as RFC 8314 asks: the certificate must be trusted and made out to the host, with no way to go on without.</summary>
internal static class ImapTls
{
    /// <exception cref="ImapException">No trusted connection came about.</exception>
    public static async Task<Stream> ProtectAsync(Stream stream, ImapOptions options, CancellationToken cancellation)
    {
        string? objection = null;
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = options.Host,
            CertificateChainPolicy = Trust(options),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                objection = Objection(certificate, chain, errors, options);
                return errors == SslPolicyErrors.None;
            },
        };
        var protectedStream = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await protectedStream.AuthenticateAsClientAsync(settings, cancellation);
            return protectedStream;
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            await protectedStream.DisposeAsync();
            throw Error(options, objection ?? Explain(options, failed), failed);
        }
        catch
        {
            await protectedStream.DisposeAsync();
            throw;
        }
    }

    private static X509ChainPolicy Trust(ImapOptions options)
    {
        // Revocation lists live on servers that may not answer; a mailbox that cannot be read for that reason helps nobody.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.CaFile is not { } file)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Error(options, $"the CA file {file} cannot be read: {failed.Message}. Name a readable PEM file.", failed);
        }
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw Error(options, $"the CA file {file} holds no certificate. Name a PEM file with “BEGIN CERTIFICATE” in it.");
    }

    private static string? Objection(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors, ImapOptions options)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        if (presented is not X509Certificate2 certificate)
            return "the server showed no certificate. Is this the right port?";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the server's certificate is made out to {certificate.GetNameInfo(X509NameType.DnsName, false)}, not to {options.Host}. Use the name that it is made out to.";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return string.Create(CultureInfo.InvariantCulture,
                $"the server's certificate is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}, not now. Renew it, or set this machine's clock.");
        return $"the server's certificate was issued by “{certificate.Issuer}”, which is not trusted here ({status}). If that is right, name its PEM file as CaFile.";
    }

    private static string Explain(ImapOptions options, Exception failed) =>
        $"no TLS connection came about: {failed.Message} "
        + (options.Security == ImapSecurity.Implicit && options.Port != 993 ? "If the port speaks plainly first, as 143 does, use StartTls." : "Does the server speak TLS 1.2 or later on this port?");

    private static ImapException Error(ImapOptions options, string message, Exception? inner = null) =>
        new(ImapFailure.Tls, $"{options.Host}:{options.Port}: {message}", inner: inner);
}
