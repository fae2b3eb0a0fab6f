using System.Diagnostics;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>The real program, started as a user starts it.</summary>
internal sealed class DigestBotProcess : IDisposable
{
    private readonly Process _process;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _peakMb;

    private DigestBotProcess(Process process) => _process = process;

    /// <summary>Peak resident memory so far.</summary>
    public double PeakMb => _peakMb = Math.Max(_peakMb, ProcessMemory.PeakMb(_process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? 0);

    /// <summary>Starts it with a home folder's data and settings given as "Section:Name".</summary>
    public static DigestBotProcess Start(string folder, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "digestbot.dll");
        var info = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        info.Environment.Remove("DIGESTBOT_HOME");
        foreach (var (name, value) in settings) info.Environment["DIGESTBOT_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new DigestBotProcess(Process.Start(info) ?? throw new InvalidOperationException("dotnet could not be started."));
    }

    /// <summary>Waits until it has said something on standard error.</summary>
    /// <returns>Milliseconds since it was started.</returns>
    public async Task<double> SaidAsync(string words)
    {
        var said = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains(words, StringComparison.Ordinal)) return _watch.Elapsed.TotalMilliseconds;
        }

        throw new InvalidOperationException($"digestbot ended without saying \"{words}\":\n{string.Join('\n', said)}");
    }

    /// <summary>Waits until it ends, and watches its memory meanwhile.</summary>
    /// <returns>Milliseconds since it was started, and its standard output.</returns>
    public async Task<(double Milliseconds, string Output)> EndedAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var errors = _process.StandardError.ReadToEndAsync();
        var ended = _process.WaitForExitAsync();
        do _ = PeakMb;
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended);
        var milliseconds = _watch.Elapsed.TotalMilliseconds;
        if (_process.ExitCode != 0) throw new InvalidOperationException($"digestbot ended with {_process.ExitCode}:\n{await errors}");
        return (milliseconds, (await output).Trim());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
