namespace DigestBot.Wire.Mime;

/// <summary>
/// Reads a message (RFC 5322, 2045-2047) from octets that a stranger wrote: in one pass, within <see cref="MimeLimits"/>, and without ever throwing.
/// What cannot be read is left out and told in <see cref="ReceivedMessage.Problems"/>.
/// </summary>
public static class MessageReader
{
    /// <summary>Reads a message; it keeps a reference to the octets, which must not change afterwards.</summary>
    public static ReceivedMessage Read(ReadOnlyMemory<byte> message) => new MessageParser(message, new ParserState()).ReadMessage();
}
