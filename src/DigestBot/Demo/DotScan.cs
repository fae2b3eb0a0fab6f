using System.Buffers;

namespace DigestBot.Demo;

/// <summary>Reads a message as DATA carries it, in pieces of any size: removes the extra dots and finds the end (RFC 5321 4.5.2).</summary>
internal struct DotScan
{
    private enum Place { LineStart, Dot, DotCr, Middle, Cr }

    private Place _place;

    /// <summary>Takes what belongs to the message.</summary>
    /// <returns>True when the message ends here; what follows it in <paramref name="piece"/> is not consumed. Only CRLF ends a line: a bare LF never ends a message.</returns>
    public bool Take(ReadOnlySpan<byte> piece, ArrayBufferWriter<byte> message, out int consumed)
    {
        for (consumed = 0; consumed < piece.Length;)
        {
            if (_place == Place.Middle)
            {
                var cr = piece[consumed..].IndexOf((byte)'\r');
                var run = cr < 0 ? piece.Length - consumed : cr + 1;
                message.Write(piece.Slice(consumed, run));
                consumed += run;
                _place = cr < 0 ? Place.Middle : Place.Cr;
                continue;
            }
            var octet = piece[consumed++];
            if (_place == Place.DotCr && octet == '\n')
                return true;
            Step(octet, message);
        }
        return false;
    }

    private void Step(byte octet, ArrayBufferWriter<byte> message)
    {
        switch (_place, octet)
        {
            case (Place.LineStart, (byte)'.'):
                _place = Place.Dot; // held back: the end, or an extra dot
                return;
            case (Place.Dot, (byte)'\r'):
                _place = Place.DotCr;
                return;
            case (Place.DotCr, _):
                message.Write("\r"u8); // the dot was an extra one, and the CR stood alone
                break;
        }
        message.Write([octet]);
        _place = octet == '\r' ? Place.Cr : _place == Place.Cr && octet == '\n' ? Place.LineStart : Place.Middle;
    }
}
