namespace DigestBot.Tests.Deliverability;

/// <summary>Messages as one file for the mail programs of the system (RFC 4155, "mboxrd").</summary>
internal static class MailFile
{
    /// <summary>The file's text.</summary>
    public static string Of(IEnumerable<string> messages) => string.Concat(messages.Select(message =>
        "From digest@news.example.net Mon Mar  2 12:00:00 2026\n" + string.Join('\n', message.ReplaceLineEndings("\n").Split('\n').Select(Quoted)).TrimEnd('\n') + "\n\n"));

    /// <summary>A mail as it lies in a mailbox: with the trace line of the server that took it (RFC 5321 4.4).</summary>
    public static string Delivered(GeneratedMail mail)
    {
        // The address is IANA's own, that of example.com: one of a documentation range counts as forged.
        var date = mail.Message.Headers["Date"];
        return $"Return-Path: <{mail.First.EnvelopeFrom}>\r\n"
            + $"Received: from relay.{GeneratedMails.Domain} (relay.{GeneratedMails.Domain} [192.0.43.8])\r\n\tby mx.mail.example.org (Postfix) with ESMTPS id 4SxQ1T2Zz9z1Q\r\n\tfor <{mail.Row.Recipient}>; {date}\r\n"
            + mail.Octets;
    }

    private static string Quoted(string line) => line.TrimStart('>').StartsWith("From ", StringComparison.Ordinal) ? ">" + line : line;
}
