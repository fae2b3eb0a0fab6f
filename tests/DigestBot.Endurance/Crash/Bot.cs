using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Endurance.Crash;

/// <summary>The real program, <c>digestbot run send</c>, in a process of its own, which may be killed from within by strace or from without.</summary>
internal sealed class Bot : IDisposable
{
    private const int Killed = 128 + 9;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly Task<string> _output, _errors;
    private Timer? _timer;
    private bool _disposed;

    private Bot(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">Home folder.</param>
    /// <param name="settings">"Section:Name" and value.</param>
    /// <param name="under">A command line to run it under; empty for none.</param>
    /// <exception cref="CrashTestException">There is no strace.</exception>
    public static Bot Start(string folder, IEnumerable<(string Name, object Value)> settings, IReadOnlyList<string> under)
    {
        string[] command = [.. under, "dotnet", Path.Combine(AppContext.BaseDirectory, "digestbot.dll"), "run", "send"];
        var info = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var name in info.Environment.Keys.Where(key => key.StartsWith("DIGESTBOT_", StringComparison.OrdinalIgnoreCase)).ToList()) info.Environment.Remove(name);
        foreach (var (name, value) in settings) info.Environment["DIGESTBOT_" + name.Replace(":", "__", StringComparison.Ordinal)] = Convert.ToString(value, CultureInfo.InvariantCulture);
        info.Environment["DOTNET_EnableDiagnostics"] = "0"; // its sockets would outlive each kill
        try
        {
            return new Bot(Process.Start(info) ?? throw new CrashTestException(command[0] + " could not be started."));
        }
        catch (Win32Exception e)
        {
            throw new CrashTestException($"{command[0]} could not be started: {e.Message}. The crash test needs dotnet and strace (apt-get install strace).");
        }
    }

    /// <summary>The command line that kills it at a system call; empty for points that need none.</summary>
    /// <remarks>Without --seccomp-bpf, which would make tracing cheap: strace 6.1 then delivers no injected signal.</remarks>
    public static IReadOnlyList<string> Under(KillPoint point) => KillPoint.Calls(point.Kind) is not { } calls
        ? []
        : ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "signal=none", "-e", "trace=" + calls, "-e", string.Create(CultureInfo.InvariantCulture, $"inject={calls}:signal=SIGKILL:when={point.Number}")];

    /// <summary>
    /// The command line that writes down, in a file, the calls at which it may be killed. Traced in the same way as when it is killed:
    /// a slower run commits in smaller groups, and makes more calls for each mail.
    /// </summary>
    public static IReadOnlyList<string> Trace(string file) =>
        ["strace", "-f", "-qq", "-s", "0", "-o", file, "-e", "signal=none", "-e", "trace=" + string.Join(',', Enum.GetValues<KillKind>().Select(KillPoint.Calls).OfType<string>())];

    /// <summary>Kills it a while after now, unless it has ended by then.</summary>
    public void KillAfter(TimeSpan time) => _timer = new Timer(_ => Kill(), null, time, Timeout.InfiniteTimeSpan);

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        lock (_gate)
            if (!_disposed && !_process.HasExited) _process.Kill();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended by itself, with everything done.</returns>
    /// <exception cref="CrashTestException">It failed, or did not end.</exception>
    public async Task<bool> EndedWellAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CrashTestException($"digestbot did not end within {Longest.TotalMinutes} minutes.");
        }

        if (_process.ExitCode is 0 or Killed) return _process.ExitCode == 0;
        throw new CrashTestException($"digestbot ended with {_process.ExitCode}:\n{await _output}{await _errors}");
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _disposed = true;
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }
    }
}
