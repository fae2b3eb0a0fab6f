using System.Text;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Messages and settings that the tests of SMTP share.</summary>
internal static class Letters
{
    public static readonly Envelope ToReader = new("bot@example.org", "reader@example.test");

    public static ReadOnlyMemory<byte> Short { get; } = Of("Good morning.\r\n.hidden dot\r\n..two\r\n.\r\nThe end.\r\n");

    public static ReadOnlyMemory<byte> Of(string body) => Encoding.UTF8.GetBytes(
        "From: bot@example.org\r\nTo: reader@example.test\r\nSubject: A test\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 05 Jan 2026 07:00:00 +0000\r\n\r\n" + body);

    public static SmtpOptions At(int port, double seconds = 10) =>
        new("127.0.0.1", port, SmtpSecurity.None, HeloName: "client.example.org") { Timeouts = SmtpTimeouts.All(TimeSpan.FromSeconds(seconds)) };

    public static ValueTask<SmtpSession> OpenAsync(this SmtpOptions options, Action<string>? log = null) =>
        SmtpSession.ConnectAsync(options, log, cancellationToken: TestContext.Current.CancellationToken);

    public static ValueTask<SendResult> PostAsync(
        this SmtpSession session, Envelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot = null) =>
        session.SendAsync(envelope, message, beforeFinalDot, TestContext.Current.CancellationToken);
}
