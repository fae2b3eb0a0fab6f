namespace DigestBot.Wire.Imap;

/// <summary>At which point a conversation with an IMAP server failed.</summary>
public enum ImapFailure
{
    /// <summary>Nobody answered at that host and port.</summary>
    Connect,

    /// <summary>No protected connection came about: no STARTTLS, or a certificate that cannot be trusted.</summary>
    Tls,

    /// <summary>The server did not accept the user name and password.</summary>
    Login,

    /// <summary>The server said something that is not IMAP, or more of it than is allowed.</summary>
    Protocol,

    /// <summary>The server took longer than is allowed.</summary>
    Timeout,

    /// <summary>The server ended the conversation (BYE, or the connection broke).</summary>
    Closed,

    /// <summary>The server answered NO or BAD to one command; the connection can still be used.</summary>
    Refused,
}

/// <summary>A conversation with an IMAP server failed. The message names the host, what was wrong and what to do.</summary>
public sealed class ImapException : Exception
{
    /// <summary>Makes an exception of one kind.</summary>
    /// <param name="kind">Where it failed.</param>
    /// <param name="message">Host and port, what was wrong, what to do.</param>
    /// <param name="code">The server's response code, upper case, without brackets.</param>
    /// <param name="inner">What lies beneath, if anything.</param>
    public ImapException(ImapFailure kind, string message, string? code = null, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>Where it failed.</summary>
    public ImapFailure Kind { get; }

    /// <summary>The server's response code (RFC 9051 7.1), such as <c>AUTHENTICATIONFAILED</c>; null when it gave none.</summary>
    public string? Code { get; }

    /// <summary>The connection is over: a new <see cref="ImapClient"/> is needed.</summary>
    public bool MustReconnect => Kind != ImapFailure.Refused;

    /// <summary>The same may well succeed later without anybody changing a setting.</summary>
    public bool Temporary => Kind switch
    {
        ImapFailure.Connect or ImapFailure.Timeout or ImapFailure.Closed => true,
        // RFC 9051 7.1: the codes of a server that is busy rather than unwilling.
        _ => Code is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG",
    };
}
