namespace DigestBot.Wire.Smtp;

/// <summary>Who a message is from and for, on the wire; the header may say otherwise.</summary>
/// <param name="From">The return path, where bounces go; empty for mail that must not bounce (RFC 5321 4.5.5).</param>
/// <param name="Recipients">One to <see cref="MaxRecipients"/> addresses.</param>
public sealed record Envelope(string From, IReadOnlyList<string> Recipients)
{
    /// <summary>RFC 5321 4.5.3.1.8: what every server takes; also keeps a pipelined group's replies far below any TCP window (RFC 2920 3.1).</summary>
    public const int MaxRecipients = 100;

    /// <summary>One message for one recipient.</summary>
    public Envelope(string from, string to) : this(from, [to]) { }

    /// <summary>Which reports are wanted; asked for where the server knows DSN, else it does as it always does. Null: nothing is asked for.</summary>
    public ReportRequest? Reports { get; init; }
}
