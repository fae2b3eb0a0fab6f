namespace DigestBot.Wire.Smtp;

/// <summary>How long each step may take before the connection is given up (RFC 5321 4.5.3.2).</summary>
public sealed record SmtpTimeouts
{
    /// <summary>What the RFC asks for at least, and where it asks for nothing (the connection, TLS, QUIT) what a relay on the Internet needs; the final dot is waited for longer.</summary>
    public static SmtpTimeouts Standard { get; } = new();

    /// <summary>The TCP connection, for each address of the host. The RFC has no time for it, so that another address is tried soon.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The TLS handshake, for which the RFC has no time.</summary>
    public TimeSpan Tls { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The 220 greeting (4.5.3.2.1).</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>EHLO, AUTH, STARTTLS, RSET and everything without a time of its own.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>MAIL (4.5.3.2.2).</summary>
    public TimeSpan Mail { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>RCPT (4.5.3.2.3).</summary>
    public TimeSpan Rcpt { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The 354 after DATA (4.5.3.2.4).</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Each block of the message (4.5.3.2.5).</summary>
    public TimeSpan Block { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The answer to the final dot (4.5.3.2.6 asks for ten minutes at least): giving up too early makes duplicates, so a relay that is late itself is waited for.</summary>
    public TimeSpan FinalDot { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>QUIT: nothing depends on its answer, so it is not waited for as long as for other commands.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same time for every step.</summary>
    public static SmtpTimeouts All(TimeSpan time) => new()
    {
        Connect = time, Tls = time, Greeting = time, Command = time, Mail = time,
        Rcpt = time, Data = time, Block = time, FinalDot = time, Quit = time,
    };

    internal TimeSpan Of(SmtpStage stage) => stage switch
    {
        SmtpStage.Connect => Connect,
        SmtpStage.Greeting => Greeting,
        SmtpStage.Tls => Tls,
        SmtpStage.Mail => Mail,
        SmtpStage.Rcpt => Rcpt,
        SmtpStage.Data => Data,
        SmtpStage.FinalDot => FinalDot,
        SmtpStage.Quit => Quit,
        _ => Command,
    };
}
