using System.Buffers;
using System.Buffers.Text;

namespace DigestBot.Wire.Imap;

/// <summary>Cuts what a server sends into responses. Memory is bounded by <see cref="ImapLimits"/>, whatever the server announces.</summary>
internal sealed class ImapReader(Stream stream, ImapLimits limits)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Bytes that came after the last response and wait here.</summary>
    public int Waiting => _end - _start;

    /// <summary>Bytes of lines read so far.</summary>
    public long TextRead { get; private set; }

    /// <summary>The next response.</summary>
    /// <param name="keep">Bytes to keep of its literals; what exceeds them is read and dropped.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FormatException">A limit was exceeded.</exception>
    /// <exception cref="EndOfStreamException">The server hung up.</exception>
    public async ValueTask<ImapFrame> ReadAsync(int keep, CancellationToken cancellation)
    {
        var lines = new List<byte[]>(1) { await ReadLineAsync(cancellation) };
        var literals = new List<ImapText>();
        if (ImapParser.IsWholeResponse(lines[0]))
            return new ImapFrame(lines, literals);
        while (LiteralSize(lines[^1]) is { } size)
        {
            if (size > limits.Literal)
                throw new FormatException($"a literal of {size} bytes was announced; at most {limits.Literal} are read");
            if (literals.Count == limits.Literals)
                throw new FormatException($"one response holds more than {limits.Literals} literals");
            literals.Add(await ReadLiteralAsync(size, keep, cancellation));
            keep -= literals[^1].Bytes.Length;
            lines.Add(await ReadLineAsync(cancellation));
        }
        return new ImapFrame(lines, literals);
    }

    /// <summary>The size of <c>{123}</c>, <c>{123+}</c> or <c>~{123}</c> at a line's end (RFC 9051 9, literal and literal8); null when there is none.</summary>
    internal static long? LiteralSize(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[^1] != '}')
            return null;
        var open = line.LastIndexOf((byte)'{');
        if (open < 0)
            return null;
        var digits = line[(open + 1)..^1].TrimEnd((byte)'+');
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return null;
        // A number beyond any integer is still a size: one that no limit allows.
        return Utf8Parser.TryParse(digits, out long size, out var used) && used == digits.Length ? size : long.MaxValue;
    }

    private async ValueTask<byte[]> ReadLineAsync(CancellationToken cancellation)
    {
        // Each byte is looked at once, however small the pieces in which it comes.
        ArrayBufferWriter<byte>? long_ = null;
        while (true)
        {
            var piece = _buffer.AsMemory(_start, _end - _start);
            var end = piece.Span.IndexOf((byte)'\n');
            var length = (long_?.WrittenCount ?? 0) + (end < 0 ? piece.Length : end);
            if (length > limits.Line)
                throw new FormatException($"a line is longer than {limits.Line} bytes");
            if (end >= 0)
            {
                _start += end + 1;
                TextRead += length + 1;
                long_?.Write(piece.Span[..end]);
                return WithoutReturn(long_ is null ? piece.Span[..end] : long_.WrittenSpan);
            }
            if (piece.Length > 0)
                (long_ ??= new ArrayBufferWriter<byte>(2 * piece.Length)).Write(piece.Span);
            await FillAsync(cancellation);
        }
    }

    private static byte[] WithoutReturn(ReadOnlySpan<byte> line) => (line.EndsWith("\r"u8) ? line[..^1] : line).ToArray();

    private async ValueTask<ImapText> ReadLiteralAsync(long size, int keep, CancellationToken cancellation)
    {
        // The announced size is a stranger's word: memory grows with what really comes.
        var kept = new ArrayBufferWriter<byte>((int)Math.Clamp(Math.Min(size, keep), 1, 64 * 1024));
        for (var missing = size; missing > 0;)
        {
            if (Waiting == 0)
                await FillAsync(cancellation);
            var take = (int)Math.Min(missing, Waiting);
            var wanted = Math.Min(take, keep - kept.WrittenCount);
            if (wanted > 0)
                kept.Write(_buffer.AsSpan(_start, wanted));
            _start += take;
            missing -= take;
        }
        return new ImapText(kept.WrittenMemory, size);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        _start = 0;
        _end = 0;
        _end = await stream.ReadAsync(_buffer, cancellation);
        if (_end == 0)
            throw new EndOfStreamException("the server hung up");
    }
}
