using System.Buffers;
using System.IO.Pipelines;

namespace DigestBot.Demo;

/// <summary>Takes messages off a client's line, as DATA carries them and as BDAT does; one that is too long is read to its end and not kept.</summary>
/// <param name="input">What the client sends.</param>
/// <param name="limit">Octets of a message.</param>
/// <param name="read">Reads more, no longer than a client may be silent.</param>
internal sealed class MailSinkMessages(PipeReader input, int limit, Func<ValueTask<ReadResult>> read)
{
    private readonly ArrayBufferWriter<byte> _chunks = new();
    private bool _tooLarge;

    /// <summary>Lines up to the dot, each without the dot that was put before it (RFC 5321 4.5.2). Null when they were too many.</summary>
    public async ValueTask<byte[]?> DataAsync()
    {
        var message = new ArrayBufferWriter<byte>(64 * 1024);
        var scan = new DotScan();
        var tooLarge = false;
        while (true)
        {
            var result = await read();
            var ended = false;
            var used = 0L;
            foreach (var part in result.Buffer)
            {
                ended = scan.Take(part.Span, message, out var consumed);
                used += consumed;
                if (ended) break;
            }

            input.AdvanceTo(result.Buffer.GetPosition(used));
            if (message.WrittenCount > limit)
            {
                tooLarge = true;
                message.ResetWrittenCount();
            }

            if (ended) return tooLarge ? null : message.WrittenSpan.ToArray();
            if (result.IsCompleted) throw new EndOfStreamException();
        }
    }

    /// <summary>Adds a chunk of just so many octets (RFC 3030 2), whatever they are.</summary>
    public async ValueTask ChunkAsync(long octets)
    {
        for (var left = octets; left > 0;)
        {
            var result = await read();
            if (result.Buffer.IsEmpty && result.IsCompleted) throw new EndOfStreamException();
            var piece = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
            left -= piece.Length;
            _tooLarge |= _chunks.WrittenCount + piece.Length > limit;
            if (!_tooLarge)
                foreach (var part in piece) _chunks.Write(part.Span);
            input.AdvanceTo(piece.End);
        }
    }

    /// <summary>The message that the chunks made. Null when they were too many.</summary>
    public byte[]? TakeChunks()
    {
        var message = _tooLarge ? null : _chunks.WrittenSpan.ToArray();
        ForgetChunks();
        return message;
    }

    /// <summary>The next chunk begins a message.</summary>
    public void ForgetChunks()
    {
        _chunks.ResetWrittenCount();
        _tooLarge = false;
    }
}
