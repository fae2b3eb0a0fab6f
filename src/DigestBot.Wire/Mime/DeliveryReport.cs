namespace DigestBot.Wire.Mime;

/// <summary>What a report is about.</summary>
public enum DeliveryReportKind
{
    /// <summary>A message could not be delivered, is late, or was delivered (RFC 3464).</summary>
    Bounce,

    /// <summary>A recipient called a message unwanted (RFC 5965).</summary>
    Complaint,
}

/// <summary>A mail system's report about a message of ours.</summary>
/// <param name="Kind">Bounce or complaint.</param>
/// <param name="Recipients">At least one.</param>
/// <param name="FeedbackType">Of complaints: <c>abuse</c>, <c>fraud</c>, <c>opt-out</c> …; empty for bounces.</param>
/// <param name="Original">The header of the message that the report is about, when it came along.</param>
public sealed record DeliveryReport(DeliveryReportKind Kind, IReadOnlyList<DeliveryRecipient> Recipients, string FeedbackType, HeaderList? Original)
{
    private static readonly string[] Subjects =
    [
        "undeliver", "returned mail", "failure notice", "delivery status", "delivery failure", "mail delivery", "delivery has failed", "delivery failed", "could not be delivered", "non remis", "unzustellbar",
        "mail system error", "delivery report", "failed delivery", "delivery notification", "delayed mail", "returning to sender", "error sending your mail", "mail failed",
    ];

    /// <summary>Reads a report, standard or not.</summary>
    /// <returns>The report, or null when the message is none.</returns>
    public static DeliveryReport? Read(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var original = OriginalHeaders(message);
        if (FeedbackReport.Read(message, original) is { } complaint)
            return complaint;
        var recipients = DeliveryStatusPart.Read(message);
        if (recipients.Count == 0 && LooksLikeBounce(message, original))
            recipients = BounceText.Read(message, original);
        return recipients.Count > 0 ? new DeliveryReport(DeliveryReportKind.Bounce, recipients, "", original) : null;
    }

    /// <summary>Notices of mail systems; not what a person or an absence program writes.</summary>
    private static bool LooksLikeBounce(ReceivedMessage message, HeaderList? original)
    {
        var kind = AutomaticMail.Classify(message.Headers);
        return kind == AutomaticKind.Notice
            || message.Headers.First("X-Failed-Recipients") is not null
            || message.Root.ContentType.Is("multipart/report")
            || kind != AutomaticKind.AutoReply && Subjects.Any(words => message.Subject.Contains(words, StringComparison.OrdinalIgnoreCase))
            || original is not null && (message.TextBody?.Contains("could not be delivered", StringComparison.OrdinalIgnoreCase) ?? false);
    }

    /// <summary>The returned message's header: a message part, or one that has only its header (RFC 3462 2).</summary>
    private static HeaderList? OriginalHeaders(ReceivedMessage message)
    {
        foreach (var part in message.AllParts())
        {
            if (part.Message is { } inner)
                return inner.Headers;
            if (part.ContentType.MediaType is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers")
                return MessageReader.Read(part.Content).Headers;
        }
        return null;
    }
}
