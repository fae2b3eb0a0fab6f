using System.Buffers;

namespace DigestBot.Wire.Mime;

/// <summary>Small appends into a large buffer: asks the buffer writer for room once in many writes.</summary>
internal ref struct ByteSink(IBufferWriter<byte> output)
{
    /// <summary>Octets that it asks for at once, at least.</summary>
    public const int Room = 4096;

    private Span<byte> _span;
    private int _used;

    public void Write(byte value)
    {
        if (_used == _span.Length)
            Refill(1);
        _span[_used++] = value;
    }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (_span.Length - _used < bytes.Length)
            Refill(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    /// <summary>Hands over what was written; nothing may be written afterwards but through this sink.</summary>
    public void Flush()
    {
        output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Refill(int least)
    {
        Flush();
        _span = output.GetSpan(Math.Max(least, Room));
    }
}
