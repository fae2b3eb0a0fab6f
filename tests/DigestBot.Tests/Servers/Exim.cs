using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A private Exim in a temporary folder, for submission: STARTTLS, then AUTH PLAIN, then everything it is told goes into one Maildir. It stands on Debian's own program, whose
/// files tests/run puts beside the system, since its package cannot be installed beside Postfix. Needs root, as Exim does.
/// </summary>
internal sealed class Exim : IAsyncDisposable
{
    /// <summary>Debian's Exim insists that this user is there; it is, for this process alone.</summary>
    private const string BuiltInUser = "Debian-exim";

    private readonly string _folder;
    private Process? _process;
    private Func<string> _output = () => "";

    private Exim(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    /// <summary>On 127.0.0.1, which its certificate is made out to.</summary>
    public int Port { get; }

    public string User { get; } = "ana";

    public string Password { get; } = "correct horse";

    /// <summary>The authority that issued its certificate, as PEM.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    /// <summary>What came, was taken, delivered and refused.</summary>
    public string Log => string.Concat(((string[])["main", "reject", "panic"]).Select(kind => Path.Combine(_folder, "log", kind + "log")).Where(File.Exists).Select(File.ReadAllText));

    /// <summary>Starts one.</summary>
    public static async Task<Exim> StartAsync()
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("Exim starts as root only: run this test as root.");
        var exim = new Exim(Directory.CreateTempSubdirectory("digestbot-exim-").FullName, FreePort.Find());
        try
        {
            await exim.PrepareAsync();
            // A private view of the system in which Exim's user exists (unshare(1)); nothing outside of it changes.
            (exim._process, exim._output) = Tool.Start(Tool.Path("unshare", "util-linux"),
                ["--mount", "sh", "-ec", "mount --bind \"$1/passwd\" /etc/passwd; mount --bind \"$1/group\" /etc/group; exec \"$2\" -C \"$1/exim.conf\" -bdf -q1m", "sh", exim._folder, exim.Program]);
            await FreePort.ListensAsync(exim.Port, () => exim._process.HasExited ? "Exim ended: " + exim._output() + exim.Log : null);
            return exim;
        }
        catch
        {
            await exim.DisposeAsync();
            throw;
        }
    }

    /// <summary>The messages that were delivered, without the lines that Exim puts before them, keyed by their envelope's recipient; waits until there are as many as asked for.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> MessagesAsync(int count) =>
        (await MailFolder.WaitAsync(Path.Combine(_folder, "mail"), count, () => Log)).Select(File.ReadAllBytes).ToDictionary(EnvelopeRecipient, WithoutTrace);

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

    private string Program => Path.Combine(_folder, "exim4");

    private static string Fetched
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named : Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".cache");
            var program = Path.Combine(cache, "digestbot-tests", "exim4", "usr", "sbin", "exim4");
            return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is missing: run tests/run, which fetches the Debian package exim4-daemon-light and unpacks it there.");
        }
    }

    private async Task PrepareAsync()
    {
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "755", _folder);
        foreach (var name in (string[])["spool", "log", "mail"])
            await Tool.RunAsync(Tool.Path("chown", "coreutils"), "nobody:nogroup", Directory.CreateDirectory(Path.Combine(_folder, name)).FullName);
        TestCertificates.Write(_folder, "127.0.0.1");
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "644", Path.Combine(_folder, "server.key"));
        var id = Postfix.Nobody - 1;
        await File.WriteAllTextAsync(Path.Combine(_folder, "passwd"), await File.ReadAllTextAsync("/etc/passwd") + string.Create(CultureInfo.InvariantCulture, $"{BuiltInUser}:x:{id}:{id}::/nonexistent:/usr/sbin/nologin\n"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "group"), await File.ReadAllTextAsync("/etc/group") + string.Create(CultureInfo.InvariantCulture, $"{BuiltInUser}:x:{id}:\n"));
        // It calls itself as nobody, who may not enter the cache of root.
        File.Copy(Fetched, Program);
        await File.WriteAllTextAsync(Path.Combine(_folder, "exim.conf"), Configuration);
    }

    // Everything that a submission server can offer, and what Exim is known for: a client that speaks before its turn is refused (smtp_enforce_sync).
    private string Configuration => string.Create(CultureInfo.InvariantCulture, $$$"""
        exim_path = {{{Program}}}
        exim_user = nobody
        exim_group = nogroup
        spool_directory = {{{_folder}}}/spool
        log_file_path = {{{_folder}}}/log/%slog
        pid_file_path = {{{_folder}}}/spool/exim.pid
        primary_hostname = mx.example.test
        daemon_smtp_ports = {{{Port}}}
        local_interfaces = 127.0.0.1
        disable_ipv6 = true
        deliver_drop_privilege = true
        never_users =
        keep_environment =
        log_selector = +all
        USERNAME = {{{User}}}
        SECRET = {{{Password}}}
        acl_smtp_auth = ${if def:tls_in_cipher {accept}{deny}}
        acl_smtp_rcpt = submit
        acl_smtp_data = accept
        smtp_enforce_sync = true
        pipelining_advertise_hosts = *
        chunking_advertise_hosts = *
        dsn_advertise_hosts = *
        smtputf8_advertise_hosts = *
        tls_advertise_hosts = *
        auth_advertise_hosts = ${if def:tls_in_cipher {*}{}}
        tls_certificate = {{{_folder}}}/server.pem
        tls_privatekey = {{{_folder}}}/server.key
        begin acl
        submit:
          deny !authenticated = *
               message = sign in first
          accept
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if and{ {eq{$auth2}{USERNAME}} {eq{$auth3}{SECRET}} }}
          server_set_id = $auth2
        begin routers
        all:
          driver = accept
          transport = box
        begin transports
        box:
          driver = appendfile
          directory = {{{_folder}}}/mail
          maildir_format
          envelope_to_add
          return_path_add
          user = nobody
          group = nogroup

        """);

    private static string EnvelopeRecipient(byte[] message) =>
        System.Text.Encoding.UTF8.GetString(message).Split('\n').First(line => line.StartsWith("Envelope-to: ", StringComparison.Ordinal))["Envelope-to: ".Length..];

    // Return-path, Envelope-to, Received and its continuation lines stand first.
    private static byte[] WithoutTrace(byte[] message)
    {
        var at = 0;
        while (Starts("Return-path:") || Starts("Envelope-to:") || Starts("Received:") || Starts("\t") || Starts(" "))
            at += message.AsSpan(at).IndexOf((byte)'\n') + 1;
        return message[at..];

        bool Starts(string name) => System.Text.Encoding.ASCII.GetBytes(name) is var octets && message.AsSpan(at).StartsWith(octets);
    }
}
