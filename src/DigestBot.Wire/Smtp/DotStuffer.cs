namespace DigestBot.Wire.Smtp;

/// <summary>Copies a message, doubling the dot at the start of a line (RFC 5321 4.5.2). Keeps its place between pieces.</summary>
internal struct DotStuffer
{
    private enum Place { LineStart, Middle, AfterCr }

    private Place _place;

    /// <summary>Nothing was copied yet, or the last octets were CRLF.</summary>
    public readonly bool AtLineStart => _place == Place.LineStart;

    /// <summary>Copies as much as fits.</summary>
    /// <returns>How much of <paramref name="source"/> is used up, and how much of <paramref name="target"/> is filled. Less than all of the source only when the target has less than two octets left.</returns>
    public (int Consumed, int Written) Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (consumed, written) = (0, 0);
        while (consumed < source.Length)
        {
            var rest = source[consumed..];
            var room = target[written..];
            if (_place == Place.LineStart && rest[0] == '.')
            {
                if (room.Length < 2)
                    break;
                room[0] = room[1] = (byte)'.';
                _place = Place.Middle;
                (consumed, written) = (consumed + 1, written + 2);
                continue;
            }
            var run = Run(rest, room.Length);
            if (run == 0)
                break;
            rest[..run].CopyTo(room);
            _place = PlaceAfter(rest[..run]);
            (consumed, written) = (consumed + run, written + run);
        }
        return (consumed, written);
    }

    /// <summary>Octets up to the next dot that needs a companion. Never looks further than there is room, or a long message would be searched again for every buffer.</summary>
    private readonly int Run(ReadOnlySpan<byte> rest, int room)
    {
        if (_place == Place.AfterCr && rest[0] == '\n')
            return Math.Min(1, room);
        var reach = rest[..Math.Min(rest.Length, room)];
        var dot = reach.IndexOf("\r\n."u8);
        return dot < 0 ? reach.Length : dot + 2;
    }

    private readonly Place PlaceAfter(ReadOnlySpan<byte> run)
    {
        if (run[^1] == '\r')
            return Place.AfterCr;
        var afterCr = run.Length > 1 ? run[^2] == '\r' : _place == Place.AfterCr;
        return run[^1] == '\n' && afterCr ? Place.LineStart : Place.Middle;
    }
}
