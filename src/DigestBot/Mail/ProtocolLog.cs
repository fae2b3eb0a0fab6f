using System.Globalization;

namespace DigestBot.Mail;

/// <summary>
/// Every conversation with the relay, line by line, when <c>Smtp:ProtocolLog</c> names a file: time, number of the connection, "C:" or "S:" or "--". Secrets are masked
/// and messages left out; addresses stand in it. At its size it becomes FILE.1, which replaces the last one. What cannot be written is not: mail goes on.
/// </summary>
public sealed class ProtocolLog(string file, long maxBytes, TimeProvider clock, ILogger<ProtocolLog> log) : IDisposable
{
    private const int MaxLine = 2000;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private readonly Lock _writing = new();
    private StreamWriter? _writer;
    private DateTimeOffset _notBefore;
    private bool _failing;
    private int _connections;

    /// <summary>Begins a connection's record; null when there is no log.</summary>
    public Action<string>? Open(string destination)
    {
        if (file.Length == 0) return null;
        var number = Interlocked.Increment(ref _connections);
        Write(number, "-- connecting to " + destination);
        return line => Write(number, line);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_writing) Close();
    }

    private void Write(int connection, string line)
    {
        var now = clock.GetUtcNow();
        lock (_writing)
        {
            if (_failing && now < _notBefore && _notBefore - now <= BetweenTries) return;
            try
            {
                Rotate();
                (_writer ??= Append()).WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {connection} {Shown(line)}"));
                if (_failing) log.LogInformation("The protocol log {File} is written again", file);
                _failing = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                if (!_failing) log.LogWarning("The protocol log {File} (Smtp:ProtocolLog) cannot be written; mail goes on without it: {Problem}", file, e.Message);
                (_failing, _notBefore) = (true, now + BetweenTries);
                Close();
            }
        }
    }

    private static string Shown(string line) => string.Create(Math.Min(line.Length, MaxLine), line, static (shown, all) =>
    {
        for (var i = 0; i < shown.Length; i++) shown[i] = char.IsControl(all[i]) ? ' ' : all[i];
    });

    private void Rotate()
    {
        if (_writer is not { BaseStream.Length: var length } || length < maxBytes) return;
        Close();
        File.Move(file, file + ".1", overwrite: true);
    }

    private StreamWriter Append()
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(file, options) { AutoFlush = true };
    }

    private void Close()
    {
        var writer = _writer;
        _writer = null;
        try
        {
            writer?.Dispose();
        }
        catch (IOException)
        {
            // It holds nothing that was not written before.
        }
    }
}
