using System.Diagnostics;

namespace DigestBot.Tests.Servers;

/// <summary>Programs of the system that tests run against. A missing one is an error, never a skipped test.</summary>
internal static class Tool
{
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/sbin", "/usr/local/sbin", "/sbin"];

    /// <summary>Where a program is.</summary>
    public static string Path(string name, string package) =>
        Folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{name} is missing: install the Debian package {package} (apt-get install {package}), or run tests/run, which does.");

    /// <summary>Starts a program whose output is kept to be shown when it fails.</summary>
    public static (Process Process, Func<string> Output) Start(string path, IEnumerable<string> arguments)
    {
        var output = new System.Text.StringBuilder();
        var process = new Process { StartInfo = Info(path, arguments) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, () =>
        {
            lock (output)
                return output.ToString();
        });

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                if (line.Data is not null && output.Length < 100_000)
                    output.AppendLine(line.Data);
        }
    }

    /// <summary>Runs a program to its end; its failure is an exception with its output.</summary>
    public static async Task<string> RunAsync(string path, params string[] arguments)
    {
        var (process, output) = Start(path, arguments);
        using (process)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? output()
                : throw new InvalidOperationException($"{path} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output()}");
        }
    }

    private static ProcessStartInfo Info(string path, IEnumerable<string> arguments) =>
        new(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
}
