namespace DigestBot.Tests.Replies;

/// <summary>Bounces and complaints as they arrive; whoever hands them over makes the ends of lines CRLF.</summary>
internal static class Reports
{
    /// <summary>A bounce to an envelope sender, as Postfix writes it.</summary>
    public static string Bounce(string to, string id, string action = "failed", string status = "5.1.1") =>
        $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.readers.example (Mail Delivery System)
        To: {to}
        Subject: Undelivered Mail Returned to Sender
        Date: Tue, 10 Mar 2026 12:00:00 +0000
        Message-ID: <{id}.readers.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain

        <reader@example.org>: host mx.readers.example said: 550 5.1.1 User unknown
        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.readers.example

        Final-Recipient: rfc822; reader@example.org
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; {(status[0] == '5' ? "550 5.1.1 User unknown" : "451 4.4.1 no answer")}

        --b1--

        """;

    /// <summary>A complaint (ARF, RFC 5965) about a mail, with that mail.</summary>
    public static string Complaint(string originalId, string originalSender, string type, string recipient = "hidden@provider.example") =>
        $"""
        From: Complaints <fbl@provider.example>
        To: abuse@digestbot.example
        Subject: Complaint about a message
        Date: Tue, 10 Mar 2026 12:00:00 +0000
        Message-ID: <complaint-1@provider.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

        --b1
        Content-Type: text/plain

        This is a report about a message.
        --b1
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: Provider/1.0
        Version: 1
        Original-Mail-From: <{originalSender}>
        Original-Rcpt-To: <{recipient}>

        --b1
        Content-Type: message/rfc822

        From: DigestBot <digest@digestbot.example>
        To: {recipient}
        Subject: Your digest
        Message-ID: <{originalId}>

        text
        --b1--

        """;
}
