namespace DigestBot.Mail;

/// <summary>Section <c>Sendmail</c>: the local program that takes our mail, instead of a relay.</summary>
public sealed class SendmailSettings
{
    /// <summary>Absolute path of the program, such as /usr/sbin/sendmail; empty for none.</summary>
    public string Path { get; set; } = "";

    /// <summary>Seconds after which a program that has not ended is ended; its mail is then in doubt, and sent again.</summary>
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (Path.Length > 0 && !System.IO.Path.IsPathFullyQualified(Path)) yield return ("Sendmail:Path", Path, "an absolute path such as /usr/sbin/sendmail, or empty");
        if (TimeoutSeconds is < 1 or > 3600) yield return ("Sendmail:TimeoutSeconds", TimeoutSeconds, "1 to 3600");
    }
}
