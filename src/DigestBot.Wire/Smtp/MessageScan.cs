using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>What must be known of a message before MAIL is sent.</summary>
/// <param name="Length">Octets, without dot-stuffing and the final dot (RFC 1870 3).</param>
/// <param name="HasEightBit">Some octet is above 127.</param>
/// <param name="BareAt">Offset of the first CR or LF that stands alone; -1 when there is none.</param>
internal readonly record struct MessageScan(long Length, bool HasEightBit, long BareAt)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n"u8);

    /// <summary>
    /// Looks through the message once. A bare LF or CR must never be sent (RFC 5321 2.3.8): a server that takes it for the end of a line
    /// would see commands where we see text.
    /// </summary>
    public static MessageScan Of(in ReadOnlySequence<byte> message)
    {
        var eightBit = false;
        var offset = 0L;
        var afterCr = false;
        foreach (var part in message)
        {
            var rest = part.Span;
            eightBit |= !Ascii.IsValid(rest);
            while (!rest.IsEmpty)
            {
                if (afterCr)
                {
                    if (rest[0] != '\n')
                        return new MessageScan(message.Length, eightBit, offset - 1);
                    afterCr = false;
                    rest = rest[1..];
                    offset++;
                    continue;
                }
                var end = rest.IndexOfAny(Ends);
                if (end < 0)
                {
                    offset += rest.Length;
                    break;
                }
                if (rest[end] == '\n')
                    return new MessageScan(message.Length, eightBit, offset + end);
                afterCr = true;
                rest = rest[(end + 1)..];
                offset += end + 1;
            }
        }
        return new MessageScan(message.Length, eightBit, afterCr ? offset - 1 : -1);
    }
}
