using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using DigestBot.Demo;

namespace DigestBot.Endurance.Crash;

/// <summary>
/// A relay that counts: of each mail it writes the run, the recipient, the Message-ID and a hash of the whole message, with the sender, to a file, and answers 250 when that is on the disk.
/// So nothing that was answered is forgotten, and nothing is counted that had not come whole.
/// </summary>
internal sealed class CountingSink : IAsyncDisposable
{
    private static readonly SearchValues<byte> LineEnd = SearchValues.Create("\r\n"u8);

    private readonly MailSink _sink;
    private SyncedFile? _file;
    private Action? _kill;
    private int _run, _taken, _killAt;

    public CountingSink(bool chunking) => _sink = MailSink.Start(TakeAsync, new MailSinkLimits(Chunking: chunking));

    public int Port => _sink.EndPoint.Port;

    /// <summary>Mails of this run.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>The first mail of this run was taken.</summary>
    public DateTimeOffset FirstAt { get; private set; }

    /// <summary>A new queue: begins a new file.</summary>
    public async Task BeginQueueAsync(string file)
    {
        if (_file is not null) await _file.DisposeAsync();
        File.Delete(file);
        _file = new SyncedFile(file);
    }

    /// <summary>A new run of the bot; <paramref name="kill"/> is called while the n-th mail waits for its answer.</summary>
    public void BeginRun(int run, int killAt, Action? kill)
    {
        (_run, _killAt, _kill) = (run, killAt, kill);
        Volatile.Write(ref _taken, 0);
    }

    /// <summary>Waits until everything has been dealt with that a dead bot left on the wire.</summary>
    public async Task QuietAsync(CancellationToken stop)
    {
        while (_sink.Clients > 0) await Task.Delay(2, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        if (_file is not null) await _file.DisposeAsync();
    }

    private async ValueTask TakeAsync(SunkMail mail, CancellationToken stop)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_run} {mail.Recipients.Single()} {MessageId(mail.Message)} {Hash(mail)}");
        await _file!.AddAsync(line);
        var number = Interlocked.Increment(ref _taken);
        if (number == 1) FirstAt = TimeProvider.System.GetUtcNow();
        if (number == _killAt) _kill?.Invoke();
    }

    private static string Hash(SunkMail mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(mail.From + "\n"));
        hash.AppendData(mail.Message);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string MessageId(ReadOnlySpan<byte> message)
    {
        var header = message[..Math.Max(0, message.IndexOf("\r\n\r\n"u8))];
        var at = header.IndexOf("\r\nMessage-ID: "u8);
        if (at < 0) return "-";
        var value = header[(at + 14)..];
        var end = value.IndexOfAny(LineEnd);
        return System.Text.Encoding.ASCII.GetString(end < 0 ? value : value[..end]);
    }
}
