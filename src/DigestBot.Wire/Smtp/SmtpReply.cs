namespace DigestBot.Wire.Smtp;

/// <summary>Where in the conversation something happened.</summary>
public enum SmtpStage
{
    /// <summary>Before the TCP connection stands.</summary>
    Connect,

    /// <summary>Waiting for the 220.</summary>
    Greeting,

    /// <summary>EHLO or HELO.</summary>
    Ehlo,

    /// <summary>STARTTLS.</summary>
    StartTls,

    /// <summary>The TLS handshake.</summary>
    Tls,

    /// <summary>AUTH.</summary>
    Auth,

    /// <summary>MAIL FROM.</summary>
    Mail,

    /// <summary>RCPT TO.</summary>
    Rcpt,

    /// <summary>DATA, and the message up to its final dot.</summary>
    Data,

    /// <summary>The final dot has been sent, or may have been.</summary>
    FinalDot,

    /// <summary>RSET.</summary>
    Rset,

    /// <summary>QUIT.</summary>
    Quit,
}

/// <summary>What the server answered. Whether a refusal is temporary or permanent is decided here and nowhere else.</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="EnhancedStatus">RFC 2034 / RFC 3463 status such as <c>5.1.1</c>; null when the server gave none of the same class.</param>
/// <param name="Text">The words, without code and status; lines separated by <c>\n</c>; control characters replaced. At most 16 k characters.</param>
/// <param name="Stage">What it answers.</param>
public sealed record SmtpReply(int Code, string? EnhancedStatus, string Text, SmtpStage Stage)
{
    /// <summary>2xx: done.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>3xx: go on.</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>
    /// The same message may be tried again later: any 4xx; 552 at RCPT, which means "too many recipients" (RFC 5321 4.5.3.1.10);
    /// and a demand for authentication or encryption (530, 535, 538: RFC 4954 6, RFC 3207 4), which is about the settings and not about the message.
    /// </summary>
    public bool IsTemporary =>
        Code is >= 400 and < 500 || (Code == 552 && Stage == SmtpStage.Rcpt) || Code is 530 or 535 or 538;

    /// <summary>The same message would be refused again.</summary>
    public bool IsPermanent => Code >= 500 && !IsTemporary;

    /// <summary>421 announces that the server closes the connection (RFC 5321 3.8), whatever it answers.</summary>
    public bool EndsConnection => Code == 421;

    /// <summary>The reply in one line, as a log or a status page shows it.</summary>
    public override string ToString()
    {
        var text = Text.Replace("\n", " / ", StringComparison.Ordinal);
        return EnhancedStatus is null ? $"{Code} {text}" : $"{Code} {EnhancedStatus} {text}";
    }
}
