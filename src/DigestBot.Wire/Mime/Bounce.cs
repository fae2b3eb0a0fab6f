using System.Collections.Frozen;

namespace DigestBot.Wire.Mime;

/// <summary>Puts together what is known of one undelivered message: fields, the server's words, and what the notice says to people.</summary>
internal static class Bounce
{
    private const int LongestDiagnostic = 1000;

    // The address itself is at fault, not the message, the sender or the moment.
    private static readonly FrozenSet<string> HardReasons = FrozenSet.ToFrozenSet(["userunknown", "hostunknown", "hasmoved"]);

    /// <param name="address">The recipient.</param>
    /// <param name="action">The action field; empty when there is none.</param>
    /// <param name="status">The status field; empty when there is none.</param>
    /// <param name="diagnostic">What the server said.</param>
    /// <param name="human">What the notice says to people.</param>
    /// <param name="raw">The diagnostic field with its type.</param>
    public static DeliveryRecipient Of(string address, string action, string status, string diagnostic, string human, string raw)
    {
        diagnostic = OneLine(diagnostic);
        human = OneLine(human);
        var reply = SmtpCodes.Reply(diagnostic);
        var told = SmtpCodes.Status(diagnostic);
        // What the server said is nearer to the truth than what the notice makes of it: "Status: 5.0.0" with "550 5.1.1 User unknown".
        if (told.Length > 0 && (SmtpCodes.IsVague(status) || !SmtpCodes.IsVague(told)))
            status = told;
        if (reply.Length == 0 && SmtpCodes.IsVague(status))
        {
            reply = SmtpCodes.Reply(human);
            if (SmtpCodes.Status(human) is { Length: > 0 } also)
                status = also;
        }
        var delivered = action is "delivered" or "deliverable" or "relayed" or "expanded" || status.StartsWith('2');
        var reason = delivered ? "delivered"
            : raw.StartsWith("x-unix", StringComparison.OrdinalIgnoreCase) && BounceReason.OfText(diagnostic) is not "mailboxfull" ? "mailererror"
            : BounceReason.Of(diagnostic, human, status, reply);
        // Google Groups explains in the reader's language, without a code, that one may not post there.
        if (reason == "undefined" && address.EndsWith("@googlegroups.com", StringComparison.OrdinalIgnoreCase))
            reason = "rejected";
        if (action.Length == 0)
            action = delivered ? "delivered" : status.StartsWith('4') ? "delayed" : "failed";
        if (status.Length == 0)
            status = reply.StartsWith('4') || action == "delayed" ? "4.0.0" : "5.0.0";
        var hard = HardReasons.Contains(reason) || reason == "notaccept" && status.StartsWith('5');
        return new DeliveryRecipient(address, action, status, reply, reason, hard, diagnostic.Length > 0 ? diagnostic : human);
    }

    private static string OneLine(string text)
    {
        var words = string.Join(' ', (text.Length > 4 * LongestDiagnostic ? text[..(4 * LongestDiagnostic)] : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > LongestDiagnostic ? words[..LongestDiagnostic] : words;
    }
}
