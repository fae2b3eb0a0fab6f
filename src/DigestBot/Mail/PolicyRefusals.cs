using DigestBot.Model;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>
/// Tells a relay that does not relay for us from a recipient that it refuses. One answer ("550 5.7.1 Relay access denied") does not say which it is, so the first such refusal
/// puts a mail off. It is final when the same mail was refused like this before and others were delivered since the last such refusal: then the relay relays for us, and it is
/// the recipient. Several in a row, without one delivery, are everybody's; unless all are of one domain and the relay has taken mail for others within the last hour: such mails come
/// alone when their time has come again, and must not hold the rest up. A mail that meets none of these is tried until its time is over, like any other.
/// </summary>
/// <param name="clock">Tells how long ago a mail was taken.</param>
internal sealed class PolicyRefusals(TimeProvider clock)
{
    private const int Enough = 3;

    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _domains = new(StringComparer.OrdinalIgnoreCase);
    private int _row;
    private long? _delivered;

    /// <summary>Whether a refusal is one of policy: 5.7.x at RCPT (RFC 3463 3.8), or without a status but in these words.</summary>
    public static bool Is(SendResult result) =>
        result.Reply is { IsPermanent: true, Stage: SmtpStage.Rcpt } reply && Is(reply.EnhancedStatus, reply.Text);

    /// <summary>The relay took a mail.</summary>
    public void Delivered()
    {
        lock (_gate)
        {
            (_row, _delivered) = (0, clock.GetTimestamp());
            _domains.Clear();
        }
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
            _row++;
            if (_domains.Count < Enough) _domains.Add(mail.Recipient[(mail.Recipient.LastIndexOf('@') + 1)..]);
            var lately = _delivered is { } then && clock.GetElapsedTime(then) < Lately;
            everybody = _row >= Enough && (!lately || _domains.Count > 1);
            return before && lately && _row == 1;
        }
    }

    private static bool Is(string? status, string text) =>
        status?.StartsWith("5.7.", StringComparison.Ordinal) ?? text.Contains("relay", StringComparison.OrdinalIgnoreCase);
}
