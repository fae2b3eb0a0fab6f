using DigestBot.Wire.Imap;

namespace DigestBot.Replies;

/// <summary>Section <c>Imap</c>: the inbox where replies arrive. Without a host, replies come by <c>digestbot reply --apply -</c> only.</summary>
public sealed class ImapSettings
{
    /// <summary>Name of the server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>993 for TLS from the first byte, 143 for STARTTLS.</summary>
    public int Port { get; set; } = 993;

    /// <summary>Implicit, StartTls or None.</summary>
    public ImapSecurity Security { get; set; } = ImapSecurity.Implicit;

    /// <summary>User name.</summary>
    public string User { get; set; } = "";

    /// <summary>Password; better in a file.</summary>
    public string Password { get; set; } = "";

    /// <summary>File that holds the password.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>PEM file with the only authorities to trust; empty for the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>The mailbox that is read.</summary>
    public string Mailbox { get; set; } = "INBOX";

    /// <summary>Messages handled in one round.</summary>
    public int MessagesPerRound { get; set; } = 500;

    /// <summary>For the client.</summary>
    public ImapOptions ToOptions() => new(Host, Port, Security, User, Secret.Read(Password, PasswordFile)) { CaFile = CaFile.Length > 0 ? CaFile : null };

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (Port is < 1 or > 65535) yield return ("Imap:Port", Port, "1 to 65535 (993 for implicit TLS, 143 for STARTTLS)");
        if (MessagesPerRound is < 1 or > 10_000) yield return ("Imap:MessagesPerRound", MessagesPerRound, "1 to 10000");
        if (PasswordFile.Length > 0 && !File.Exists(PasswordFile)) yield return ("Imap:PasswordFile", PasswordFile, "a file that exists");
        if (CaFile.Length > 0 && !File.Exists(CaFile)) yield return ("Imap:CaFile", CaFile, "a PEM file that exists");
        if (Host.Length > 0 && User.Length == 0) yield return ("Imap:User", User, "the user name of the inbox");
        if (Host.Length > 0 && Password.Length == 0 && PasswordFile.Length == 0) yield return ("Imap:Password", "", "the password of Imap:User, or Imap:PasswordFile");
        if (Mailbox.Length == 0) yield return ("Imap:Mailbox", Mailbox, "a mailbox such as INBOX");
    }
}
