namespace DigestBot.Wire.Smtp;

/// <summary>Why no session could be opened.</summary>
public enum SmtpConnectFailure
{
    /// <summary>The settings contradict themselves or name a file that cannot be read.</summary>
    Settings,

    /// <summary>DNS does not know the host.</summary>
    HostUnknown,

    /// <summary>Nothing listens there, or nothing answers.</summary>
    Unreachable,

    /// <summary>The connection ended, or no answer came in time.</summary>
    Lost,

    /// <summary>What answered does not speak SMTP.</summary>
    NotSmtp,

    /// <summary>The server refused to talk to this client.</summary>
    Refused,

    /// <summary>Encryption is required and STARTTLS is not offered, or was refused.</summary>
    NoStartTls,

    /// <summary>Somebody put words into the connection before it was encrypted.</summary>
    Injected,

    /// <summary>The certificate is not valid for this host.</summary>
    Certificate,

    /// <summary>The TLS handshake failed for another reason.</summary>
    Tls,

    /// <summary>No way to sign in that is safe and that both sides know.</summary>
    NoAuthentication,

    /// <summary>No access token could be had.</summary>
    Token,

    /// <summary>User name, password or access token was refused.</summary>
    PasswordRefused,
}

/// <summary>No session could be opened. The message says host, port, stage, what was wrong and what to do. No message was sent, no recipient is to blame.</summary>
public sealed class SmtpConnectException : Exception
{
    internal SmtpConnectException(SmtpOptions options, SmtpStage stage, SmtpConnectFailure failure, string what, SmtpReply? reply = null, Exception? inner = null)
        : base($"{options.Host}:{options.Port} ({Named(stage)}): {what}", inner)
    {
        Stage = stage;
        Failure = failure;
        Reply = reply;
    }

    /// <summary>How far it came.</summary>
    public SmtpStage Stage { get; }

    /// <summary>What kind of trouble it is.</summary>
    public SmtpConnectFailure Failure { get; }

    /// <summary>The server's refusal, where there was one.</summary>
    public SmtpReply? Reply { get; }

    /// <summary>It may pass by itself; otherwise somebody has to change something. Either way mail waits and is not lost.</summary>
    public bool IsTemporary => Reply is { } reply
        ? reply.Code is >= 400 and < 500
        : Failure is SmtpConnectFailure.HostUnknown or SmtpConnectFailure.Unreachable or SmtpConnectFailure.Lost or SmtpConnectFailure.Token;

    private static string Named(SmtpStage stage) => stage switch
    {
        SmtpStage.Connect => "connecting",
        SmtpStage.Greeting => "waiting for the greeting",
        SmtpStage.Ehlo => "EHLO",
        SmtpStage.StartTls => "STARTTLS",
        SmtpStage.Tls => "TLS handshake",
        SmtpStage.Auth => "signing in",
        SmtpStage.Mail => "naming the sender",
        _ => stage.ToString(),
    };
}
