using System.Diagnostics;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Mail;

/// <summary>What a program prints, in one line for the record of an attempt. It is read to its end, so that the program never waits, and kept up to a limit.</summary>
internal sealed class ProgramWords
{
    private const int Most = 1000;

    // A daemon that the program leaves behind may hold its output open for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly byte[][] _kept = [new byte[4 * Most], new byte[4 * Most]];
    private readonly int[] _length = new int[2];
    private readonly Task _reading;

    public ProgramWords(Process process) =>
        _reading = Task.WhenAll(KeepAsync(process.StandardError.BaseStream, 0), KeepAsync(process.StandardOutput.BaseStream, 1));

    /// <summary>Its errors and then its output, after ": "; or nothing. To be asked for when it has ended.</summary>
    public async Task<string> ReadAsync()
    {
        await Task.WhenAny(_reading, Task.Delay(Patience));
        var text = string.Join(' ', _kept.Zip(_length, (octets, length) => Encoding.UTF8.GetString(octets, 0, length)));
        var line = DisplayText.Clip(DisplayText.Line(text), Most);
        return line.Length == 0 ? "" : ": " + line;
    }

    private async Task KeepAsync(Stream stream, int which)
    {
        var rest = new byte[4096];
        try
        {
            while (true)
            {
                var room = _kept[which].AsMemory(_length[which]);
                var read = await stream.ReadAsync(room.IsEmpty ? rest : room);
                if (read == 0) return;
                if (!room.IsEmpty) _length[which] += read;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process is gone, and was given up.
        }
    }
}
