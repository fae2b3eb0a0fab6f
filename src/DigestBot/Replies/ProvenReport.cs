using DigestBot.Rendering;
using DigestBot.Wire.Mime;

namespace DigestBot.Replies;

/// <summary>
/// A bounce or a complaint about a mail that is certainly ours, because a signed token says which. Anybody can write a message that names somebody's address in
/// Final-Recipient or Original-Rcpt-To: without the token it is no report at all.
/// </summary>
/// <param name="Mail">The outbox row, from the envelope sender's token; null when only the subscriber is known.</param>
/// <param name="Subscriber">Of a complaint: the subscriber, from the token in the returned mail's Message-ID.</param>
/// <param name="Failed">What a bounce says of the recipient; null for a complaint.</param>
/// <param name="FeedbackType">What a complaint says of the mail (RFC 5965 3.5), such as <c>abuse</c>; empty for a bounce.</param>
internal sealed record ProvenReport(long? Mail, long? Subscriber, DeliveryRecipient? Failed, string FeedbackType)
{
    // What a person says by a button. Others are said by machines, about viruses and failed signatures (RFC 5965 7.3, RFC 6591), and nobody asks for an end by them.
    private static readonly string[] Unwanted = ["abuse", "fraud", "opt-out", "opt-out-list"];

    /// <summary>What tells this report from others of the same wording.</summary>
    public string Key => FormattableString.Invariant($"{(Failed is null ? "complaint" : "bounce")} {Mail} {Subscriber}");

    /// <summary>The report that a message is; null when it is none, or one that proves nothing, or one that nothing follows from (a delay, a success).</summary>
    public static ProvenReport? Of(ReceivedMessage message, MailAddresses addresses)
    {
        if (DeliveryReport.Read(message) is not { } report) return null;
        if (report.Kind == DeliveryReportKind.Complaint) return Complaint(message, report, addresses);
        // A bounce goes to the envelope sender and nowhere else (RFC 5321 4.5.5). Our mails have one recipient each.
        return report.Recipients.FirstOrDefault(one => one.Action == "failed") is { } failed && Returned(message, addresses) is { } mail ? new ProvenReport(mail, null, failed, "") : null;
    }

    private static ProvenReport? Complaint(ReceivedMessage message, DeliveryReport report, MailAddresses addresses)
    {
        if (!Unwanted.Contains(report.FeedbackType)) return null;
        // A complaint goes where the operator had the provider send it: only the mail that came with it says whose it is, or the envelope sender that is quoted.
        var subscriber = report.Original?["Message-ID"] is { } id ? addresses.SubscriberOfMessageId(id.Trim().Trim('<', '>')) : null;
        var fields = message.AllParts().FirstOrDefault(part => part.ContentType.Is("message/feedback-report"));
        var senders = fields is null ? [] : MessageReader.Read(fields.Content).Addresses("Original-Mail-From");
        var mail = senders.Take(20).Select(sender => addresses.MailOfEnvelope(sender.Address)).FirstOrDefault(found => found is not null);
        return subscriber is null && mail is null ? null : new ProvenReport(mail, subscriber, null, report.FeedbackType);
    }

    private static long? Returned(ReceivedMessage message, MailAddresses addresses) =>
        ((string[])["To", "Delivered-To", "X-Original-To"]).SelectMany(header => message.Addresses(header).Take(20))
            .Select(mailbox => addresses.MailOfEnvelope(mailbox.Address)).FirstOrDefault(mail => mail is not null);
}
