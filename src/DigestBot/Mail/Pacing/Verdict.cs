using DigestBot.Wire.Smtp;

namespace DigestBot.Mail.Pacing;

/// <summary>What the end of an attempt says about the relay and about the recipient's domain.</summary>
/// <param name="Delivered">The mail was taken.</param>
/// <param name="RelayRefused">The relay wants less of us.</param>
/// <param name="DomainWeight">How much it speaks against the recipient's domain: 0 nothing, or <see cref="Weak"/>, or <see cref="Strong"/>.</param>
/// <param name="DomainAnswered">The domain is alive: the mail was taken, or refused for good at its recipient.</param>
internal readonly record struct Verdict(bool Delivered, bool RelayRefused, int DomainWeight, bool DomainAnswered)
{
    /// <summary>It may well be the recipient alone.</summary>
    public const int Weak = 1;

    /// <summary>It is hardly the recipient alone.</summary>
    public const int Strong = 4;

    // As relays put it: Gmail 4.7.28 "unusual rate", Outlook 4.7.500 "server busy … throttled", Yahoo "[TSS04] … too many", SES "Maximum sending rate exceeded", Postfix anvil "too many".
    private static readonly string[] RateWords =
        ["rate limit", "rate-limit", "ratelimit", "sending rate", "unusual rate", "too many", "throttl", "too fast", "slow down", "limit exceeded", "exceeded the", "server busy", "too busy"];

    private static readonly string[] GreyWords = ["greylist", "graylist", "grey-list", "gray-list", "greylisted"];

    /// <summary>
    /// Judges an attempt. The rule, first match wins:
    /// <list type="number">
    /// <item>421 and a lost connection are the relay's at any stage: it closes the channel for everybody (RFC 5321 3.8). From RCPT on, 421 speaks against the domain too.</item>
    /// <item>A 4xx at MAIL is the relay's: no recipient has been named yet.</item>
    /// <item>4.2.x is about one mailbox (RFC 3463 3.3), whatever its words; a full one (4.2.2) says nothing at all about its neighbours.</item>
    /// <item>A reply that says greylisting says nothing: each recipient, and with signed envelope senders each mail, must be tried once for its time to begin. To wait together would be to begin anew each time.</item>
    /// <item>Words about rates are the relay's at any stage (451 4.7.x "too many", "throttled" …).</item>
    /// <item>4.3.x, mail system status (RFC 3463 3.4), is whose system answers: the relay's.</item>
    /// <item>At RCPT a 4.7.1, an address code or a bare 450 or 451 may be greylisting without the word, or one recipient: weak. Anything else there speaks against the domain.</item>
    /// <item>After RCPT a refusal is judged by content more often than not: weak against the domain; the relay's when it gives no status, or one of transport (4.4.x, 4.5.x).</item>
    /// </list>
    /// Refusals for good say nothing about speed. Those about our own settings stop the round elsewhere.
    /// </summary>
    public static Verdict Of(SendResult result)
    {
        if (result.Outcome == SendOutcome.Delivered) return new(true, false, 0, true);
        if (result.Outcome == SendOutcome.ConnectionLost) return new(false, true, 0, false);
        if (result.Reply is not { } reply || reply.Code is < 400 or >= 500) return new(false, false, 0, result.Reply is { Stage: SmtpStage.Rcpt, IsPermanent: true });
        var (relay, domain) = Temporary(reply);
        return new(false, relay, domain, false);
    }

    private static (bool Relay, int Domain) Temporary(SmtpReply reply)
    {
        var status = reply.EnhancedStatus ?? "";
        var named = reply.Stage is SmtpStage.Rcpt or SmtpStage.Data or SmtpStage.FinalDot;
        if (reply.Code == 421) return (true, named ? Strong : 0);
        if (!named) return (true, 0);
        if (status.StartsWith("4.2.", StringComparison.Ordinal)) return (false, status == "4.2.2" || Says(reply.Text, GreyWords) ? 0 : Weak);
        if (Says(reply.Text, GreyWords)) return (false, 0);
        if (Says(reply.Text, RateWords)) return (true, Strong);
        if (status.StartsWith("4.3.", StringComparison.Ordinal)) return (true, Strong);
        if (reply.Stage == SmtpStage.Rcpt)
            return (false, status is "4.7.1" or "4.1.1" or "4.1.6" || (status.Length == 0 && reply.Code is 450 or 451) ? Weak : Strong);
        return (status.Length == 0 || status.StartsWith("4.4.", StringComparison.Ordinal) || status.StartsWith("4.5.", StringComparison.Ordinal), Weak);
    }

    private static bool Says(string text, string[] words)
    {
        foreach (var word in words)
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
