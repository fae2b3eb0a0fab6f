using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>What a relay may have said.</summary>
internal static class Results
{
    public static SendResult Delivered { get; } = Of(250, "2.0.0", "ok", SmtpStage.FinalDot);

    public static SendResult Lost { get; } = new(SendOutcome.ConnectionLost, null, false, false, [], "lost");

    public static SendResult Of(int code, string? status, string text, SmtpStage stage)
    {
        var reply = new SmtpReply(code, status, text, stage);
        return new(reply.IsPositive ? SendOutcome.Delivered : reply.IsTemporary ? SendOutcome.Temporary : SendOutcome.Permanent, reply, false, !reply.EndsConnection, [], reply.ToString());
    }
}
