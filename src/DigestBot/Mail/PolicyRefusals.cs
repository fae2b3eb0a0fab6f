using DigestBot.Model;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>
/// Tells a relay that does not relay for us from a recipient that it refuses. One answer ("550 5.7.1 Relay access denied") does not say which it is, so the first such refusal
/// puts a mail off. It is final when the same mail was refused like this before and others were delivered in this round since the last such refusal: then the relay relays for
/// us, and it is the recipient. Several in a row, without one delivery, are everybody's. A mail that meets neither is tried until its time is over, like any other.
/// </summary>
internal sealed class PolicyRefusals
{
    private const int Enough = 3;

    private readonly Lock _gate = new();
    private int _row;
    private bool _delivered;

    /// <summary>Whether a refusal is one of policy: 5.7.x at RCPT (RFC 3463 3.8), or without a status but in these words.</summary>
    public static bool Is(SendResult result) =>
        result.Reply is { IsPermanent: true, Stage: SmtpStage.Rcpt } reply && Is(reply.EnhancedStatus, reply.Text);

    /// <summary>The relay took a mail.</summary>
    public void Delivered()
    {
        lock (_gate) (_row, _delivered) = (0, true);
    }

    /// <summary>A mail was refused.</summary>
    /// <param name="mail">As it was before this attempt.</param>
    /// <param name="everybody">Whether so many are refused that the round must end.</param>
    /// <returns>Whether it is final for this mail.</returns>
    public bool Refused(OutboxMessage mail, out bool everybody)
    {
        var before = mail is { Attempts: > 0, LastReply: { } line } && Attempt.Read(line) is { Stage: nameof(SmtpStage.Rcpt), Code: >= 500 } last && Is(last.Status, last.Text);
        lock (_gate)
        {
            everybody = ++_row >= Enough;
            return before && _delivered && _row == 1;
        }
    }

    private static bool Is(string? status, string text) =>
        status?.StartsWith("5.7.", StringComparison.Ordinal) ?? text.Contains("relay", StringComparison.OrdinalIgnoreCase);
}
