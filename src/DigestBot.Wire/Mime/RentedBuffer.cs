using System.Buffers;

namespace DigestBot.Wire.Mime;

/// <summary>
/// Octets in an array of the shared pool: a message of 50 kB is needed for a few milliseconds, and thousands a second would keep the collector busy.
/// One that is never disposed of is collected like any other.
/// </summary>
public sealed class RentedBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _octets = ArrayPool<byte>.Shared.Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>What was written, without what was trimmed.</summary>
    public ReadOnlyMemory<byte> Written => _octets.AsMemory(_start, _end - _start);

    /// <summary>What was written, to be changed in place.</summary>
    internal Span<byte> Span => _octets.AsSpan(_start, _end - _start);

    /// <summary>Takes octets away from the beginning.</summary>
    internal void TrimStart(int count) => _start += count;

    /// <summary>Takes octets away from the end.</summary>
    internal void TrimEnd(int count) => _end -= count;

    /// <inheritdoc />
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _octets.Length - _end);
        _end += count;
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsMemory(_end);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsSpan(_end);
    }

    /// <summary>Gives the array back; what was written must not be used any more.</summary>
    public void Dispose()
    {
        var octets = Interlocked.Exchange(ref _octets, []);
        if (octets.Length > 0)
            ArrayPool<byte>.Shared.Return(octets);
        (_start, _end) = (0, 0);
    }

    private void Reserve(int more)
    {
        if (_octets.Length - _end >= Math.Max(more, 1))
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_end + Math.Max(more, 1)), (int)Math.Min(2L * _octets.Length, Array.MaxLength)));
        _octets.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_octets);
        _octets = larger;
    }
}
