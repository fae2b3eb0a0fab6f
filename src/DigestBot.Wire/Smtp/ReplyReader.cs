namespace DigestBot.Wire.Smtp;

/// <summary>Takes replies off a stream through one small buffer; what follows a reply stays for the next.</summary>
internal sealed class ReplyReader
{
    // One longest line and its end always fit.
    private readonly byte[] _buffer = new byte[ReplyParser.MaxLine * 2];
    private int _start;
    private int _end;
    private Task<int>? _ahead;

    /// <summary>Bytes have arrived that no reply has used yet.</summary>
    public bool HasMore => _start < _end || _ahead is { IsCompleted: true };

    /// <summary>The next reply.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    /// <exception cref="SmtpProtocolException">The server said something else.</exception>
    public async ValueTask<SmtpReply> ReadAsync(Stream stream, SmtpStage stage, CancellationToken cancellationToken)
    {
        var parser = new ReplyParser(stage);
        while (true)
        {
            var reply = parser.Take(_buffer.AsSpan(_start, _end - _start), out var consumed);
            _start += consumed;
            if (reply is not null)
                return reply;

            var read = _ahead is { } ahead ? await ahead : await Receive(stream, cancellationToken);
            _ahead = null;
            if (read == 0)
                throw new EndOfStreamException();
            _end += read;
        }
    }

    /// <summary>Listens while something is being written: a server may refuse a message that is still on its way. Not to be awaited alone; the next read takes it over.</summary>
    public Task ListenAhead(Stream stream, CancellationToken cancellationToken) =>
        _ahead ??= Receive(stream, cancellationToken).AsTask();

    private ValueTask<int> Receive(Stream stream, CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        return stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
    }
}
