namespace DigestBot.Wire.Imap;

/// <summary>How the connection to an IMAP server is protected.</summary>
public enum ImapSecurity
{
    /// <summary>TLS from the first byte (RFC 8314 3.2), usually port 993. The default, and the one to prefer.</summary>
    Implicit,

    /// <summary>STARTTLS before anything secret is sent (RFC 9051 6.2.1), usually port 143. A server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>No protection: name, password and mail travel in the clear. Only ever when asked for by name.</summary>
    None,
}

/// <summary>Where a mailbox is, and what its server may cost in time and memory.</summary>
/// <param name="Host">Name or address of the server; the certificate must be made out to it.</param>
/// <param name="Port">TCP port: 993 for <see cref="ImapSecurity.Implicit"/>, 143 otherwise.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="User">Login name, any characters but NUL.</param>
/// <param name="Password">Password, any characters but NUL; never part of a message of ours.</param>
public sealed record ImapOptions(string Host, int Port, ImapSecurity Security, string User, string Password)
{
    /// <summary>PEM file of the authorities to trust instead of the system's; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Time for dialling, TLS, the greeting and the login together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for one command, from its first byte to the last byte of its answer.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A message up to this many bytes is fetched whole.</summary>
    public int MaxMessageBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Of a larger message, this many bytes from its beginning are fetched: the header and the first lines.</summary>
    public int HeadBytes { get; init; } = 256 * 1024;

    /// <summary>Where to, as whom and how; without the password.</summary>
    public override string ToString() => $"{User} at {Host}:{Port} ({Security})";
}
