using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>A private postgrey, Debian's own, on a free port of 127.0.0.1: who is new to it is told to come back after a second (real time). Needs root, to become nobody.</summary>
internal sealed class Postgrey : IAsyncDisposable
{
    /// <summary>How long it greylists.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-postgrey-").FullName;
    private Process? _process;

    private Postgrey()
    {
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>The line of Postfix's main.cf that asks it about each recipient.</summary>
    public string PostfixSetting => string.Create(CultureInfo.InvariantCulture, $"smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{Port}");

    /// <summary>Starts one.</summary>
    /// <param name="spared">Recipients that are never greylisted.</param>
    public static async Task<Postgrey> StartAsync(params string[] spared)
    {
        var program = Tool.Path("postgrey", "postgrey");
        var postgrey = new Postgrey();
        try
        {
            await File.WriteAllLinesAsync(postgrey.PathOf("spared"), spared);
            await File.WriteAllTextAsync(postgrey.PathOf("clients"), "");
            await Tool.RunAsync(Tool.Path("chown", "coreutils"), "-R", "nobody:nogroup", postgrey._folder);
            var (process, output) = Tool.Start(program,
            [
                string.Create(CultureInfo.InvariantCulture, $"--inet=127.0.0.1:{postgrey.Port}"), string.Create(CultureInfo.InvariantCulture, $"--delay={Delay.TotalSeconds:0}"),
                "--dbdir=" + postgrey._folder, "--pidfile=" + postgrey.PathOf("pid"), "--user=nobody", "--group=nogroup",
                "--whitelist-clients=" + postgrey.PathOf("clients"), "--whitelist-recipients=" + postgrey.PathOf("spared"),
            ]);
            postgrey._process = process;
            await FreePort.ListensAsync(postgrey.Port, () => process.HasExited ? "postgrey ended: " + output() : null);
            return postgrey;
        }
        catch
        {
            await postgrey.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
