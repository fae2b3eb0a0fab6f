namespace DigestBot.Wire.Mime;

/// <summary>How much of a stranger's message is read; what is beyond is left out and told in <see cref="ReceivedMessage.Problems"/>.</summary>
public static class MimeLimits
{
    /// <summary>Multiparts and messages inside one another.</summary>
    public const int Depth = 100;

    /// <summary>Parts of a message, those of messages inside it counted.</summary>
    public const int Parts = 1_000;

    /// <summary>Lines of header, those of all parts together.</summary>
    public const int HeaderLines = 10_000;

    /// <summary>Octets of one header field.</summary>
    public const int FieldLength = 100_000;

    /// <summary>Octets of one part that are turned into text.</summary>
    public const int TextLength = 10_000_000;

    /// <summary>Octets of encoded messages inside the message that are decoded, together.</summary>
    public const int DecodedMessages = 32_000_000;

    /// <summary>Problems that are told.</summary>
    public const int Problems = 100;
}
