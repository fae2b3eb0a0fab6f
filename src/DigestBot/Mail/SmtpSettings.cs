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

    /// <summary>What we call ourselves in EHLO; empty for this machine's name.</summary>
    public string HeloName { get; set; } = "";

    /// <summary>PEM file with the only authorities to trust; empty for the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Connections at the same time.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>Days after which a mail that the relay keeps putting off is given up.</summary>
    public int GiveUpDays { get; set; } = 5;

    /// <summary>Mails after which a connection is closed and another opened; 0 for no limit. Exim's own default (connection_max_messages).</summary>
    public int MessagesPerConnection { get; set; } = 500;

    /// <summary>Mails within any second; 0 for no limit.</summary>
    public int MaxPerSecond { get; set; }

    /// <summary>Mails within any hour; 0 for no limit. A tenth is kept for what a person waits for.</summary>
    public int MaxPerHour { get; set; }

    /// <summary>Mails on their way to one recipient domain at the same time; 0 for no limit: a smarthost has queues of its own for each.</summary>
    public int ConnectionsPerDomain { get; set; }

    /// <summary>How fast mail may leave.</summary>
    public PaceLimits ToLimits() => new(Connections, MessagesPerConnection, MaxPerSecond, MaxPerHour, ConnectionsPerDomain);

    /// <summary>For the client.</summary>
    public SmtpOptions ToOptions() => new(
        Host, Port, Security, User.Length > 0 ? User : null, User.Length > 0 ? Secret.Read(Password, PasswordFile) : null,
        HeloName.Length > 0 ? HeloName : null, CaFile.Length > 0 ? CaFile : null);

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
        if (User.Length > 0 && Password.Length == 0 && PasswordFile.Length == 0) yield return ("Smtp:Password", "", "a password for Smtp:User, or Smtp:PasswordFile");
    }
}
