using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>Postfix's smtp-sink: a server that takes mail and throws it away, with a fault at any stage (smtp-sink(1)).</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Func<string> _output;

    private SmtpSink(int port, string? dump, Process process, Func<string> output)
    {
        Port = port;
        DumpFolder = dump;
        _process = process;
        _output = output;
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Where messages are kept, one file each, when asked for.</summary>
    public string? DumpFolder { get; }

    /// <summary>What it said so far; the whole conversation with <c>-v</c>.</summary>
    public string Output => _output();

    /// <summary>Starts it.</summary>
    /// <param name="dump">Keep each message in a file of <see cref="DumpFolder"/>.</param>
    /// <param name="flags">As on its command line, such as <c>-r</c>, <c>RCPT</c>.</param>
    public static Task<SmtpSink> StartAsync(bool dump, params string[] flags) => StartAsync(FreePort.Find(), dump, flags);

    /// <summary>Starts it on a port that somebody knows already, without keeping messages.</summary>
    public static Task<SmtpSink> StartAtAsync(int port) => StartAsync(port, dump: false);

    private static async Task<SmtpSink> StartAsync(int port, bool dump, params string[] flags)
    {
        var path = Tool.Path("smtp-sink", "postfix");
        var folder = dump ? Directory.CreateTempSubdirectory("digestbot-sink-").FullName : null;
        List<string> arguments = [.. flags];
        if (folder is not null)
            arguments.AddRange(["-d", folder + "/mail."]);
        // As root it insists on being told whom to become.
        if (Environment.IsPrivilegedProcess)
            arguments.AddRange(["-u", "root"]);
        arguments.AddRange([string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "128"]);
        var (process, output) = Tool.Start(path, arguments);
        var sink = new SmtpSink(port, folder, process, output);
        await FreePort.ListensAsync(port, () => process.HasExited ? "smtp-sink ended: " + output() : null);
        return sink;
    }

    /// <summary>Starts it without keeping messages.</summary>
    public static Task<SmtpSink> StartAsync(params string[] flags) => StartAsync(false, flags);

    /// <summary>The messages that were kept, each with the headers that smtp-sink puts before it (X-Mail-Args and the like).</summary>
    public IReadOnlyList<string> Messages => [.. Directory.GetFiles(DumpFolder!).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (DumpFolder is not null)
            Directory.Delete(DumpFolder, recursive: true);
    }
}
