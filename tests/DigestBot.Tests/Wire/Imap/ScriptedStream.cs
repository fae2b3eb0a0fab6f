using System.Text;

namespace DigestBot.Tests.Wire.Imap;

/// <summary>How much of what the server says arrives at once.</summary>
public enum Delivery
{
    Whole,
    ByLine,
    ByByte,
}

/// <summary>A server that follows a script: it speaks when it is its turn, and insists on what the client must say.</summary>
/// <param name="script">Turns: who speaks (S or C), and what.</param>
/// <param name="delivery">How much arrives at once.</param>
internal sealed class ScriptedStream(IReadOnlyList<(char Who, byte[] Bytes)> script, Delivery delivery) : Stream
{
    private int _turn;
    private int _said;

    /// <summary>The first departure from the script; null while both keep to it.</summary>
    public string? Departure { get; private set; }

    /// <summary>True when nothing is left that the client should have said.</summary>
    public bool Finished => Departure is null && script.Skip(_turn).All(turn => turn.Who == 'S');

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_turn == script.Count)
            return ValueTask.FromResult(0);
        if (script[_turn].Who == 'C')
        {
            Depart($"the client waits, but should say “{Encoding.UTF8.GetString(script[_turn].Bytes.AsSpan(_said))}”");
            return ValueTask.FromResult(0);
        }
        var left = script[_turn].Bytes.AsMemory(_said);
        var length = Math.Min(buffer.Length, delivery switch
        {
            Delivery.ByByte => 1,
            Delivery.ByLine when left.Span.IndexOf((byte)'\n') is var end and >= 0 => end + 1,
            _ => left.Length,
        });
        left[..length].CopyTo(buffer);
        Advance(length);
        return ValueTask.FromResult(length);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_turn == script.Count || script[_turn].Who == 'S' || !script[_turn].Bytes.AsSpan(_said).StartsWith(buffer.Span))
            Depart($"the client said “{Encoding.UTF8.GetString(buffer.Span)}”, not “{(_turn < script.Count ? Encoding.UTF8.GetString(script[_turn].Bytes.AsSpan(_said)) : "")}”");
        else
            Advance(buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Depart(string how)
    {
        Departure ??= how;
        _turn = script.Count;
    }

    private void Advance(int bytes)
    {
        _said += bytes;
        while (_turn < script.Count && _said == script[_turn].Bytes.Length)
            (_turn, _said) = (_turn + 1, 0);
    }
}
