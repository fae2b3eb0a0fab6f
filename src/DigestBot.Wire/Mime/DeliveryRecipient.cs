namespace DigestBot.Wire.Mime;

/// <summary>What a report says about one recipient.</summary>
/// <param name="Address">The address, as our mail had it where the report says so; empty when it does not say.</param>
/// <param name="Action"><c>failed</c>, <c>delayed</c>, <c>delivered</c>, <c>relayed</c>, <c>expanded</c> (RFC 3464 2.3.3), or <c>complaint</c>.</param>
/// <param name="Status">The enhanced status (RFC 3463) such as <c>5.1.1</c>; empty for complaints.</param>
/// <param name="Reply">The reply code of SMTP such as <c>550</c>; empty when the report has none.</param>
/// <param name="Reason">One lower-case word: <c>userunknown</c>, <c>mailboxfull</c>, <c>spamdetected</c> …; <c>undefined</c> when it is not clear.</param>
/// <param name="Hard">Whether the address will never work: nobody is there, or it has moved.</param>
/// <param name="Diagnostic">The words of the server, in one line.</param>
public sealed record DeliveryRecipient(string Address, string Action, string Status, string Reply, string Reason, bool Hard, string Diagnostic);
