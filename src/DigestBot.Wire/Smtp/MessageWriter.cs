using System.Buffers;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>
/// Puts a message on the wire: after the 354, dots stuffed, or as one BDAT chunk; in large writes, its end held back until <see cref="FinishAsync"/>.
/// </summary>
internal sealed class MessageWriter(SmtpConnection connection)
{
    // Most digests fit into one write together with their final dot and the next message's commands.
    private const int Size = 128 * 1024;
    private const int FinalDot = 5;

    // Not worth a write of its own.
    private const int SmallEnough = 4096;

    private readonly byte[] _buffer = new byte[Size];
    private DotStuffer _stuffer;
    private Order? _order;
    private int _filled;

    /// <summary>The message's end may have reached the server.</summary>
    public bool MayBeComplete { get; private set; }

    /// <summary>The message's end was written, and the connection is where both ends think it is.</summary>
    public bool Complete { get; private set; }

    /// <summary>Another message.</summary>
    public void Begin() => MayBeComplete = Complete = false;

    /// <summary>Writes the message but for what is left in the buffer: always its last octet, or its final dot.</summary>
    /// <returns>True: the server answered before it had everything.</returns>
    public async ValueTask<bool> FillAsync(Order order, ReadOnlySequence<byte> message)
    {
        (_order, _stuffer, _filled) = (order, new DotStuffer(), 0);
        if (order.Chunked)
            _filled = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"BDAT {order.Scan.Length} LAST\r\n"), _buffer);
        if (connection.HasEarlyReply)
            return true;
        foreach (var part in message)
        {
            for (var at = 0; at < part.Length;)
            {
                at += Take(part.Span[at..]);
                if (at == part.Length)
                    break;
                if (await connection.WriteBodyAsync(_buffer.AsMemory(0, _filled), SmtpStage.Data))
                    return true;
                _filled = 0;
            }
        }
        // The server reads the message while leave for its end is waited for.
        if (_filled <= SmallEnough)
            return false;
        var early = await connection.WriteBodyAsync(_buffer.AsMemory(0, _filled - 1), SmtpStage.Data);
        (_buffer[0], _filled) = (_buffer[_filled - 1], 1);
        return early;
    }

    /// <summary>Writes the end of the message, and behind it what belongs to the next one, if there is room; waits for the answer.</summary>
    /// <param name="following">Commands of the next message, or nothing.</param>
    /// <returns>The answer. When <see cref="Complete"/> is false afterwards, the server answered before it had all.</returns>
    public async ValueTask<SmtpReply> FinishAsync(ReadOnlyMemory<byte> following)
    {
        if (!_order!.Chunked)
        {
            var dot = _order.Scan.EndsLine ? ".\r\n"u8 : "\r\n.\r\n"u8;
            dot.CopyTo(_buffer.AsSpan(_filled));
            _filled += dot.Length;
        }
        following.Span.CopyTo(_buffer.AsSpan(_filled));
        MayBeComplete = true;
        Complete = !await connection.WriteBodyAsync(_buffer.AsMemory(0, _filled + following.Length), SmtpStage.FinalDot, following.Length);
        var answer = await connection.ReadAsync(SmtpStage.FinalDot);
        // Any answer settles it: a positive one means that the server has seen the end.
        MayBeComplete = answer.Code < 400;
        return answer;
    }

    /// <summary>How many octets may still follow the end of the message in the same write.</summary>
    public int Room => Size - FinalDot - _filled;

    private int Take(ReadOnlySpan<byte> octets)
    {
        var target = _buffer.AsSpan(_filled, Room);
        if (!_order!.Chunked && _order.Scan.HasDotLine)
        {
            var (consumed, written) = _stuffer.Copy(octets, target);
            _filled += written;
            return consumed;
        }
        var count = Math.Min(octets.Length, target.Length);
        octets[..count].CopyTo(target);
        _filled += count;
        return count;
    }
}
