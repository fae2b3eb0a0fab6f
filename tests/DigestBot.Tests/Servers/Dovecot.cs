using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A private Dovecot, Debian's own, in a temporary folder: one user, one Maildir, one port with STARTTLS and one with implicit TLS.
/// Stopped and removed when disposed.
/// </summary>
public sealed class Dovecot : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dovecot";
    private readonly DirectoryInfo _folder;
    private Process? _process;
    private int _dropped;

    private Dovecot(DirectoryInfo folder) => _folder = folder;

    /// <summary>Where it listens; the certificate is made out to it.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>The port with STARTTLS.</summary>
    public int ImapPort { get; private set; }

    /// <summary>The port with TLS from the first byte.</summary>
    public int ImapsPort { get; private set; }

    /// <summary>The authority that issued its certificate, as PEM.</summary>
    public string CaFile => Path.Combine(_folder.FullName, "ca.pem");

    public string User { get; } = "ana";

    public string Password { get; } = "correct horse";

    /// <summary>The inbox, as a Maildir.</summary>
    public string Maildir => Path.Combine(_folder.FullName, "mail");

    public static bool Installed => File.Exists(Program);

    /// <summary>Skips the test when it is not installed.</summary>
    public static void Require() => Assert.SkipUnless(Installed, "Dovecot is not here: install dovecot-imapd.");

    /// <summary>Starts it.</summary>
    public static async Task<Dovecot> StartAsync()
    {
        var dovecot = new Dovecot(Directory.CreateTempSubdirectory("digestbot-dovecot-"));
        try
        {
            dovecot.Prepare();
            for (var attempt = 1; !await dovecot.TryStartAsync(); attempt++)
                if (attempt == 3)
                    throw new InvalidOperationException("Dovecot does not start: " + dovecot.Log());
            return dovecot;
        }
        catch
        {
            await dovecot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts a message into the inbox, as a delivery agent would.</summary>
    public void Deliver(byte[] message)
    {
        var name = $"{++_dropped}.test.localhost";
        var draft = Path.Combine(Maildir, "tmp", name);
        File.WriteAllBytes(draft, message);
        Share(draft);
        File.Move(draft, Path.Combine(Maildir, "new", name));
    }

    /// <summary>Puts a message into the inbox; line ends become CRLF.</summary>
    public void Deliver(string message) => Deliver(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));

    /// <summary>Makes a mailbox besides the inbox and returns its folder.</summary>
    /// <param name="name">As Maildir++ writes it: modified UTF-7, dots between the levels.</param>
    public string AddMailbox(string name) => MakeMaildir(Path.Combine(Maildir, "." + name));

    /// <summary>What it logged.</summary>
    public string Log() => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "(no log)";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private string LogFile => Path.Combine(_folder.FullName, "log");

    private void Prepare()
    {
        // The server's processes run as users of their own, so they must be able to enter.
        Share(_folder.FullName);
        MakeMaildir(Maildir);
        TestCertificates.Write(_folder.FullName, Host);
        File.WriteAllText(Path.Combine(_folder.FullName, "users"), $"{User}:{{PLAIN}}{Password}\n");
    }

    private async Task<bool> TryStartAsync()
    {
        (ImapPort, ImapsPort) = FreePorts();
        var configuration = Path.Combine(_folder.FullName, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, DovecotConfiguration.Text(_folder.FullName, Maildir, ImapPort, ImapsPort));
        _process = Process.Start(new ProcessStartInfo(Program, ["-F", "-c", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        for (var waited = 0; waited < 100 && !_process.HasExited; waited++)
        {
            if (await AnswersAsync())
                return true;
            await Task.Delay(100);
        }
        await StopAsync();
        return false;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Host, ImapPort);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync())?.StartsWith("* OK", StringComparison.Ordinal) == true;
        }
        catch (Exception early) when (early is SocketException or IOException)
        {
            return false;
        }
    }

    private async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        if (!process.HasExited)
        {
            // TERM lets the master stop its children; KILL would leave them behind.
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private static (int, int) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private static string MakeMaildir(string folder)
    {
        foreach (var part in new[] { "", "tmp", "new", "cur" })
            Share(Directory.CreateDirectory(Path.Combine(folder, part)).FullName);
        return folder;
    }

    private static void Share(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)(Directory.Exists(path) ? 0b111_111_111 : 0b110_110_110));
    }
}
