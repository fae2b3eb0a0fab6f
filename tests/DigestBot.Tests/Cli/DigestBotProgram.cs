using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DigestBot.Tests.Cli;

/// <summary>How a run of the program ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record Ended(int Exit, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The real program, as a process of its own, in a folder of its own.</summary>
internal sealed class DigestBotProgram : IDisposable
{
    private readonly Dictionary<string, string> _settings;

    /// <summary>Prepares a folder; settings are as in appsettings.json ("Smtp:Host").</summary>
    public DigestBotProgram(params (string Setting, object Value)[] settings) : this(null, settings) { }

    /// <summary>The same on a folder that somebody else owns.</summary>
    public DigestBotProgram(string? folder, params (string Setting, object Value)[] settings)
    {
        OwnsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("digestbot-program-").FullName;
        _settings = settings.ToDictionary(pair => pair.Setting, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture)!);
    }

    /// <summary>Where it runs; its data folder is "data" in it, unless a setting says otherwise.</summary>
    public string Folder { get; }

    private bool OwnsFolder { get; }

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A command line to run it under, such as strace's; empty for none.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>What its environment has besides the settings, such as a locale.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Starts it.</summary>
    public Process Start(params string[] arguments)
    {
        string[] command = [.. Under, "dotnet", Path.Combine(AppContext.BaseDirectory, "digestbot.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("DIGESTBOT_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        foreach (var (setting, value) in _settings) start.Environment["DIGESTBOT_" + setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; longer than a minute is a failure.</summary>
    public Task<Ended> RunAsync(params string[] arguments) => RunOnAsync(null, arguments);

    /// <summary>Runs it to its end with something on standard input.</summary>
    public async Task<Ended> RunOnAsync(byte[]? input, params string[] arguments)
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (input is not null) await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(limit.Token);
            return new Ended(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    public void Dispose()
    {
        if (OwnsFolder) Directory.Delete(Folder, recursive: true);
    }
}
