namespace DigestBot.Wire.Smtp;

/// <summary>Where and how mail is handed in (RFC 6409 submission, or a relay).</summary>
/// <param name="Host">Name or address of the server; the certificate must carry it.</param>
/// <param name="Port">587 for STARTTLS, 465 for TLS from the first byte, 25 for a relay.</param>
/// <param name="Security">When the connection must be encrypted.</param>
/// <param name="User">User name for AUTH; null to send without.</param>
/// <param name="Password">Password for AUTH; never logged.</param>
/// <param name="HeloName">What the client calls itself in EHLO: a full host name. Null: this machine's full name, or its address in brackets.</param>
/// <param name="CaFile">PEM file with the only certificate authorities (or the server's own self-signed certificate) to trust; null: those of the system.</param>
public sealed record SmtpOptions(
    string Host,
    int Port,
    SmtpSecurity Security = SmtpSecurity.Required,
    string? User = null,
    string? Password = null,
    string? HeloName = null,
    string? CaFile = null)
{
    /// <summary>
    /// BDAT (RFC 3030) where the server offers it. Off by itself: DATA takes no more round trips here, because the next message's commands go out with
    /// the end of this one, and everything that stands between two mail servers understands it.
    /// </summary>
    public bool Chunking { get; init; }

    /// <summary>How long each step may take.</summary>
    public SmtpTimeouts Timeouts { get; init; } = SmtpTimeouts.Standard;

    /// <summary>The one SASL mechanism to sign in with, such as <c>PLAIN</c>; null for the strongest that both sides know.</summary>
    public string? Authentication { get; init; }

    /// <summary>The mechanisms that <see cref="Authentication"/> may name, strongest first.</summary>
    public static IReadOnlyList<string> Mechanisms => Sasl.Mechanisms.All;

    /// <summary>
    /// Gives an OAuth 2.0 access token, which then stands in the password's place; null to sign in with the password. The argument is a token that the server
    /// has just refused, or null. Fails with <see cref="AccessTokenException"/>.
    /// </summary>
    public Func<string?, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>Filled while a session is opened; null to keep nothing.</summary>
    public SmtpFindings? Findings { get; init; }

    /// <summary>Host and port; no secrets.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}

/// <summary>When a connection must be encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>Never. Nobody signs in over such a connection, unless the server is on this machine.</summary>
    None,

    /// <summary>
    /// STARTTLS where the server offers it. Without a password the certificate is not checked (encryption is better than none);
    /// with one it is, and a server without STARTTLS gets none, unless it is on this machine.
    /// </summary>
    Opportunistic,

    /// <summary>STARTTLS, with a valid certificate, or no connection (RFC 3207).</summary>
    Required,

    /// <summary>TLS from the first byte, with a valid certificate (RFC 8314, port 465).</summary>
    Implicit,
}
