using System.Globalization;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>
/// What the exit code of a sendmail program means (sysexits.h). Only what is the mail's own fault is final; a code that may mean anything puts the mail off,
/// for a mail that is tried in vain for some days is better than one that is lost. So does 65, which msmtp gives for any refusal of sender or recipient, and 68, which it
/// gives when the relay's own name is not found.
/// </summary>
internal static class SendmailExit
{
    // Above this a signal ended the process, as shells count.
    private const int Signals = 128;

    /// <summary>The result of a mail whose program has ended.</summary>
    /// <param name="code">Its exit code.</param>
    /// <param name="words">What it printed, with a separator before it; or empty.</param>
    public static SendResult Result(int code, string words)
    {
        var (reply, status, stage, name) = code switch
        {
            0 => (250, null, SmtpStage.FinalDot, "taken"),
            64 => (550, "5.3.5", SmtpStage.Mail, "EX_USAGE: it does not take the arguments of sendmail"),
            65 => (451, "4.3.0", SmtpStage.FinalDot, "EX_DATAERR"),
            66 => (451, "4.3.0", SmtpStage.FinalDot, "EX_NOINPUT: it could not read the mail"),
            67 => (550, "5.1.1", SmtpStage.Rcpt, "EX_NOUSER: there is no such recipient"),
            68 => (451, "4.4.0", SmtpStage.FinalDot, "EX_NOHOST"),
            69 => (451, "4.3.0", SmtpStage.FinalDot, "EX_UNAVAILABLE"),
            70 => (451, "4.3.0", SmtpStage.FinalDot, "EX_SOFTWARE: it failed"),
            71 => (451, "4.3.0", SmtpStage.FinalDot, "EX_OSERR: the system refused it something"),
            72 => (451, "4.3.0", SmtpStage.FinalDot, "EX_OSFILE: a file of the system is missing"),
            73 => (451, "4.3.0", SmtpStage.FinalDot, "EX_CANTCREAT: it cannot write its queue"),
            74 => (451, "4.3.0", SmtpStage.FinalDot, "EX_IOERR: it cannot read or write"),
            75 => (451, "4.3.0", SmtpStage.FinalDot, "EX_TEMPFAIL: not now"),
            76 => (451, "4.5.0", SmtpStage.FinalDot, "EX_PROTOCOL"),
            77 => (550, "5.7.0", SmtpStage.Mail, "EX_NOPERM: the service's user may not send with it"),
            78 => (550, "5.3.5", SmtpStage.Mail, "EX_CONFIG: its configuration is wrong"),
            _ => (451, "4.3.0", SmtpStage.FinalDot, "no code of sysexits.h"),
        };
        if (code == 0) return new SendResult(SendOutcome.Delivered, null, false, true, [], "taken by the sendmail program" + words);
        if (code > Signals)
            return new SendResult(SendOutcome.ConnectionLost, null, true, true, [], string.Create(CultureInfo.InvariantCulture, $"the sendmail program was ended by signal {code - Signals}{words}"));
        var said = new SmtpReply(reply, status, string.Create(CultureInfo.InvariantCulture, $"the sendmail program ended with {code} ({name}){words}"), stage);
        return new SendResult(said.IsTemporary ? SendOutcome.Temporary : SendOutcome.Permanent, said, false, true, [], said.ToString());
    }
}
