using System.Buffers;

namespace DigestBot.Wire.Smtp;

/// <summary>Puts a message on the wire after the 354: dots stuffed, in large writes, its end held back until the caller allows it.</summary>
internal sealed class MessageWriter(SmtpConnection connection)
{
    // Most digests fit into one write together with their final dot.
    private const int Size = 128 * 1024;
    private const int FinalDot = 5;

    private readonly byte[] _buffer = new byte[Size];

    /// <summary>The final dot may have reached the server.</summary>
    public bool MayBeComplete { get; private set; }

    /// <summary>The final dot was written, and the connection is where both ends think it is.</summary>
    public bool Complete { get; private set; }

    /// <summary>Another message.</summary>
    public void Begin() => MayBeComplete = Complete = false;

    /// <summary>Writes it and waits for the answer. When <see cref="Complete"/> is false afterwards, the server answered before it had all.</summary>
    public async ValueTask<SmtpReply> WriteAsync(ReadOnlySequence<byte> message, Func<CancellationToken, ValueTask>? beforeFinalDot, CancellationToken cancellationToken)
    {
        var stuffer = new DotStuffer();
        var filled = 0;
        var early = connection.HasEarlyReply;
        foreach (var part in message)
        {
            for (var at = 0; at < part.Length && !early;)
            {
                var (consumed, written) = stuffer.Copy(part.Span[at..], _buffer.AsSpan(filled, Size - FinalDot - filled));
                at += consumed;
                filled += written;
                if (at == part.Length)
                    break;
                early = await connection.WriteBodyAsync(_buffer.AsMemory(0, filled), SmtpStage.Data);
                filled = 0;
            }
        }
        if (!early && beforeFinalDot is not null)
        {
            await beforeFinalDot(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            early = connection.HasEarlyReply;
        }
        if (early)
            return await connection.ReadAsync(SmtpStage.Data);

        var dot = stuffer.AtLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8;
        dot.CopyTo(_buffer.AsSpan(filled));
        MayBeComplete = true;
        Complete = !await connection.WriteBodyAsync(_buffer.AsMemory(0, filled + dot.Length), SmtpStage.FinalDot);
        var answer = await connection.ReadAsync(SmtpStage.FinalDot);
        // Any answer settles it: a positive one means that the server has seen the dot.
        MayBeComplete = answer.Code < 400;
        return answer;
    }
}
