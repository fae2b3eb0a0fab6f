using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>When a delivery report is wanted (RFC 3461 4.1).</summary>
[Flags]
public enum ReportOn
{
    /// <summary>Never: not even a bounce.</summary>
    Never = 0,

    /// <summary>When the message was delivered.</summary>
    Success = 1,

    /// <summary>When it could not be delivered.</summary>
    Failure = 2,

    /// <summary>When it is late.</summary>
    Delay = 4,
}

/// <summary>What is asked of a server about delivery reports (RFC 3461).</summary>
/// <param name="On">When a report is wanted: NOTIFY.</param>
/// <param name="EnvelopeId">What a report names as Original-Envelope-Id: ENVID, at most 100 characters once encoded; null for none.</param>
/// <param name="WholeMessage">Whether a report of failure carries the message, or its header alone: RET.</param>
public sealed record ReportRequest(ReportOn On, string? EnvelopeId = null, bool WholeMessage = false)
{
    private const int LongestEnvelopeId = 100;
    private const int LongestRecipient = 500;

    /// <summary>The parameters of MAIL.</summary>
    /// <exception cref="ArgumentException">The envelope identifier is too long.</exception>
    internal string ForMail()
    {
        var ret = WholeMessage ? " RET=FULL" : " RET=HDRS";
        if (EnvelopeId is null)
            return ret;
        var id = XText(EnvelopeId);
        return id.Length is > 0 and <= LongestEnvelopeId
            ? $"{ret} ENVID={id}"
            : throw new ArgumentException($"The envelope identifier must have 1 to {LongestEnvelopeId} characters once encoded (RFC 3461 4.4), not {id.Length}.");
    }

    /// <summary>The parameters of RCPT. ORCPT names the recipient as we know it, whatever aliases follow; one that is not ASCII has no rfc822 form (RFC 6533 3).</summary>
    internal string ForRecipient(SmtpAddress recipient)
    {
        var notify = On == ReportOn.Never ? "NEVER" : string.Join(',', Words());
        if (recipient.NeedsUtf8)
            return " NOTIFY=" + notify;
        var original = XText(recipient.Wire);
        return original.Length <= LongestRecipient ? $" NOTIFY={notify} ORCPT=rfc822;{original}" : " NOTIFY=" + notify;
    }

    private IEnumerable<string> Words()
    {
        if (On.HasFlag(ReportOn.Success)) yield return "SUCCESS";
        if (On.HasFlag(ReportOn.Failure)) yield return "FAILURE";
        if (On.HasFlag(ReportOn.Delay)) yield return "DELAY";
    }

    /// <summary>RFC 3461 4: what is not printable ASCII, and "+" and "=", as "+" and two hexadecimal digits.</summary>
    private static string XText(string text)
    {
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is > (byte)' ' and < 0x7f and not ((byte)'+' or (byte)'='))
                encoded.Append((char)octet);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"+{octet:X2}");
        }
        return encoded.ToString();
    }
}
