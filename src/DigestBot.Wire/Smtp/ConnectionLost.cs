namespace DigestBot.Wire.Smtp;

/// <summary>The connection ended, or cannot be used any more. The message is the end of "the connection to HOST was lost: …".</summary>
internal sealed class ConnectionLostException(string message, SmtpStage stage, Exception? inner = null) : Exception(message, inner)
{
    public SmtpStage Stage { get; } = stage;
}

/// <summary>The connection is gone, but the server said why.</summary>
internal sealed class LastWordsException(SmtpReply reply) : Exception(reply.ToString())
{
    public SmtpReply Reply { get; } = reply;
}
