using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A private OpenSMTPD in a temporary folder: a relay without PIPELINING that puts all mail for <c>readers.example</c> into one Maildir and refuses other domains. It stands on
/// Debian's own program, whose files tests/run puts beside the system. Needs root, as it does. No TLS: that of version 6.8 fails with every key under OpenSSL 3 ("missing private key").
/// </summary>
internal sealed class OpenSmtpd : IAsyncDisposable
{
    // In a view of the system that only this process has (unshare(1)), its users and its fixed folders are there; nothing outside of it changes.
    private const string Script = """
        mount --bind "$1/passwd" /etc/passwd
        mount --bind "$1/group" /etc/group
        mount --bind "$1/spool" /var/spool
        mount --bind "$1/lib" /var/lib
        mount --bind "$1/run" /run
        mount --bind "$2/usr/libexec" /usr/libexec
        mount --bind "$2/usr/sbin" /usr/sbin
        exec /usr/sbin/smtpd -d -f "$1/smtpd.conf"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-opensmtpd-").FullName;
    private Process? _process;
    private Func<string> _output = () => "";

    private OpenSmtpd()
    {
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>What it said: a line for each recipient that was delivered to.</summary>
    public string Log => _output();

    /// <summary>Starts one.</summary>
    public static async Task<OpenSmtpd> StartAsync()
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("OpenSMTPD starts as root only: run this test as root.");
        var server = new OpenSmtpd();
        try
        {
            await server.PrepareAsync();
            (server._process, server._output) = Tool.Start(Tool.Path("unshare", "util-linux"), ["--mount", "sh", "-ec", Script, "sh", server._folder, Fetched]);
            await FreePort.ListensAsync(server.Port, () => server._process.HasExited ? "OpenSMTPD ended: " + server._output() : null);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The messages that were delivered, each with the trace that it puts before them; waits until there are as many as asked for.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync(int count) =>
        [.. (await MailFolder.WaitAsync(Path.Combine(_folder, "mail"), count, () => Log)).Select(File.ReadAllText)];

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

    private static string Fetched
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named : Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".cache");
            var folder = Path.Combine(cache, "digestbot-tests", "opensmtpd");
            return File.Exists(Path.Combine(folder, "usr/sbin/smtpd")) ? folder : throw new InvalidOperationException($"{folder} has no usr/sbin/smtpd: run tests/run, which fetches the Debian package opensmtpd and unpacks it there.");
        }
    }

    private async Task PrepareAsync()
    {
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "755", _folder);
        foreach (var name in (string[])["spool/smtpd", "lib/opensmtpd/empty", "run", "mail"])
            Directory.CreateDirectory(Path.Combine(_folder, name));
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "711", Path.Combine(_folder, "spool", "smtpd"));
        await Tool.RunAsync(Tool.Path("chown", "coreutils"), "nobody:nogroup", Path.Combine(_folder, "mail"));
        var (passwd, group) = (await File.ReadAllTextAsync("/etc/passwd"), await File.ReadAllTextAsync("/etc/group"));
        foreach (var (user, id) in ((string, int)[])[("opensmtpd", Postfix.Nobody - 2), ("opensmtpq", Postfix.Nobody - 3)])
        {
            passwd += string.Create(CultureInfo.InvariantCulture, $"{user}:x:{id}:{id}::/var/lib/opensmtpd/empty:/usr/sbin/nologin\n");
            group += string.Create(CultureInfo.InvariantCulture, $"{user}:x:{id}:\n");
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "passwd"), passwd);
        await File.WriteAllTextAsync(Path.Combine(_folder, "group"), group);
        await File.WriteAllTextAsync(Path.Combine(_folder, "smtpd.conf"), string.Create(CultureInfo.InvariantCulture, $$"""
            table everybody { "@" = "nobody" }
            listen on 127.0.0.1 inet4 port {{Port}} hostname mx.example.test
            action box maildir "{{_folder}}/mail" virtual <everybody>
            match from any for domain "readers.example" action box

            """));
    }
}
