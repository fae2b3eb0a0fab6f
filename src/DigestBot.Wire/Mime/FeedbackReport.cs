namespace DigestBot.Wire.Mime;

/// <summary>Reads complaints: the Abuse Reporting Format (RFC 5965), and those of Hotmail, which are plain forwarded messages.</summary>
internal static class FeedbackReport
{
    private const int MostRecipients = 1000;

    public static DeliveryReport? Read(ReceivedMessage message, HeaderList? original)
    {
        var part = message.AllParts().FirstOrDefault(part => part.ContentType.Is("message/feedback-report"));
        if (part is null)
            return IsForwardedComplaint(message, original) ? Report([], "abuse", original, message) : null;
        var fields = MessageReader.Read(part.Content).Headers;
        var type = fields["Feedback-Type"]?.Trim().ToLowerInvariant() ?? "abuse";
        // RFC 6430: "not-spam" takes a complaint back.
        if (type == "not-spam")
            return null;
        var named = fields.All("Original-Rcpt-To").Concat(fields.All("Removal-Recipient")).Select(field => AddressReader.Read(field.Structured)).SelectMany(list => list).Select(one => one.Address).Take(MostRecipients);
        return Report([.. named], type, original, message);
    }

    private static DeliveryReport Report(List<string> addresses, string type, HeaderList? original, ReceivedMessage message)
    {
        if (addresses.Count == 0 && original is not null)
            foreach (var name in new[] { "X-HmXmrOriginalRecipient", "X-Original-To", "Delivered-To", "To" })
                if (addresses.Count == 0)
                    addresses.AddRange(original.All(name).SelectMany(field => AddressReader.Read(field.Structured)).Select(one => one.Address));
        var recipients = addresses.Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostRecipients)
            .Select(address => Complaint(address, message.Subject)).ToList();
        // Providers that hide the recipient still complain; the caller finds the subscriber by the original's headers.
        return new DeliveryReport(DeliveryReportKind.Complaint, recipients.Count > 0 ? recipients : [Complaint("", message.Subject)], type, original);
    }

    private static DeliveryRecipient Complaint(string address, string subject) => new(address, "complaint", "", "", "feedback", false, subject);

    private static bool IsForwardedComplaint(ReceivedMessage message, HeaderList? original) =>
        original is not null && message.Subject.StartsWith("complaint about message from", StringComparison.OrdinalIgnoreCase);
}
