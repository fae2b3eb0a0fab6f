using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>Section <c>Smtp</c>: the relay that takes our mail. Without a host, mail goes to the outbox folder.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name of the relay; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>587 for STARTTLS, 465 for TLS from the first byte, 25 for a local relay.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Required (STARTTLS), Implicit (TLS from the first byte), Opportunistic, None.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Required;

    /// <summary>User name; empty to send without signing in.</summary>
    public string User { get; set; } = "";

    /// <summary>Password; better in a file.</summary>
    public string Password { get; set; } = "";

    /// <summary>File that holds the password.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The SASL mechanism to sign in with, such as PLAIN; auto for the strongest that the relay knows too.</summary>
    public string Authentication { get; set; } = "auto";

    /// <summary>File whose first line is an OAuth 2.0 access token; read for every connection.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Program, with arguments, that prints an OAuth 2.0 access token.</summary>
    public string TokenCommand { get; set; } = "";

    /// <summary>What we call ourselves in EHLO; empty for this machine's name.</summary>
    public string HeloName { get; set; } = "";

    /// <summary>PEM file with the only authorities to trust; empty for the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Whether mail goes in one piece with its length before it (BDAT, RFC 3030) to a relay that offers it, not line by line up to a dot.</summary>
    public bool Chunking { get; set; }

    /// <summary>Connections at the same time.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>Days after which a mail that the relay keeps putting off is given up.</summary>
    public int GiveUpDays { get; set; } = 5;

    /// <summary>File that gets every conversation with the relay, secrets masked; empty for none.</summary>
    public string ProtocolLog { get; set; } = "";

    /// <summary>Size at which the protocol log is put aside, in 2^20 bytes.</summary>
    public int ProtocolLogMegabytes { get; set; } = 10;

    /// <summary>Mails after which a connection is closed and another opened; 0 for no limit. Exim's own default (connection_max_messages).</summary>
    public int MessagesPerConnection { get; set; } = 500;

    /// <summary>Mails within any second; 0 for no limit.</summary>
    public int MaxPerSecond { get; set; }

    /// <summary>Mails within any hour; 0 for no limit. A tenth is kept for what a person waits for.</summary>
    public int MaxPerHour { get; set; }

    /// <summary>Mails on their way to one recipient domain at the same time; 0 for no limit: a smarthost has queues of its own for each.</summary>
    public int ConnectionsPerDomain { get; set; }

    /// <summary>Host, port and policy, for people.</summary>
    public string Destination => $"{Host}:{Port} ({Security})";

    private bool HasToken => TokenFile.Length > 0 || TokenCommand.Length > 0;

    /// <summary>For the client. The password's file is read now, so that a password that was put right counts from the next connection on.</summary>
    /// <exception cref="IOException">The password's file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The password's file cannot be read.</exception>
    public SmtpOptions ToOptions(AccessTokens tokens, CancellationToken cancellation) => new(
        Host, Port, Security, User.Length > 0 ? User : null, User.Length > 0 && !HasToken ? Secret.Read(Password, PasswordFile) : null,
        HeloName.Length > 0 ? HeloName : null, CaFile.Length > 0 ? CaFile : null)
    {
        Authentication = IsAuto ? null : Authentication,
        AccessToken = User.Length > 0 && HasToken ? refused => tokens.GetAsync(refused, cancellation) : null,
        Chunking = Chunking,
    };

    /// <summary>How fast mail may leave.</summary>
    public PaceLimits ToLimits() => new(Connections, MessagesPerConnection, MaxPerSecond, MaxPerHour, ConnectionsPerDomain);

    private bool IsAuto => Authentication.Equals("auto", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (Port is < 1 or > 65535) yield return ("Smtp:Port", Port, "1 to 65535 (587 for STARTTLS, 465 for implicit TLS)");
        if (Connections is < 1 or > 100) yield return ("Smtp:Connections", Connections, "1 to 100");
        if (GiveUpDays is < 1 or > 30) yield return ("Smtp:GiveUpDays", GiveUpDays, "1 to 30");
        if (MessagesPerConnection is < 0 or > 1_000_000) yield return ("Smtp:MessagesPerConnection", MessagesPerConnection, "1 to 1000000, or 0 for no limit");
        if (MaxPerSecond is < 0 or > 100_000) yield return ("Smtp:MaxPerSecond", MaxPerSecond, "1 to 100000, or 0 for no limit");
        if (MaxPerHour is < 0 or > 100_000_000) yield return ("Smtp:MaxPerHour", MaxPerHour, "1 to 100000000, or 0 for no limit");
        if (ConnectionsPerDomain is < 0 or > 100) yield return ("Smtp:ConnectionsPerDomain", ConnectionsPerDomain, "1 to 100, or 0 for no limit");
        if (PasswordFile.Length > 0 && !File.Exists(PasswordFile)) yield return ("Smtp:PasswordFile", PasswordFile, "a file that exists");
        if (CaFile.Length > 0 && !File.Exists(CaFile)) yield return ("Smtp:CaFile", CaFile, "a PEM file that exists");
        if (User.Length > 0 && Password.Length == 0 && PasswordFile.Length == 0 && !HasToken)
            yield return ("Smtp:Password", "", "a password for Smtp:User, or Smtp:PasswordFile; or an access token by Smtp:TokenFile or Smtp:TokenCommand");
        if (!IsAuto && !SmtpOptions.Mechanisms.Contains(Authentication, StringComparer.OrdinalIgnoreCase))
            yield return ("Smtp:Authentication", Authentication, "auto, " + string.Join(", ", SmtpOptions.Mechanisms));
        if (TokenFile.Length > 0 && !File.Exists(TokenFile)) yield return ("Smtp:TokenFile", TokenFile, "a file that exists");
        if (TokenFile.Length > 0 && TokenCommand.Length > 0) yield return ("Smtp:TokenCommand", TokenCommand, "empty when there is an Smtp:TokenFile");
        if (TokenCommand.Length > 0 && TokenProgram.Words(TokenCommand) is null) yield return ("Smtp:TokenCommand", TokenCommand, "a program and its arguments, with every quotation mark closed");
        if (HasToken && (Password.Length > 0 || PasswordFile.Length > 0)) yield return ("Smtp:Password", "…", "empty, and Smtp:PasswordFile too, when there is an access token");
        if (HasToken && User.Length == 0) yield return ("Smtp:User", User, "the user whom the access token is for");
        if (ProtocolLogMegabytes is < 1 or > 1000) yield return ("Smtp:ProtocolLogMegabytes", ProtocolLogMegabytes, "1 to 1000");
    }
}
