namespace DigestBot.Wire.Mime;

/// <summary>
/// Whether a refusal is about the address itself: nobody is there, and no other mail would arrive either. The one rule for what our relay answers
/// and for what bounce messages report. In doubt it says no: writing once too often costs little, a reader who is dropped wrongly is lost.
/// </summary>
public static class DeadAddress
{
    // RFC 3463 3.2 and 3.3, RFC 7505 4.2 (5.1.10), IANA's registry of enhanced status codes.
    // Not among them, although they begin with 5.1 or 5.2: 5.1.0 and 5.2.0 (undefined), 5.1.4 (ambiguous: the relay's directory is at fault), 5.1.5 (the address is valid),
    // 5.1.7 and 5.1.8 (our own address), 5.1.9 (a relay that loses things), 5.2.2 (full), 5.2.3 (this message is too long), 5.2.4 (a list that cannot be expanded).
    private static readonly string[] Statuses =
    [
        "5.1.1", // no such mailbox
        "5.1.2", // no such domain
        "5.1.3", // no address at all
        "5.1.6", // moved, and nobody knows where to
        "5.1.10", // a domain that says it takes no mail (null MX)
        "5.2.1", // a mailbox that is closed
    ];

    // What the words of a server come to (BouncePhrases). Any other reason in words is stronger than a status: servers say "550 5.1.1" about spam and full mailboxes too.
    private static readonly string[] Reasons = ["userunknown", "hostunknown", "hasmoved", "suspend", "notaccept"];

    /// <summary>Whether it is.</summary>
    /// <param name="code">The reply code (RFC 5321 4.2), or null.</param>
    /// <param name="status">The enhanced status, or null or empty.</param>
    /// <param name="text">The server's words.</param>
    public static bool Is(int? code, string? status, string text)
    {
        status ??= "";
        // 5.1.1 with 450 is a server that is not sure; 552 at RCPT means too many recipients (RFC 5321 4.5.3.1.10).
        if (code is < 500 or 552 || (status.Length > 0 && status[0] != '5')) return false;
        var words = BounceReason.OfText(text);
        if (words is not null && !Reasons.Contains(words)) return false;
        // Without a status that says something, only words that name the fault count: a bare 550 may be anything.
        if (SmtpCodes.IsVague(status)) return words is not null && (code is null or 550 or 551 or 553 or 554);
        // 5.4.4: Postfix says so of a domain that does not exist; RFC 3463 means routing, so that the words decide.
        return Statuses.Contains(status) || (status == "5.4.4" && words == "hostunknown");
    }
}
