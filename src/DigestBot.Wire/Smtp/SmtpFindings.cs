using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace DigestBot.Wire.Smtp;

/// <summary>What was learned while a session was opened, also when that failed: for whoever shows it to the operator. Written by one connection at a time.</summary>
public sealed class SmtpFindings
{
    /// <summary>The server's certificate; null when it showed none.</summary>
    public ServerCertificate? Certificate { get; internal set; }

    /// <summary>The mechanism that signed us in; null when none did.</summary>
    public string? Mechanism { get; internal set; }

    /// <summary>What the server can do, as it said last; null when it said nothing.</summary>
    public SmtpCapabilities? Capabilities { get; internal set; }
}

/// <summary>The certificate that a server showed.</summary>
/// <param name="Names">The names and addresses that it is made out to, or its subject; at most 500 characters in one line.</param>
/// <param name="Issuer">Who signed it; at most 500 characters in one line.</param>
/// <param name="NotAfter">Until when it is valid.</param>
/// <param name="Problem">Why it is not valid here; null when it is.</param>
public sealed record ServerCertificate(string Names, string Issuer, DateTimeOffset NotAfter, string? Problem)
{
    /// <summary>In one line, for a log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"certificate of {Names}, issued by \"{Issuer}\", valid until {NotAfter.UtcDateTime:yyyy-MM-dd}");

    internal static ServerCertificate Of(X509Certificate2 certificate, string? problem) =>
        new(NamesOf(certificate), OneLine(certificate.Issuer), certificate.NotAfter.ToUniversalTime(), problem);

    internal static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(static address => address.ToString()))).Take(5).ToArray();
        return OneLine(names.Length > 0 ? string.Join(", ", names) : certificate.Subject);
    }

    // A certificate's names are the other end's words, and they go into a log.
    internal static string OneLine(string text) => string.Concat(text.Take(500).Select(static c => char.IsControl(c) ? ' ' : c));
}
