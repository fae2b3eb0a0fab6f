using System.Buffers;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>The same octets in pieces.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> whole, int size)
    {
        if (whole.IsEmpty)
            return ReadOnlySequence<byte>.Empty;
        var first = new Pieces { Memory = whole[..Math.Min(size, whole.Length)] };
        var last = first;
        for (var at = size; at < whole.Length; at += size)
        {
            var next = new Pieces { Memory = whole[at..Math.Min(at + size, whole.Length)], RunningIndex = at };
            last.Next = next;
            last = next;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
